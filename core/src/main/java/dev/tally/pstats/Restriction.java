// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

/** What part of the functions a report shows; several restrict one after the other. */
public sealed interface Restriction {

  /**
   * The first {@code count} functions; a count that is negative, or not less than what is left, has
   * no effect.
   */
  record First(long count) implements Restriction {}

  /** The first {@code share} of the functions; a share outside [0, 1) has no effect. */
  record Fraction(double share) implements Restriction {}

  /**
   * The functions in whose {@linkplain FunctionKey#label label} a regular expression is found, or
   * all others.
   *
   * @param regex in Python's dialect
   * @param excluding whether the functions in which it is found are left out
   */
  record Matching(String regex, boolean excluding) implements Restriction {}

  static Restriction first(long count) {
    return new First(count);
  }

  static Restriction fraction(double share) {
    return new Fraction(share);
  }

  static Restriction matching(String regex) {
    return new Matching(regex, false);
  }

  static Restriction excluding(String regex) {
    return new Matching(regex, true);
  }
}
