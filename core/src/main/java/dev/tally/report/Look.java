// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import java.util.function.IntSupplier;

/**
 * How Tally's own tables look, where pstats' are not asked for. Tables for a terminal fit its
 * width. Others do not know of any window: their columns are the same everywhere, and no name is
 * shortened.
 *
 * @param columns asked anew for each table, since windows change; {@link #UNLIMITED} for no
 *     terminal
 * @param rows how many functions {@code stats} shows if nobody says how many; {@link #ALL}
 * @param rest what the line below fewer rows says about how to see all, with {@code %d} for their
 *     number
 * @param coloured whether to use bold and faint letters
 * @param unit of times
 * @param paths whether names have the file's path and the line, as pstats' names have
 */
public record Look(
    IntSupplier columns, int rows, String rest, boolean coloured, Unit unit, boolean paths) {
  public static final int UNLIMITED = 0;
  public static final int ALL = Integer.MAX_VALUE;

  /** How many rows a terminal gets unasked. */
  public static final int SCREENFUL = 30;

  /** For pipes and files. */
  public static final Look STEADY = new Look(() -> UNLIMITED, ALL, "", false, Unit.FITTING, false);

  /** A terminal of so many columns. */
  public static Look of(int columns) {
    return new Look(() -> columns, ALL, "", false, Unit.FITTING, false);
  }

  /** How tables look that are shown beside a report. */
  static Look of(Stats stats) {
    Look look = stats.extras().look();
    return look == null ? STEADY : look;
  }

  /** The same with another unit of times, and with or without paths. */
  public Look with(Unit otherUnit, boolean withPaths) {
    return new Look(columns, rows, rest, coloured, otherUnit, withPaths);
  }

  /** Columns of what is printed now; {@link #UNLIMITED} for any number. */
  int width() {
    int width = columns.getAsInt();
    return width <= 0 ? UNLIMITED : Math.max(width, TextTable.NARROWEST);
  }
}
