// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.firefox;

import dev.tally.format.stacks.JavaNames;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.JsonInput;
import dev.tally.format.wire.Longs;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a file of the Firefox Profiler's, of one thread or of all: a stack is a frame and
 * the stack that it goes on from, a frame has a function, a function a name among the texts. A
 * table is a list for each column; in what Gecko itself writes, a list for each row, and a frame
 * has a text in place of a function.
 */
final class FirefoxStacks {
  /** Where a script's function begins; the last number is the window's. */
  private static final Pattern PLACE =
      Pattern.compile("(\\S+?)(?::(\\d{1,8}))?(?::\\d{1,8})?\\)?(?:\\[\\d{1,18}])?");

  /** The columns that are read. */
  private static final Map<String, Set<String>> WANTED =
      Map.of(
          "stackTable", Set.of("frame", "prefix", "prefixOffset"),
          "frameTable", Set.of("func", "line", "location"),
          "funcTable", Set.of("name", "fileName", "source", "lineNumber"),
          "sources", Set.of("filename"),
          "samples", Set.of("stack", "weight"));

  private static final int UNKNOWN = -2;

  private static final Longs NONE = new Longs();

  private final JsonInput json;
  private final Stacks profile;
  private final Allowance allowance;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Map<String, Longs>> tables = new HashMap<>();

  /** By frame: its number in the profile. */
  private int[] frames = new int[0];

  /** By group of threads, by stack: its context. */
  private final Map<Integer, int[]> contexts = new HashMap<>();

  /** What has the tables that are not here; null for nobody. */
  private final @Nullable FirefoxStacks shared;

  FirefoxStacks(
      JsonInput json, Stacks profile, Allowance allowance, @Nullable FirefoxStacks shared) {
    this.json = json;
    this.profile = profile;
    this.allowance = allowance;
    this.shared = shared;
  }

  /** Reads an object of tables. */
  void readTables() throws IOException {
    json.beginObject();
    while (json.more()) {
      if (!readTable(json.name())) {
        json.skip();
      }
    }
  }

  /** Reads a table; false if it is none that is wanted. */
  boolean readTable(String name) throws IOException {
    if (name.equals("stringArray") || name.equals("stringTable")) {
      if (!json.isArray()) {
        return false;
      }
      json.beginArray();
      while (json.more()) {
        String text = json.text();
        allowance.take(Allowance.OBJECT_BYTES + 2L * text.length());
        texts.add(text);
      }
      return true;
    }
    if (!WANTED.containsKey(name) || !json.isObject()) {
      return false;
    }
    tables.put(name, columns(name, new String[1]));
    return true;
  }

  boolean isEmpty() {
    return !tables.containsKey("stackTable");
  }

  /**
   * Reads the columns of a table that are wanted, -1 where there is nothing; of weights the bits of
   * a floating-point number.
   *
   * @param weightType set to what weights are in, if the table says so
   */
  Map<String, Longs> columns(String table, String[] weightType) throws IOException {
    Map<String, Longs> columns = new HashMap<>();
    List<String> schema = new ArrayList<>();
    json.beginObject();
    while (json.more()) {
      String name = json.name();
      if (name.equals("weightType") && json.isText()) {
        weightType[0] = json.text();
      } else if (name.equals("schema") && json.isObject()) {
        schema(schema);
      } else if (name.equals("data") && json.isArray()) {
        rows(table, schema, columns);
      } else if (isWanted(table, name) && json.isArray()) {
        Longs column = column(name, columns);
        json.beginArray();
        while (json.more()) {
          value(name, column);
        }
      } else {
        json.skip();
      }
    }
    return columns;
  }

  private static boolean isWanted(String table, String column) {
    return WANTED.getOrDefault(table, Set.of()).contains(column);
  }

  private static Longs column(String name, Map<String, Longs> columns) {
    return columns.computeIfAbsent(name, none -> new Longs());
  }

  private void value(String name, Longs column) throws IOException {
    allowance.take(2L * Long.BYTES);
    if (!json.isNumber()) {
      json.skip();
      column.add(name.equals("weight") ? Double.doubleToRawLongBits(1) : -1);
    } else if (name.equals("weight")) {
      column.add(Double.doubleToRawLongBits(json.number()));
    } else {
      column.add(json.whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
  }

  private void schema(List<String> schema) throws IOException {
    json.beginObject();
    while (json.more()) {
      String name = json.name();
      int place = (int) json.whole(0, 100);
      while (schema.size() <= place) {
        schema.add("");
      }
      schema.set(place, name);
    }
  }

  private void rows(String table, List<String> schema, Map<String, Longs> columns)
      throws IOException {
    json.beginArray();
    while (json.more()) {
      int place = 0;
      json.beginArray();
      for (; json.more(); place++) {
        if (place < schema.size() && isWanted(table, schema.get(place))) {
          value(schema.get(place), column(schema.get(place), columns));
        } else {
          json.skip();
        }
      }
      // What stands behind the last value that a row has is null.
      for (; place < schema.size(); place++) {
        if (isWanted(table, schema.get(place))) {
          allowance.take(2L * Long.BYTES);
          column(schema.get(place), columns).add(-1);
        }
      }
    }
  }

  /** The context of a stack in a group of threads; asked when the whole file has been read. */
  int context(long stack, int group) throws FormatException {
    Longs frame = get("stackTable", "frame");
    check(stack, frame.size(), "stacks");
    int[] known = contexts.get(group);
    if (known == null) {
      allowance.take((long) frame.size() * Integer.BYTES);
      known = new int[frame.size()];
      Arrays.fill(known, UNKNOWN);
      contexts.put(group, known);
    }
    Longs path = new Longs();
    long at = stack;
    while (at >= 0 && known[(int) at] == UNKNOWN) {
      path.add(at);
      at = prefix(at);
    }
    int context = at < 0 ? -1 : known[(int) at];
    for (int i = path.size() - 1; i >= 0; i--) {
      int of = frame(frame.get((int) path.get(i)));
      context = context < 0 ? profile.root(group, of) : profile.child(context, of);
      known[(int) path.get(i)] = context;
    }
    return context;
  }

  /** The stack that another goes on from, which stands before it; -1 for none. */
  private long prefix(long stack) throws FormatException {
    Longs offsets = get("stackTable", "prefixOffset");
    long prefix = number(get("stackTable", "prefix"), stack);
    if (offsets.size() > 0) {
      long offset = number(offsets, stack);
      prefix = offset == 0 || offset == -1 ? -1 : stack - offset;
    }
    if (prefix < -1 || prefix >= stack) {
      throw json.wrong(
          "expected stack " + stack + " to go on from one before it, found number " + prefix);
    }
    return prefix;
  }

  private int frame(long number) throws FormatException {
    Longs functions = get("frameTable", "func");
    Longs locations = get("frameTable", "location");
    int size = Math.max(functions.size(), locations.size());
    check(number, size, "frames");
    if (frames.length == 0) {
      allowance.take((long) size * Integer.BYTES);
      frames = new int[size];
      Arrays.fill(frames, UNKNOWN);
    }
    if (frames[(int) number] == UNKNOWN) {
      int line = (int) Math.max(0, number(get("frameTable", "line"), number));
      long function = number(functions, number);
      frames[(int) number] =
          functions.size() == 0
              ? profile.frame(ofLocation(text(number(locations, number))), line)
              : function(function, line);
    }
    return frames[(int) number];
  }

  /**
   * The function of what Gecko says of a frame: {@code parse (https://acme.com/a.js:12:5)[8]},
   * {@code https://acme.com/a.js[8]} outside of all functions, or a word that is none of a script.
   */
  private static Method ofLocation(String location) {
    int open = location.lastIndexOf(" (");
    Matcher place = PLACE.matcher(location.substring(open < 0 ? 0 : open + " (".length()));
    boolean function = open > 0 && place.matches() && place.group(2) != null;
    boolean script = open < 0 && location.contains("://") && place.matches();
    if (!function && !script) {
      return JavaNames.function(location);
    }
    String name = function ? location.substring(0, open) : "(anonymous)";
    int line = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
    return new Method("", name, "", place.group(1), line, Kind.FUNCTION);
  }

  private int function(long function, int line) throws FormatException {
    Longs names = get("funcTable", "name");
    check(function, names.size(), "functions");
    long file = number(get("funcTable", "fileName"), function);
    long source = number(get("funcTable", "source"), function);
    if (source >= 0) {
      file = number(get("sources", "filename"), source);
    }
    int first = (int) Math.max(0, number(get("funcTable", "lineNumber"), function));
    return profile.frame(
        JavaNames.method(text(names.get((int) function)), file < 0 ? "" : text(file), first), line);
  }

  private String text(long number) throws FormatException {
    if (texts.isEmpty() && shared != null) {
      return shared.text(number);
    }
    check(number, texts.size(), "texts");
    return texts.get((int) number);
  }

  private Longs get(String table, String column) {
    Map<String, Longs> columns = tables.get(table);
    if (columns == null) {
      return shared == null ? NONE : shared.get(table, column);
    }
    return columns.getOrDefault(column, NONE);
  }

  private static long number(Longs column, long row) {
    return row >= 0 && row < column.size() ? column.get((int) row) : -1;
  }

  private void check(long number, int size, String of) throws FormatException {
    if (number < 0 || number >= size) {
      throw json.wrong("expected one of " + size + " " + of + ", found number " + number);
    }
  }
}
