// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import dev.tally.format.wire.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A profile of any format, by the name that a user gave: a file, a pipe, a folder of recordings, or
 * {@code -} for standard input.
 *
 * @param name as it was typed
 * @param path where it lies; of no meaning for standard input
 * @param standardInput what is read for {@code -}
 */
record ProfileFile(String name, Path path, InputStream standardInput) {
  static final String STANDARD_INPUT = "-";

  /**
   * @param folder what a relative name starts from
   */
  static ProfileFile of(Path folder, String name, InputStream standardInput) throws IOException {
    if (name.isEmpty()) {
      throw new NoSuchFileException(name);
    }
    try {
      return new ProfileFile(name, folder.resolve(RawNames.path(name)), standardInput);
    } catch (InvalidPathException e) {
      throw new IOException(
          name.indexOf('\0') >= 0
              ? "ValueError: embedded null byte"
              : "no file can have this name here: " + e.getReason(),
          e);
    }
  }

  /** When it was written; of standard input, which need not be a file, now. */
  Instant time() throws IOException {
    return isStandardInput() ? Instant.now() : Files.getLastModifiedTime(path).toInstant();
  }

  Contents read() throws IOException {
    if (isStandardInput()) {
      return Format.read(standardInput);
    }
    List<Path> recordings = RecordingsFolder.recordings(path);
    if (!recordings.isEmpty()) {
      return Contents.of(RecordingsFolder.sum(recordings));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Format.read(new ReadOnly(in));
    }
  }

  private boolean isStandardInput() {
    return name.equals(STANDARD_INPUT);
  }

  /**
   * Refuses a file of the command line that is not there, and a folder without recordings.
   *
   * @throws Misuse by the name that was typed
   */
  ProfileFile required() throws IOException {
    if (!isStandardInput() && !Files.exists(path)) {
      throw new Misuse("no such file: " + name);
    }
    return noEmptyFolder();
  }

  /**
   * Refuses a folder without recordings.
   *
   * @throws Misuse by the name that was typed
   */
  ProfileFile noEmptyFolder() throws IOException {
    if (!isStandardInput() && Files.isDirectory(path) && !RecordingsFolder.is(path)) {
      throw new Misuse(
          name
              + " is a folder without recordings of Tally's; expected a profile, or a folder of them");
    }
    return this;
  }

  /**
   * Reads a file of the command line.
   *
   * @throws Misuse if there is no such file
   * @throws IOException if it is not a profile, with the file's name
   */
  Contents readOrFail() throws IOException {
    required();
    try {
      return read();
    } catch (FormatException e) {
      throw about(name, e);
    }
  }

  /** The same complaint with the file's name. */
  static IOException about(String name, FormatException e) {
    String who = name.equals(STANDARD_INPUT) ? "standard input" : name;
    return new IOException(who + ": " + e.getMessage(), e);
  }

  /**
   * Nothing but reads: what else a stream of a file can do, such as say how much is available, JDK
   * 17 does by its position in the file, and a pipe has none ("Illegal seek").
   */
  private static final class ReadOnly extends InputStream {
    private final InputStream in;

    ReadOnly(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }
  }
}
