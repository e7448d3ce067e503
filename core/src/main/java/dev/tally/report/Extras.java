// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

/**
 * What reports show that pstats' do not; without it they are pstats' to the byte.
 *
 * @param percent beside every time its part of the seconds of the whole profile, in percent
 * @param edges how many callers or callees each function is shown with, the most expensive first;
 *     {@link #ALL_BY_NAME} for all of them, in pstats' order
 */
public record Extras(boolean percent, int edges) {
  /** See {@link #edges}. */
  public static final int ALL_BY_NAME = Integer.MAX_VALUE;

  public static final Extras NONE = new Extras(false, ALL_BY_NAME);

  public Extras {
    if (edges < 1) {
      throw new IllegalArgumentException("expected one caller or more, found " + edges);
    }
  }
}
