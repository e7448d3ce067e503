// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;

/**
 * A file is not what it should be. The message is one sentence without full stop: what was
 * expected, what was found, and where; the name of the file is for the caller to add.
 */
public class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What an offset counts from. */
  public enum Place {
    /** Bytes of the file as it lies on the disk. */
    FILE("file"),
    /** Bytes of what the file's compressed part unpacks to. */
    UNPACKED("unpacked data"),
    /** Lines of a text, from 1. */
    LINE("line"),
    /** The file as a whole is another than was expected, and no byte of it in particular. */
    NOWHERE("");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  private final String problem;
  private final Place place;
  private final long offset;

  /**
   * @param problem what was expected and what was found; the position is appended here
   */
  public FormatException(String problem, Place place, long offset) {
    super(message(problem, place, offset));
    this.problem = problem;
    this.place = place;
    this.offset = offset;
  }

  public FormatException(String problem, Place place, long offset, Throwable cause) {
    super(message(problem, place, offset), cause);
    this.problem = problem;
    this.place = place;
    this.offset = offset;
  }

  private static String message(String problem, Place place, long offset) {
    return switch (place) {
      case NOWHERE -> problem;
      case LINE -> problem + " in line " + offset;
      case FILE, UNPACKED -> problem + " at byte " + offset + " of the " + place.words;
    };
  }

  /** What was expected and what was found, without the position. */
  public String problem() {
    return problem;
  }

  public Place place() {
    return place;
  }

  /** Bytes from the start of {@link #place} to what was wrong; or the line's number. */
  public long offset() {
    return offset;
  }
}
