// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;
import java.io.IOException;
import java.util.List;

/**
 * pstats' {@code print_callers} and {@code print_callees}: each function, and one line for each
 * edge that leads to it or from it.
 */
final class CallersTable {
  private final Stats stats;
  private final FunctionTable table;
  private final Appendable out;
  private final StringBuilder text = new StringBuilder();
  private final int width;

  private CallersTable(Stats stats, Selection selection, Appendable out) {
    this.stats = stats;
    table = stats.table();
    this.out = out;
    width = selection.width() + 2;
  }

  static void printCallers(Stats stats, Selection selection, Appendable out) throws IOException {
    if (selection.isEmpty()) {
      return;
    }
    CallersTable report = new CallersTable(stats, selection, out);
    report.heading(selection, "was called by...");
    for (int function : selection.functions()) {
      report.block(function, "<-", Edge.to(stats.table(), function));
    }
    report.end();
  }

  static void printCallees(Stats stats, Callees callees, Selection selection, Appendable out)
      throws IOException {
    if (selection.isEmpty()) {
      return;
    }
    CallersTable report = new CallersTable(stats, selection, out);
    report.heading(selection, "called...");
    for (int function : selection.functions()) {
      report.block(function, "->", Edge.from(stats.table(), callees, function));
    }
    report.end();
  }

  private void heading(Selection selection, String title) {
    text.append(selection.preface()).append('\n');
    Units.name(text, "Function ", width);
    text.append(title).append('\n');
    if (firstEdgesAreTimed()) {
      Units.spaces(text, width);
      text.append(
          stats.extras().percent()
              ? "    ncalls  tottime       %  cumtime       %\n"
              : "    ncalls  tottime  cumtime\n");
    }
  }

  /** Whether the first function that has callers, shown or not, has timed ones. */
  private boolean firstEdgesAreTimed() {
    for (int f = 0; f < table.size(); f++) {
      if (table.firstEdge(f) < table.endEdge(f)) {
        return !table.isOnlyCounted(table.firstEdge(f));
      }
    }
    return false;
  }

  private void block(int function, String arrow, List<Edge> edges) throws IOException {
    Units.name(text, table.key(function).label(), width);
    text.append(arrow).append(' ');
    List<Edge> shown = Edge.shown(edges, stats);
    boolean first = true;
    for (Edge edge : shown) {
      if (edge.in().isOnlyCounted(edge.edge())) {
        Units.spaces(text, first ? 0 : width + 3);
        counted(edge);
      } else {
        Units.spaces(text, first ? 0 : width + 1);
        timed(edge, first ? 7 : 9);
      }
      first = false;
    }
    if (edges.isEmpty()) {
      text.append('\n');
    }
    if (shown.size() < edges.size()) {
      Units.spaces(text, width + 3);
      text.append("and ").append(edges.size() - shown.size()).append(" more\n");
    }
    out.append(text);
    text.setLength(0);
  }

  private void timed(Edge edge, int columns) {
    FunctionTable in = edge.in();
    Units.calls(text, in.edgeCalls(edge.edge()), in.edgePrimitiveCalls(edge.edge()), columns);
    text.append(' ');
    seconds(in.edgeSelfSeconds(edge.edge()));
    text.append(' ');
    seconds(in.edgeCumulativeSeconds(edge.edge()));
    text.append("  ").append(edge.other().label()).append('\n');
  }

  private void seconds(double seconds) {
    Units.seconds(text, seconds);
    if (stats.extras().percent()) {
      Units.percent(text, seconds, stats.selfSeconds());
    }
  }

  /**
   * An edge that has no times is shown with those of the function at its other end; without any if
   * the profile does not know that function, where pstats gives up.
   */
  private void counted(Edge edge) {
    text.append(edge.other().label())
        .append('(')
        .append(edge.in().edgeCalls(edge.edge()))
        .append(") ");
    if (edge.function() >= 0) {
      Units.seconds(text, table.cumulativeSeconds(edge.function()));
    }
    text.append('\n');
  }

  private void end() throws IOException {
    out.append(text).append("\n\n");
  }
}
