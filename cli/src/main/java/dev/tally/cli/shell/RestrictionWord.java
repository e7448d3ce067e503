// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import dev.tally.pstats.Restriction;
import dev.tally.python.PythonNumber;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What part of the functions to show, as pstats' browser reads it from a word. */
public final class RestrictionWord {
  private RestrictionWord() {}

  /** The restriction; null for a fraction outside [0, 1], which is none. */
  public static @Nullable Restriction parse(String word) {
    BigInteger count = PythonNumber.parseInt(word);
    if (count != null) {
      return Restriction.first(saturated(count));
    }
    Double share = PythonNumber.parseFloat(word);
    if (share == null) {
      return Restriction.matching(word);
    }
    return share > 1 || share < 0 ? null : Restriction.fraction(share);
  }

  private static long saturated(BigInteger count) {
    return count.bitLength() < Long.SIZE
        ? count.longValue()
        : count.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
