// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;

/** How well the time of a row is known, in the row. Nothing stands by what was measured. */
public final class Marks {
  /** Before a time that is an estimate, wholly or in part. */
  public static final String ESTIMATED = "~";

  /** Before a time that is a number of samples. */
  public static final String SAMPLED = "≈";

  private Marks() {}

  /** What stands before the time of a function itself. */
  static String self(FunctionTable table, int function) {
    return mark(table, table.errorSeconds(function));
  }

  /** What stands before the time of a function and all that it called. */
  static String cumulative(FunctionTable table, int function) {
    return mark(table, table.cumulativeErrorSeconds(function));
  }

  private static String mark(FunctionTable table, double error) {
    return table.sampled() ? SAMPLED : error > 0 ? ESTIMATED : "";
  }

  /** The standard error of a function's own time, as a part of it: {@code ±3.4%}. */
  static String error(FunctionTable table, int function) {
    double error = table.errorSeconds(function);
    if (!(error > 0)) {
      return "";
    }
    double self = table.selfSeconds(function);
    return error >= self ? ">100%" : "±" + Unit.share(error, self);
  }
}
