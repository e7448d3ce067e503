// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import dev.tally.profile.Engine.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A profile from its call tree as one writes it down, for tests:
 *
 * <pre>
 * Main.main 1
 *   Dao.load(I)V 3 250ms ±10
 *     {java.util.List.add} 6
 * </pre>
 *
 * <p>Each line is a context: indented by two more than its caller, a method with its calls, and if
 * one likes its self time and the error of that, both in milliseconds; {@code ±10÷} where the time
 * was divided. What is in braces is of the JDK.
 */
public final class WrittenTree {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<in> *)(?<name>\\S+) (?<calls>\\d+)( (?<ms>\\d+)ms)?( ±(?<error>\\d+)(?<divided>÷)?)?");
  private static final Pattern NAME =
      Pattern.compile("\\{?(?<class>.*)\\.(?<method>[^.(]+)(?<descriptor>\\(.*)?");
  private static final long MILLISECOND = 1_000_000;

  private final CountedTree counted = new CountedTree();
  private final Map<String, Integer> frames = new TreeMap<>();
  private final List<Method> methods = new ArrayList<>();

  private WrittenTree() {}

  public static Profile of(String text) {
    return new WrittenTree().read(text);
  }

  private Profile read(String text) {
    List<Integer> open = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("expected a method and its calls, found " + line);
      }
      int depth = matcher.group("in").length() / 2;
      open.subList(depth, open.size()).clear();
      int frame = frames.computeIfAbsent(matcher.group("name"), this::method);
      int row = depth == 0 ? counted.root(0, frame) : counted.child(open.get(depth - 1), frame);
      counted.add(row, number(matcher, "calls"), number(matcher, "ms") * MILLISECOND, 0, 0);
      counted.tree.addError(
          row,
          counted.time,
          number(matcher, "error") * MILLISECOND,
          matcher.group("divided") != null);
      open.add(row);
    }
    CallTree tree = counted.build();
    Engine engine = new Engine.Counting(Timing.AUTO, false, true, "clock", 1, 0, 0, 1, 1);
    return new Profile(
        Origin.of(engine),
        methods,
        Profile.framesOf(methods.size()),
        List.of(new Threads("main", 1)),
        Paths.EXACT,
        tree,
        Edges.empty(tree.metrics()),
        List.of(),
        0);
  }

  private int method(String name) {
    Matcher matcher = NAME.matcher(name.replace("}", ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected class and method, found " + name);
    }
    String descriptor = matcher.group("descriptor");
    boolean jdk = name.startsWith("{");
    methods.add(
        new Method(
            matcher.group("class"),
            matcher.group("method"),
            descriptor == null ? "()V" : descriptor,
            jdk ? "" : "Source.java",
            // No two methods at one line, and none where it was in another tree.
            jdk ? 0 : 1 + methods.size(),
            jdk ? Kind.JDK : Kind.METHOD));
    return methods.size() - 1;
  }

  private static long number(Matcher matcher, String group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
