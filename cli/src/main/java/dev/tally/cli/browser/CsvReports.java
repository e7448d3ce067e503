// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.format.wire.CsvLine;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.report.Edge;
import dev.tally.report.ReportData;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Each report is a line of names and a line for each function, or for each of its callers or
 * callees. What was left out is said elsewhere, since every line is data.
 */
public final class CsvReports extends DataReports {
  private final PrintWriter complaints;

  public CsvReports(Appendable out, PrintWriter complaints) {
    super(out);
    this.complaints = complaints;
  }

  @Override
  void print(ReportData data) throws IOException {
    CsvLine line = new CsvLine(out);
    line.add("function").add("file").add("line").add("name");
    boolean stats = data.kind() == ReportData.Kind.STATS;
    if (!stats) {
      String other = data.kind() == ReportData.Kind.CALLERS ? "caller" : "callee";
      line.add(other).add(other + "File").add(other + "Line").add(other + "Name");
    }
    if (data.hasCalls()) {
      line.add("calls").add("primitiveCalls");
    }
    if (data.table().hasTimes()) {
      line.add("selfNanos").add("cumulativeNanos");
    }
    if (data.hasErrors() && stats) {
      line.add("errorNanos");
    }
    if (data.table().hasWaiting() && stats) {
      line.add("cumulativeWaitingNanos");
    }
    line.end();
    int more = 0;
    for (ReportData.Row row : data.rows()) {
      if (stats) {
        function(line, data, row.function());
      }
      for (Edge edge : row.edges()) {
        edge(line, data, row.function(), edge);
      }
      more += row.more();
    }
    data.reduced().forEach(sentence -> complaints.println("tally stats: " + sentence));
    if (more > 0) {
      complaints.println("tally stats: " + more + " callers or callees more, left out by --top");
    }
  }

  private static void function(CsvLine line, ReportData data, int function) throws IOException {
    FunctionTable table = data.table();
    key(line, table.key(function));
    if (data.hasCalls()) {
      line.add(table.calls(function)).add(table.primitiveCalls(function));
    }
    if (table.hasTimes()) {
      line.add(nanos(table.selfSeconds(function)));
      line.add(nanos(table.cumulativeSeconds(function)));
    }
    if (data.hasErrors()) {
      line.add(nanos(table.errorSeconds(function)));
    }
    if (table.hasWaiting()) {
      line.add(nanos(table.waitingSeconds(function)));
    }
    line.end();
  }

  private static void edge(CsvLine line, ReportData data, int function, Edge edge)
      throws IOException {
    FunctionTable in = edge.in();
    boolean onlyCounted = in.isOnlyCounted(edge.edge());
    key(line, data.table().key(function));
    key(line, edge.other());
    if (data.hasCalls()) {
      line.add(edge.calls());
    }
    if (data.hasCalls()) {
      line.addIf(!onlyCounted, in.edgePrimitiveCalls(edge.edge()));
    }
    if (data.table().hasTimes()) {
      line.addIf(!onlyCounted, nanos(in.edgeSelfSeconds(edge.edge())));
      line.addIf(!onlyCounted, nanos(in.edgeCumulativeSeconds(edge.edge())));
    }
    line.end();
  }

  private static void key(CsvLine line, FunctionKey key) throws IOException {
    line.add(key.label()).add(key.file()).add(key.line()).add(key.name());
  }
}
