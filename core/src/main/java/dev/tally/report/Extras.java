// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import org.jspecify.annotations.Nullable;

/**
 * What reports show that pstats' do not, by themselves or beside them; without it they are pstats'
 * to the byte.
 *
 * @param percent beside every time its part of the seconds of the whole profile, in percent
 * @param edges how many callers or callees each function is shown with, the most expensive first;
 *     {@link #ALL_BY_NAME} for all of them, in pstats' order
 * @param explained whether whoever shows a report says why, if it is empty
 * @param look how Tally's own tables look that are shown in the place of pstats'; null for pstats'
 */
public record Extras(boolean percent, int edges, boolean explained, @Nullable Look look) {
  /** See {@link #edges}. */
  public static final int ALL_BY_NAME = Integer.MAX_VALUE;

  public static final Extras NONE = new Extras(false, ALL_BY_NAME);

  public Extras {
    if (edges < 1) {
      throw new IllegalArgumentException("expected one caller or more, found " + edges);
    }
  }

  public Extras(boolean percent, int edges) {
    this(percent, edges, false, null);
  }

  /** The same in tables of our own, with empty reports explained. */
  public Extras in(Look ownLook) {
    return new Extras(percent, edges, true, ownLook);
  }
}
