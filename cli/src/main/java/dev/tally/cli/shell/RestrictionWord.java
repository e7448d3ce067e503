// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import dev.tally.pstats.Restriction;
import dev.tally.python.PythonNumber;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What part of the functions to show, as pstats' browser reads it from a word; and one that pstats
 * has not: {@code !importlib} for all but those in which that is found.
 */
public final class RestrictionWord {
  private RestrictionWord() {}

  /** The restriction, which may exclude; null for a fraction outside [0, 1]. */
  public static @Nullable Restriction parse(String word) {
    return word.length() > 1 && word.startsWith("!")
        ? Restriction.excluding(word.substring(1))
        : parseAsPstats(word);
  }

  /** The restriction; null for a fraction outside [0, 1], which is none. */
  public static @Nullable Restriction parseAsPstats(String word) {
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
