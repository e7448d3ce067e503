// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report says, for scripts: numbers of a table instead of text.
 *
 * @param kind which report
 * @param headings when each profile was made, and its file
 * @param notes what must be known to trust the numbers
 * @param orderedBy what the functions are ordered by; empty if by nothing
 * @param reduced a sentence for each restriction that left functions away
 * @param table the functions
 * @param calls of all functions
 * @param primitiveCalls of all functions
 * @param selfSeconds of all functions
 * @param rows what the restrictions left
 */
public record ReportData(
    Kind kind,
    List<String> headings,
    List<String> notes,
    String orderedBy,
    List<String> reduced,
    FunctionTable table,
    BigInteger calls,
    BigInteger primitiveCalls,
    double selfSeconds,
    List<Row> rows) {

  /** Which report. */
  public enum Kind {
    STATS,
    CALLERS,
    CALLEES
  }

  /**
   * A function of the table.
   *
   * @param function its number
   * @param edges its callers or callees
   * @param more how many others it has
   */
  public record Row(int function, List<Edge> edges, int more) {}

  static ReportData of(Stats stats, Kind kind, Selection selection, Callees callees) {
    List<Row> rows = new ArrayList<>();
    for (int function : selection.functions()) {
      List<Edge> edges =
          switch (kind) {
            case STATS -> List.of();
            case CALLERS -> Edge.to(stats.table(), function);
            case CALLEES -> Edge.from(stats.table(), callees, function);
          };
      List<Edge> shown = kind == Kind.STATS ? edges : Edge.shown(edges, stats);
      rows.add(new Row(function, shown, edges.size() - shown.size()));
    }
    return new ReportData(
        kind,
        List.copyOf(stats.headings()),
        List.copyOf(stats.notes()),
        selection.orderedBy(),
        selection.reduced(),
        stats.table(),
        stats.calls(),
        stats.primitiveCalls(),
        stats.selfSeconds(),
        rows);
  }

  /** Whether errors of times are known, which they are not of each function's samples. */
  public boolean hasErrors() {
    return table.hasTimes() && !table.sampled();
  }

  /** Whether calls are known, which numbers of samples are not. */
  public boolean hasCalls() {
    return table.hasCalls() && !table.sampled();
  }
}
