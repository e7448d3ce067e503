// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.ProfileNotes;
import dev.tally.format.wire.JsonWriter;
import dev.tally.profile.Metric;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The table of functions with their callers as JSON, for jq and scripts: the largest first. */
final class FunctionsJson {
  /** What a file says it is; the number is raised when a name changes its meaning. */
  static final String NAME = "tally functions 1";

  private FunctionsJson() {}

  static void write(Contents contents, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    FunctionColumns functions = FunctionColumns.of(contents);
    JsonWriter json = new JsonWriter(text);
    json.beginObject();
    json.name("format").value(NAME);
    json.name("metrics").beginArray();
    for (Metric metric : functions.profile().metrics()) {
      json.beginObject();
      json.name("name").value(metric.name());
      json.name("unit").value(metric.unit());
      json.name("known").value(metric.known().name().toLowerCase(Locale.ROOT));
      json.endObject();
    }
    json.endArray();
    json.name("notes").beginArray();
    for (String note : ProfileNotes.of(functions.profile())) {
      json.value(note);
    }
    json.endArray();
    json.name("functions").beginArray();
    for (int function : functions.order()) {
      function(json, functions, function);
    }
    json.endArray();
    json.endObject();
    text.flush();
  }

  private static void function(JsonWriter json, FunctionColumns functions, int function)
      throws IOException {
    FunctionTable table = functions.table();
    FunctionKey key = table.key(function);
    json.beginObject();
    json.name("function").value(key.label());
    json.name("file").value(key.file());
    json.name("line").value(key.line());
    json.name("name").value(key.name());
    for (FunctionColumns.Column column : functions.columns()) {
      json.name(column.name()).value(column.of().applyAsLong(function));
    }
    json.name("callers").beginArray();
    for (int e = table.firstEdge(function); e < table.endEdge(function); e++) {
      json.beginObject();
      json.name("function").value(table.keyAt(table.callerKey(e)).label());
      if (functions.hasCalls()) {
        json.name("calls").value(table.edgeCalls(e));
      }
      if (functions.hasCalls() && !table.isOnlyCounted(e)) {
        json.name("primitiveCalls").value(table.edgePrimitiveCalls(e));
      }
      if (functions.hasTimes() && !table.isOnlyCounted(e)) {
        json.name("selfNanos").value(FunctionColumns.nanos(table.edgeSelfSeconds(e)));
        json.name("cumulativeNanos").value(FunctionColumns.nanos(table.edgeCumulativeSeconds(e)));
      }
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }
}
