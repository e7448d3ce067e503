// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.report.ByTable;
import dev.tally.report.ReportData;
import dev.tally.report.TreeLines;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
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
          "tree",
          "by",
          "threads",
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

  /**
   * A tree.
   *
   * @param up whether who called a function comes below it
   */
  abstract void tree(Asked asked, List<TreeLines.Line> lines, boolean up)
      throws IOException, NoAnswer;

  /** All that happened, by ancestor. */
  abstract void shares(Asked asked, ByTable table) throws IOException;

  /** What some functions did, by ancestor. */
  abstract void parts(Asked asked, ByTable table, BitSet what) throws IOException;

  /** Groups of threads. */
  abstract void threads(Asked asked) throws IOException;

  static long nanos(double seconds) {
    return Math.round(seconds * NANOS_PER_SECOND);
  }
}
