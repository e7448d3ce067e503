// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.firefox;

import dev.tally.format.stacks.MethodNames;
import dev.tally.format.wire.JsonWriter;
import dev.tally.profile.CallTree;
import dev.tally.profile.Kind;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables that all threads of a {@link FirefoxWriter}'s file share, a column a field. */
final class FirefoxTables {
  private final Profile profile;
  private final CallTree tree;
  private final JsonWriter json;
  private final List<String> strings = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  FirefoxTables(Profile profile, JsonWriter json) {
    this.profile = profile;
    tree = profile.tree();
    this.json = json;
  }

  void write() throws IOException {
    stackTable();
    frameTable();
    functionTables();
    empty("resourceTable", "lib", "name", "host", "type");
    empty("nativeSymbols", "libIndex", "address", "name", "functionSize");
    // Last, when all have been asked for.
    json.name("stringArray").beginArray();
    for (String text : strings) {
      json.value(text);
    }
    json.endArray();
  }

  private void stackTable() throws IOException {
    json.name("stackTable").beginObject();
    json.name("frame").beginArray();
    for (int c = 0; c < tree.size(); c++) {
      json.value(tree.frame(c));
    }
    json.endArray();
    json.name("prefix").beginArray();
    for (int c = 0; c < tree.size(); c++) {
      if (tree.parent(c) == CallTree.ROOT) {
        json.nullValue();
      } else {
        json.value(tree.parent(c));
      }
    }
    json.endArray();
    json.name("length").value(tree.size());
    json.endObject();
  }

  private void frameTable() throws IOException {
    int size = profile.frames().size();
    json.name("frameTable").beginObject();
    repeated("address", size, -1);
    repeated("inlineDepth", size, 0);
    json.name("category").beginArray();
    for (int f = 0; f < size; f++) {
      Kind kind = profile.methods().get(profile.frames().get(f).method()).kind();
      json.value(FirefoxCategory.number(kind));
    }
    json.endArray();
    repeated("subcategory", size, 0);
    json.name("func").beginArray();
    for (int f = 0; f < size; f++) {
      json.value(profile.frames().get(f).method());
    }
    json.endArray();
    nulls("nativeSymbol", size);
    nulls("innerWindowID", size);
    json.name("line").beginArray();
    for (int f = 0; f < size; f++) {
      line(profile.frames().get(f).line());
    }
    json.endArray();
    nulls("column", size);
    json.name("length").value(size);
    json.endObject();
  }

  private void functionTables() throws IOException {
    MethodNames names = MethodNames.of(profile);
    int size = profile.methods().size();
    Map<String, Integer> sources = new LinkedHashMap<>();
    json.name("funcTable").beginObject();
    json.name("name").beginArray();
    for (int m = 0; m < size; m++) {
      json.value(string(names.name(m)));
    }
    json.endArray();
    for (String name : List.of("isJS", "relevantForJS")) {
      json.name(name).beginArray();
      for (int m = 0; m < size; m++) {
        json.value(false);
      }
      json.endArray();
    }
    repeated("resource", size, -1);
    json.name("source").beginArray();
    for (int m = 0; m < size; m++) {
      if (names.file(m).isEmpty()) {
        json.nullValue();
      } else {
        Integer known = sources.putIfAbsent(names.file(m), sources.size());
        json.value(known == null ? sources.size() - 1 : known);
      }
    }
    json.endArray();
    json.name("lineNumber").beginArray();
    for (int m = 0; m < size; m++) {
      line(names.line(m));
    }
    json.endArray();
    nulls("columnNumber", size);
    json.name("length").value(size);
    json.endObject();

    sources(sources.keySet());
  }

  private void sources(Set<String> files) throws IOException {
    json.name("sources").beginObject();
    json.name("length").value(files.size());
    nulls("uuid", files.size());
    json.name("filename").beginArray();
    for (String file : files) {
      json.value(string(file));
    }
    json.endArray();
    json.endObject();
  }

  /** A table of what a JVM has not: libraries and their symbols. */
  private void empty(String table, String... columns) throws IOException {
    json.name(table).beginObject();
    for (String column : columns) {
      json.name(column).beginArray().endArray();
    }
    json.name("length").value(0);
    json.endObject();
  }

  private void line(int line) throws IOException {
    if (line > 0) {
      json.value(line);
    } else {
      json.nullValue();
    }
  }

  private void repeated(String name, int times, int value) throws IOException {
    json.name(name).beginArray();
    for (int i = 0; i < times; i++) {
      json.value(value);
    }
    json.endArray();
  }

  private void nulls(String name, int times) throws IOException {
    json.name(name).beginArray();
    for (int i = 0; i < times; i++) {
      json.nullValue();
    }
    json.endArray();
  }

  private int string(String text) {
    Integer known = numbers.putIfAbsent(text, strings.size());
    if (known != null) {
      return known;
    }
    strings.add(text);
    return strings.size() - 1;
  }
}
