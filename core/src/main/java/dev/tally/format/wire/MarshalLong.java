// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import dev.tally.format.wire.MarshalException.Step;
import java.io.IOException;

/**
 * A Python integer of any length, as far as 64 bits hold it.
 *
 * @param overflow they do not hold it, and the value is meaningless
 */
record MarshalLong(long value, boolean overflow) {
  private static final int DIGIT_BITS = 15;

  /** Reads digits of 15 bits, the lowest first; their number comes before, and carries the sign. */
  static MarshalLong read(MarshalInput in) throws IOException {
    long start = in.position();
    int size = in.int32();
    if (size == Integer.MIN_VALUE) {
      throw broken("a number of digits", size, start, "long size out of range");
    }
    long value = 0;
    boolean overflow = false;
    int shift = 0;
    for (int left = Math.abs(size); left > 0; left--) {
      int digit = in.uint16();
      if (digit >= 1 << DIGIT_BITS) {
        throw broken("a digit below 32768", digit, start, "digit out of range in long");
      }
      if (left == 1 && digit == 0) {
        throw broken("a last digit other than 0", digit, start, "unnormalized long data");
      }
      if (shift < Long.SIZE) {
        overflow |= (long) digit << shift >>> shift != digit;
        value |= (long) digit << shift;
        shift += DIGIT_BITS;
      } else {
        overflow = true;
      }
    }
    // What is negative here are magnitudes from 2^63 on, of which only that one has a negative
    // long.
    overflow |= value < 0 && (size > 0 || value != Long.MIN_VALUE);
    return new MarshalLong(size < 0 ? -value : value, overflow);
  }

  private static MarshalException broken(String expected, int found, long start, String python) {
    return new MarshalException(
        "expected " + expected + ", found " + found,
        start,
        Step.LOADING,
        "ValueError: bad marshal data (" + python + ")");
  }
}
