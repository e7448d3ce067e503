// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

/**
 * What came of a report's restrictions.
 *
 * @param functions how many functions they left
 * @param emptiedBy the index of the restriction that left none of those before it; {@link #BY_NONE}
 *     if there is none
 * @param ignored whether an expression among them could not be searched for
 */
public record Shown(int functions, int emptiedBy, boolean ignored) {
  /** See {@link #emptiedBy}. */
  public static final int BY_NONE = -1;
}
