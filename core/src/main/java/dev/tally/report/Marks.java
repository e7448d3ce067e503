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
    return table.sampled() || table.errorSeconds(function) == 0 ? cumulative(table) : ESTIMATED;
  }

  /** What stands before cumulative times, of which no error is known. */
  static String cumulative(FunctionTable table) {
    return table.sampled() ? SAMPLED : "";
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
