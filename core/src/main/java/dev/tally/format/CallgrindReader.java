// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.Lines;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Callgrind's format, version 1, which other tools write, too: what functions cost themselves, and
 * what their calls of others cost with all below.
 *
 * <pre>
 *   fl=(1) app.c      file of the function; (1) alone from now on
 *   fn=(1) main
 *   16 400            line 16 cost 400
 *   cfn=(2) work      of a called function; cfi= gives its file if that is another
 *   calls=3 8         three calls; where the called function is
 *   +2 1200           from line 18, in all; lines may be relative to the last: +2, -2, *
 * </pre>
 *
 * There are no paths in it, and none are made up: a profile has edges of it ({@link
 * CallgrindEdges}).
 */
final class CallgrindReader {
  private static final Pattern BEGIN =
      Pattern.compile(
          "\\A\\s*(# callgrind format|version: *\\d|creator:|events:|positions:)[^\\n]*\\n.*"
              + "^(events: *\\S|fn=|fl=)",
          Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final String UNKNOWN_FILE = "???";

  private final Lines lines;
  private final Allowance allowance;
  private final CallgrindEdges edges;
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> functions = new HashMap<>();
  private final long[] position = new long[2];
  private int positions = 1;

  /** Which of the positions is a line; -1 if none. */
  private int linePosition;

  private int events = -1;
  private String file = "";
  private int function = -1;
  private String calledFile = "";
  private boolean hasCalledFile;
  private int called = -1;

  /** Calls whose costs stand in the next line; -1 if that is of the function itself. */
  private long calls = -1;

  private CallgrindReader(InputStream in, Allowance allowance) {
    lines = new Lines(in);
    this.allowance = allowance;
    edges = new CallgrindEdges(allowance);
  }

  static boolean isBegunBy(byte[] start) {
    return BEGIN.matcher(new String(start, StandardCharsets.ISO_8859_1)).find();
  }

  static Profile read(InputStream in, Allowance allowance) throws IOException {
    CallgrindReader reader = new CallgrindReader(in, allowance);
    while (reader.lines.next()) {
      reader.line();
    }
    if (reader.calls >= 0) {
      throw reader.lines.wrong("expected the costs of calls, found the end");
    }
    if (reader.events < 0) {
      throw reader.lines.wrong("expected events:, found none to the end");
    }
    try {
      return reader.edges.profile();
    } catch (ArithmeticException e) {
      throw reader.tooMuch();
    }
  }

  private void line() throws IOException {
    int length = lines.length();
    if (length == 0 || lines.at(0) == '#') {
      return;
    }
    byte first = lines.at(0);
    if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '*') {
      costs();
      return;
    }
    String line = lines.text();
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    if (equals > 0 && (colon < 0 || equals < colon)) {
      specification(line.substring(0, equals), line.substring(equals + 1));
    } else if (colon > 0) {
      header(line.substring(0, colon), line.substring(colon + 1).strip());
    } else if (!line.isBlank()) {
      throw lines.wrong("expected costs, NAME=… or NAME: …, found \"" + excerpt(line) + "\"");
    }
  }

  private void header(String name, String value) throws FormatException {
    switch (name) {
      case "version" -> {
        if (!value.equals("1")) {
          throw lines.wrong("expected version 1, found " + excerpt(value));
        }
      }
      case "creator" -> edges.creator(value);
      case "cmd" -> edges.command(value);
      case "desc" -> edges.description(value);
      case "positions" -> positions(value);
      case "events" -> events(value);
      default -> {
        // What costs add up to, and what is for people.
      }
    }
  }

  private void positions(String value) throws FormatException {
    String[] names = BLANKS.split(value, -1);
    if (names.length > position.length) {
      throw lines.wrong("expected at most two positions, found " + names.length);
    }
    positions = names.length;
    linePosition = -1;
    for (int i = 0; i < names.length; i++) {
      linePosition = names[i].equals("line") ? i : linePosition;
    }
  }

  private void events(String value) throws FormatException {
    String[] names = value.isEmpty() ? new String[0] : BLANKS.split(value, -1);
    if (names.length == 0 || names.length > Stacks.MOST_METRICS) {
      throw lines.wrong("expected 1 to 256 events, found " + names.length);
    }
    if (!edges.events(names)) {
      throw lines.wrong("expected the same events, each once, in all parts of the file");
    }
    events = names.length;
  }

  private void specification(String name, String value) throws FormatException {
    switch (name) {
      case "fl", "fi", "fe" -> file = file(value);
      case "fn" -> function = edges.function(file, name(functions, value));
      case "cfi", "cfl" -> {
        calledFile = file(value);
        hasCalledFile = true;
      }
      case "cfn" ->
          called = edges.function(hasCalledFile ? calledFile : file, name(functions, value));
      case "calls" -> {
        if (called < 0) {
          throw lines.wrong("expected cfn= before calls=, found none");
        }
        int blank = value.indexOf(' ');
        calls = number(blank < 0 ? value : value.substring(0, blank));
      }
      default -> {
        // Objects, and jumps within a function.
      }
    }
  }

  private String file(String value) throws FormatException {
    String path = name(files, value);
    return path.equals(UNKNOWN_FILE) ? "" : path;
  }

  /** A name; or its number, with the name the first time. */
  private String name(Map<String, String> names, String value) throws FormatException {
    String text = value.strip();
    int close = text.startsWith("(") ? text.indexOf(')') : -1;
    if (close < 0 || !isNumber(text, 1, close)) {
      return text;
    }
    String id = text.substring(1, close);
    String name = text.substring(close + 1).strip();
    if (name.isEmpty()) {
      String known = names.get(id);
      if (known == null) {
        throw lines.wrong("expected a name with the number (" + id + ") before, found none");
      }
      return known;
    }
    if (names.put(id, name) == null) {
      allowance.take(2 * Allowance.OBJECT_BYTES + 2L * (id.length() + name.length()));
    }
    return name;
  }

  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return to > from;
  }

  private void costs() throws FormatException {
    if (events < 0) {
      throw lines.wrong("expected events: before costs, found none");
    }
    if (function < 0) {
      throw lines.wrong("expected fn= before costs, found none");
    }
    String[] words = BLANKS.split(lines.text().strip(), -1);
    if (words.length > positions + events) {
      throw lines.wrong(
          "expected " + positions + " positions and " + events + " costs, found more");
    }
    for (int p = 0; p < Math.min(positions, words.length); p++) {
      position[p] = position(words[p], position[p]);
    }
    long[] costs = new long[events];
    for (int e = 0; e < costs.length && positions + e < words.length; e++) {
      costs[e] = number(words[positions + e]);
    }
    try {
      if (calls >= 0) {
        edges.call(function, called, calls, costs);
      } else {
        edges.own(function, linePosition < 0 ? 0 : position[linePosition], costs);
      }
    } catch (ArithmeticException e) {
      throw tooMuch();
    }
    if (calls >= 0) {
      calls = -1;
      called = -1;
      hasCalledFile = false;
    }
  }

  private FormatException tooMuch() {
    return lines.wrong("expected costs that add up to less than 2^63, found more");
  }

  private long position(String word, long before) throws FormatException {
    return switch (word.charAt(0)) {
      case '*' -> before;
      case '+' -> before + number(word.substring(1));
      case '-' -> before - number(word.substring(1));
      default -> number(word);
    };
  }

  private long number(String word) throws FormatException {
    try {
      return word.startsWith("0x")
          ? Long.parseUnsignedLong(word, 2, word.length(), 16)
          : notNegative(Long.parseLong(word));
    } catch (NumberFormatException e) {
      throw lines.wrong("expected a number below 2^63, found \"" + excerpt(word) + "\"");
    }
  }

  private static long notNegative(long number) {
    if (number < 0) {
      throw new NumberFormatException();
    }
    return number;
  }

  private static String excerpt(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
