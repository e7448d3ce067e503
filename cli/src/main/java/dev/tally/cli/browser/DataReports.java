// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.report.ReportData;
import java.io.IOException;
import java.util.Set;

/**
 * Prints the browser's reports as data, for scripts and for whoever reads tools' output by program.
 * Names and units are those of {@code docs/formats.md}, and stay.
 */
public abstract class DataReports {
  /** Verbs that print such a report, or nothing. */
  private static final Set<String> KNOWN =
      Set.of(
          "stats",
          "callers",
          "callees",
          "packages",
          "sort",
          "reverse",
          "strip",
          "read",
          "add",
          "quit",
          "EOF");

  static final double NANOS_PER_SECOND = 1e9;

  final Appendable out;

  DataReports(Appendable out) {
    this.out = out;
  }

  static boolean isKnown(String verb) {
    return KNOWN.contains(verb);
  }

  abstract void print(ReportData data) throws IOException;

  static long nanos(double seconds) {
    return Math.round(seconds * NANOS_PER_SECOND);
  }
}
