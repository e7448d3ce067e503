// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import org.jspecify.annotations.Nullable;

/**
 * A Python profile is broken. Beside Tally's own sentence it keeps what Python says about the same
 * bytes, for those who print what pstats prints.
 */
public final class MarshalException extends FormatException {
  private static final long serialVersionUID = 1L;

  /** At which step Python fails. */
  public enum Step {
    /** The bytes are no Python object. */
    LOADING,
    /** They are one, but not one that pstats understands ("Invalid timing data"). */
    UNDERSTANDING
  }

  private final Step step;
  private final @Nullable String python;

  /**
   * @param problem what was expected and what was found
   * @param python class and message of Python's exception, such as {@code EOFError: EOF read where
   *     object expected}; null where Python fails elsewhere or not at all
   */
  public MarshalException(String problem, long offset, Step step, @Nullable String python) {
    this(problem, Place.FILE, offset, step, python);
  }

  public MarshalException(
      String problem, Place place, long offset, Step step, @Nullable String python) {
    super(problem, place, offset);
    this.step = step;
    this.python = python;
  }

  public Step step() {
    return step;
  }

  /** Class and message of Python's exception for this, null if it has none. */
  public @Nullable String python() {
    return python;
  }
}
