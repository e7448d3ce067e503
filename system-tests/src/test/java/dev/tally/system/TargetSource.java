// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import dev.tally.system.Expected.Caller;
import dev.tally.system.Expected.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target's source, read for its comments:
 *
 * <pre>{@code
 * static int fib(int n) // calls(177/1) callers(main: 1, fib: 176/2)
 * class Box implements Comparable<Box> // calls(<init>: 2, compareTo: 1)
 * list.forEach(n -> take(n)); // calls(lambda: 3) builtin(java.lang.Iterable.forEach: 1)
 * static int deep(int n) // calls(=deep)
 * }</pre>
 *
 * <p>A comment is about the method whose code begins on its line or, with none of the same name in
 * between, on a later one; without a name it is about the method declared there. A comment that has
 * a line to itself is about the next line of code. A constructor's code begins with the field
 * initialisers, what the compiler adds begins at the class. {@code 177/1} are 177 calls of which
 * one is primitive, {@code =deep} is a number that the program itself prints to standard error as
 * {@code deep=8123}; {@code >=} and {@code +5} allow for more. Counts of built-ins add up over the
 * file.
 */
final class TargetSource {
  private static final Pattern COMMENT = Pattern.compile("//(?<text>.*)$");
  private static final Pattern STATEMENT =
      Pattern.compile("(?<what>calls|callers|builtin)\\((?<body>[^)]*)\\)");
  private static final Pattern DECLARED = Pattern.compile("(?<before>[^(]*?)(?<name>\\w+)\\s*\\(");
  private static final Pattern ANNOTATION = Pattern.compile("\\s*@\\w+\\s*");
  private static final Set<String> MODIFIERS =
      Set.of("public", "protected", "private", "static", "final", "synchronized", "default");

  final List<Expected> methods = new ArrayList<>();
  final Map<String, Count> builtins = new LinkedHashMap<>();

  /** What {@code // key: value} lines say. */
  final Map<String, String> directives = new LinkedHashMap<>();

  final String file;

  TargetSource(Path path) throws IOException {
    file = path.getFileName().toString();
    List<String> lines = Files.readAllLines(path);
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher comment = COMMENT.matcher(line);
      String code = line;
      if (comment.find()) {
        code = line.substring(0, comment.start());
        waiting.add(comment.group("text"));
      }
      if (!code.isBlank() && !ANNOTATION.matcher(code).matches()) {
        read(i + 1, code, waiting);
        waiting.clear();
      }
    }
  }

  private void read(int line, String code, List<String> comments) {
    int first = methods.size();
    for (String comment : comments) {
      Matcher statement = STATEMENT.matcher(comment);
      boolean any = false;
      while (statement.find()) {
        any = true;
        String body = statement.group("body");
        switch (statement.group("what")) {
          case "calls" -> calls(line, code, body);
          case "callers" -> callers(first, body);
          default -> builtins(body);
        }
      }
      String[] directive = comment.strip().split(":\\s*", 2);
      if (!any && directive[0].matches("also|jvm|varies|stderr")) {
        directives.put(directive[0], directive.length == 2 ? directive[1] : "");
      }
    }
  }

  private void calls(int line, String code, String body) {
    for (String item : body.split(",\\s*", -1)) {
      int colon = item.indexOf(": ");
      String name = colon < 0 ? declared(line, code) : item.substring(0, colon);
      Count count = Count.of(item.substring(colon < 0 ? 0 : colon + 2));
      methods.add(new Expected(file, line, name, count, List.of()));
    }
  }

  /** Callers belong to the one method that the same comment, or the one above it, is about. */
  private void callers(int index, String body) {
    if (methods.size() != index + 1) {
      throw new IllegalArgumentException(file + ": callers of which method? callers(" + body + ")");
    }
    List<Caller> callers = new ArrayList<>();
    each(body, (name, count) -> callers.add(new Caller(name, count)));
    Expected called = methods.remove(index);
    methods.add(
        new Expected(file, called.line(), called.method(), called.calls(), List.copyOf(callers)));
  }

  private void builtins(String body) {
    each(
        body,
        (name, count) ->
            builtins.merge(
                name,
                count,
                (a, b) ->
                    Count.of(
                        Long.toString(Long.parseLong(a.calls()) + Long.parseLong(b.calls())))));
  }

  private static void each(String body, java.util.function.BiConsumer<String, Count> action) {
    for (String item : body.split(",\\s*", -1)) {
      int colon = item.indexOf(": ");
      action.accept(item.substring(0, colon), Count.of(item.substring(colon + 2)));
    }
  }

  /** The method that a line declares: a constructor if there is no type before the name. */
  private String declared(int line, String code) {
    Matcher declared = DECLARED.matcher(code);
    if (!declared.lookingAt()) {
      throw new IllegalArgumentException(
          file + ":" + line + " declares no method: " + code.strip());
    }
    List<String> before = new ArrayList<>(List.of(declared.group("before").strip().split("\\s+")));
    before.removeAll(MODIFIERS);
    before.remove("");
    return before.isEmpty() ? "<init>" : declared.group("name");
  }
}
