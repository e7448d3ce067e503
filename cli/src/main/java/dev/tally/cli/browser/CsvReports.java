// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.format.wire.CsvLine;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.query.ByAncestor;
import dev.tally.query.ByAncestor.Part;
import dev.tally.query.ByAncestor.Share;
import dev.tally.query.Pathless;
import dev.tally.query.ThreadTimes;
import dev.tally.report.ByTable;
import dev.tally.report.Edge;
import dev.tally.report.ReportData;
import dev.tally.report.ThreadsTable;
import dev.tally.report.TreeLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.BitSet;
import java.util.List;

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
      line.add("errorNanos").add("cumulativeErrorNanos");
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
      line.add(nanos(table.cumulativeErrorSeconds(function)));
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

  @Override
  void tree(Asked asked, List<TreeLines.Line> lines, boolean up) throws NoAnswer {
    throw new NoAnswer("a tree is no table; --json has it");
  }

  @Override
  void shares(Asked asked, ByTable table) throws IOException {
    CsvLine line = new CsvLine(out);
    line.add("by").add("byFile").add("byLine").add("byName");
    if (asked.hasCalls()) {
      line.add("calls").add("callsBelow");
    }
    if (asked.hasTimes()) {
      line.add("nanos");
    }
    line.end();
    List<Share> shares = table.shares();
    for (Share share : table.first(shares)) {
      ancestor(line, asked, share.ancestor());
      if (asked.hasCalls()) {
        line.add(share.calls()).add(share.callsBelow());
      }
      if (asked.hasTimes()) {
        line.add(share.nanos());
      }
      line.end();
    }
    rest(asked, shares.size() - table.first(shares).size());
  }

  @Override
  void parts(Asked asked, ByTable table, BitSet what) throws IOException {
    CsvLine line = new CsvLine(out);
    line.add("by").add("byFile").add("byLine").add("byName");
    line.add("function").add("file").add("line").add("name");
    if (asked.hasCalls()) {
      line.add("calls").add("primitiveCalls");
    }
    if (asked.hasTimes()) {
      line.add("selfNanos").add("cumulativeNanos").add("estimated").add("cumulativeEstimated");
    }
    line.end();
    List<Part> parts = table.parts(what);
    for (Part part : table.first(parts)) {
      ancestor(line, asked, part.ancestor());
      key(line, asked.key(part.row()));
      if (asked.hasCalls()) {
        line.add(part.calls()).add(part.primitiveCalls());
      }
      if (asked.hasTimes()) {
        line.add(part.selfNanos()).add(part.cumulativeNanos());
        line.add(Boolean.toString(part.estimated()));
        line.add(Boolean.toString(part.cumulativeEstimated()));
      }
      line.end();
    }
    rest(asked, parts.size() - table.first(parts).size());
  }

  @Override
  void threads(Asked asked) throws IOException {
    CsvLine line = new CsvLine(out);
    line.add("name").add("threads");
    if (asked.hasCalls()) {
      line.add("calls");
    }
    if (asked.hasTimes()) {
      line.add("nanos");
    }
    if (asked.hasWaiting()) {
      line.add("waitingNanos");
    }
    line.end();
    for (ThreadTimes group : ThreadsTable.sorted(asked.part())) {
      line.add(group.threads().name()).add(group.threads().count());
      if (asked.hasCalls()) {
        line.add(group.calls());
      }
      if (asked.hasTimes()) {
        line.add(group.nanos());
      }
      if (asked.hasWaiting()) {
        line.add(group.waitingNanos());
      }
      line.end();
    }
    rest(asked, 0);
  }

  /** The function that something happened in; nothing for none of those asked for. */
  private static void ancestor(CsvLine line, Asked asked, int row) throws IOException {
    if (row == ByAncestor.NONE) {
      line.add("").add("").add("").add("");
    } else {
      key(line, asked.key(row));
    }
  }

  private void rest(Asked asked, int more) {
    if (more > 0) {
      complaints.println("tally stats: " + more + " more, left out by the number of rows");
    }
    long pathless = Pathless.calls(asked.part());
    if (pathless > 0) {
      complaints.println("tally stats: " + pathless + " calls have no path, so they are in no row");
    }
  }

  private static void key(CsvLine line, FunctionKey key) throws IOException {
    line.add(key.label()).add(key.file()).add(key.line()).add(key.name());
  }
}
