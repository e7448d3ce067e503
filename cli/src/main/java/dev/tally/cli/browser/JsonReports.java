// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.format.wire.JsonWriter;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.report.Edge;
import dev.tally.report.ReportData;
import java.io.IOException;
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
      json.name("selfNanos").value(nanos(table.selfSeconds(function)));
      json.name("cumulativeNanos").value(nanos(table.cumulativeSeconds(function)));
    }
    if (data.hasErrors()) {
      json.name("errorNanos").value(nanos(table.errorSeconds(function)));
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
      json.name("selfNanos").value(nanos(in.edgeSelfSeconds(edge.edge())));
      json.name("cumulativeNanos").value(nanos(in.edgeCumulativeSeconds(edge.edge())));
    }
    json.endObject();
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
