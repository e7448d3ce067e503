// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.format.wire.JsonWriter;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.query.Branches.Branch;
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
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Each report is one JSON object; what is not known has no name, what was left out is said. */
public final class JsonReports extends DataReports {
  public JsonReports(Appendable out) {
    super(out);
  }

  @Override
  void print(ReportData data) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.beginObject();
    json.name("report").value(data.kind().name().toLowerCase(Locale.ROOT));
    texts(json.name("profiles"), data.headings());
    texts(json.name("notes"), data.notes());
    json.name("orderedBy").value(data.orderedBy());
    if (data.hasCalls()) {
      json.name("calls").value(data.calls().longValue());
      json.name("primitiveCalls").value(data.primitiveCalls().longValue());
    }
    if (data.table().hasTimes()) {
      json.name("selfNanos").value(nanos(data.selfSeconds()));
    }
    json.name("sampled").value(data.table().sampled());
    json.name("functionCount").value(data.table().size());
    json.name("shownCount").value(data.rows().size());
    texts(json.name("reduced"), data.reduced());
    json.name("functions").beginArray();
    for (ReportData.Row row : data.rows()) {
      function(json, data, row);
    }
    json.endArray();
    json.endObject();
  }

  private static void function(JsonWriter json, ReportData data, ReportData.Row row)
      throws IOException {
    FunctionTable table = data.table();
    int function = row.function();
    json.beginObject();
    key(json, table.key(function));
    if (data.hasCalls()) {
      json.name("calls").value(table.calls(function));
      json.name("primitiveCalls").value(table.primitiveCalls(function));
    }
    if (table.hasTimes()) {
      times(nanos(table.selfSeconds(function)), nanos(table.cumulativeSeconds(function)), json);
    }
    if (data.hasErrors()) {
      json.name("errorNanos").value(nanos(table.errorSeconds(function)));
      json.name("cumulativeErrorNanos").value(nanos(table.cumulativeErrorSeconds(function)));
    }
    if (table.hasWaiting()) {
      json.name("cumulativeWaitingNanos").value(nanos(table.waitingSeconds(function)));
    }
    if (data.kind() != ReportData.Kind.STATS) {
      boolean callers = data.kind() == ReportData.Kind.CALLERS;
      json.name(callers ? "callers" : "callees").beginArray();
      for (Edge edge : row.edges()) {
        edge(json, data, edge);
      }
      json.endArray();
      json.name(callers ? "moreCallers" : "moreCallees").value(row.more());
    }
    json.endObject();
  }

  private static void edge(JsonWriter json, ReportData data, Edge edge) throws IOException {
    FunctionTable in = edge.in();
    json.beginObject();
    key(json, edge.other());
    if (data.hasCalls()) {
      json.name("calls").value(edge.calls());
    }
    if (data.hasCalls() && !in.isOnlyCounted(edge.edge())) {
      json.name("primitiveCalls").value(in.edgePrimitiveCalls(edge.edge()));
    }
    if (in.hasTimes() && !in.isOnlyCounted(edge.edge())) {
      times(
          nanos(in.edgeSelfSeconds(edge.edge())),
          nanos(in.edgeCumulativeSeconds(edge.edge())),
          json);
    }
    json.endObject();
  }

  @Override
  void tree(Asked asked, List<TreeLines.Line> lines, boolean up) throws IOException {
    JsonWriter json = begin("tree", asked);
    json.name("direction").value(up ? "callers" : "callees");
    json.name("branches").beginArray();
    int open = 0;
    for (TreeLines.Line line : lines) {
      for (; open > line.level(); open--) {
        json.endArray().endObject();
      }
      Branch numbers = line.numbers();
      json.beginObject();
      if (line.more() > 0) {
        json.name("more").value(line.more());
      } else {
        key(json, asked.key(numbers.row()));
      }
      if (asked.hasCalls()) {
        json.name("calls").value(numbers.calls());
        if (numbers.callerCalls() > 0) {
          json.name("callerCalls").value(numbers.callerCalls());
        }
      }
      if (asked.hasTimes()) {
        times(numbers.selfNanos(), numbers.cumulativeNanos(), json);
        estimates(numbers.estimated(), numbers.cumulativeEstimated(), json);
      }
      if (line.more() > 0) {
        json.endObject();
      } else {
        json.name("deeper").value(line.deeper());
        json.name("branches").beginArray();
        open++;
      }
    }
    for (; open > 0; open--) {
      json.endArray().endObject();
    }
    json.endArray();
    json.endObject();
  }

  @Override
  void shares(Asked asked, ByTable table) throws IOException {
    List<Share> shares = table.shares();
    JsonWriter json = begin("by", asked);
    json.name("orderedBy").value(table.orderedBy(false));
    json.name("shareCount").value(shares.size());
    json.name("shares").beginArray();
    for (Share share : table.first(shares)) {
      json.beginObject();
      ancestor(json, asked, share.ancestor());
      if (asked.hasCalls()) {
        json.name("calls").value(share.calls());
        json.name("callsBelow").value(share.callsBelow());
      }
      if (asked.hasTimes()) {
        json.name("nanos").value(share.nanos());
      }
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  @Override
  void parts(Asked asked, ByTable table, BitSet what) throws IOException {
    List<Part> parts = table.parts(what);
    JsonWriter json = begin("by", asked);
    json.name("orderedBy").value(table.orderedBy(true));
    json.name("partCount").value(parts.size());
    json.name("parts").beginArray();
    for (Part part : table.first(parts)) {
      json.beginObject();
      ancestor(json, asked, part.ancestor());
      key(json, asked.key(part.row()));
      if (asked.hasCalls()) {
        json.name("calls").value(part.calls());
        json.name("primitiveCalls").value(part.primitiveCalls());
      }
      if (asked.hasTimes()) {
        times(part.selfNanos(), part.cumulativeNanos(), json);
        estimates(part.estimated(), part.cumulativeEstimated(), json);
      }
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  /** The function that something happened in; null for none of those asked for. */
  private static void ancestor(JsonWriter json, Asked asked, int row) throws IOException {
    json.name("by");
    if (row == ByAncestor.NONE) {
      json.nullValue();
    } else {
      json.beginObject();
      key(json, asked.key(row));
      json.endObject();
    }
  }

  private static void times(long self, long cumulative, JsonWriter json) throws IOException {
    json.name("selfNanos").value(self);
    json.name("cumulativeNanos").value(cumulative);
  }

  /** Of which of the two any part is an estimate. */
  private static void estimates(boolean self, boolean cumulative, JsonWriter json)
      throws IOException {
    json.name("estimated").value(self);
    json.name("cumulativeEstimated").value(cumulative);
  }

  @Override
  void threads(Asked asked) throws IOException {
    JsonWriter json = begin("threads", asked);
    json.name("groups").beginArray();
    for (ThreadTimes group : ThreadsTable.sorted(asked.part())) {
      json.beginObject();
      json.name("name").value(group.threads().name());
      json.name("threads").value(group.threads().count());
      if (asked.hasCalls()) {
        json.name("calls").value(group.calls());
      }
      if (asked.hasTimes()) {
        json.name("nanos").value(group.nanos());
      }
      if (asked.hasWaiting()) {
        json.name("waitingNanos").value(group.waitingNanos());
      }
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  /** What each answer begins with. */
  private JsonWriter begin(String report, Asked asked) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.beginObject();
    json.name("report").value(report);
    texts(json.name("profiles"), asked.headings());
    texts(json.name("notes"), asked.notes());
    json.name("callsWithoutPath").value(Pathless.calls(asked.part()));
    json.name("sampled").value(asked.isSampled());
    return json;
  }

  private static void key(JsonWriter json, FunctionKey key) throws IOException {
    json.name("function").value(key.label());
    json.name("file").value(key.file());
    json.name("line").value(key.line());
    json.name("name").value(key.name());
  }

  private static void texts(JsonWriter json, List<String> texts) throws IOException {
    json.beginArray();
    for (String text : texts) {
      json.value(text);
    }
    json.endArray();
  }
}
