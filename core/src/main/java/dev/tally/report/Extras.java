// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

/**
 * What reports show that pstats' do not, by themselves or beside them; without it they are pstats'
 * to the byte.
 *
 * @param percent beside every time its part of the seconds of the whole profile, in percent
 * @param edges how many callers or callees each function is shown with, the most expensive first;
 *     {@link #ALL_BY_NAME} for all of them, in pstats' order
 * @param explained whether whoever shows a report says why, if it is empty
 */
public record Extras(boolean percent, int edges, boolean explained) {
  /** See {@link #edges}. */
  public static final int ALL_BY_NAME = Integer.MAX_VALUE;

  public static final Extras NONE = new Extras(false, ALL_BY_NAME);

  public Extras {
    if (edges < 1) {
      throw new IllegalArgumentException("expected one caller or more, found " + edges);
    }
  }

  public Extras(boolean percent, int edges) {
    this(percent, edges, false);
  }

  /** The same, with empty reports explained. */
  public Extras explaining() {
    return new Extras(percent, edges, true);
  }
}
