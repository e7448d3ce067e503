// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import dev.tally.profile.Method;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a comment in a target says about one method.
 *
 * @param file source file's name, without folders
 * @param line the line that the comment is about: the method's first line, or one shortly before
 * @param method the JVM's name, or {@code lambda}
 * @param calls how often it is called
 * @param callers who calls it, all of them; empty if the comment does not say
 */
record Expected(String file, int line, String method, Count calls, List<Caller> callers) {

  /** Calls from one caller, named as {@link #named} tells; {@code outermost} for no caller. */
  record Caller(String name, Count calls) {
    static final String OUTERMOST = "outermost";
  }

  /**
   * A number of calls, and of primitive calls if that is stated too.
   *
   * @param calls digits, or the name of a number that the target prints as {@code name=digits}
   * @param more how many calls more are as good
   */
  record Count(String calls, long more, @Nullable Long primitive) {
    private static final Pattern TEXT =
        Pattern.compile("(?<least>>?=)?(?<calls>\\w+)(\\+(?<more>\\d+))?(/(?<primitive>\\d+))?");

    /** Reads {@code 177}, {@code 177/1}, {@code =depth}, {@code =depth+5}, {@code >=20}. */
    static Count of(String text) {
      Matcher matcher = TEXT.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("no number of calls: " + text);
      }
      boolean least = ">=".equals(matcher.group("least"));
      String more = matcher.group("more");
      String primitive = matcher.group("primitive");
      return new Count(
          matcher.group("calls"),
          least ? Long.MAX_VALUE : more == null ? 0 : Long.parseLong(more),
          primitive == null ? null : Long.valueOf(primitive));
    }

    boolean allows(long expected, long found) {
      return found >= expected && found - expected <= more;
    }

    @Override
    public String toString() {
      return calls + (primitive == null ? "" : "/" + primitive) + (more == 0 ? "" : " or more");
    }
  }

  /** Whether a recorded method of the right file goes by this comment's name. */
  boolean mayBe(Method recorded) {
    return recorded.sourceFile().equals(file)
        && line <= recorded.firstLine()
        && method.equals(unnumbered(recorded.name()));
  }

  /**
   * Whether a recorded method is what a list of callers calls {@code name}: {@code fib}, {@code
   * Inner.fib} or {@code lambda}; for a built-in, {@code java.util.List.add}.
   */
  static boolean named(String name, Method recorded) {
    if (recorded.kind().inBraces()) {
      return name.equals(recorded.className().replace('$', '.') + "." + recorded.name());
    }
    String method = unnumbered(recorded.name());
    String className = recorded.className();
    String simple =
        className.substring(Math.max(className.lastIndexOf('$'), className.lastIndexOf('.')) + 1);
    return name.equals(method) || name.equals(simple + "." + method);
  }

  /** {@code lambda$main$3} is {@code lambda}: compilers number them as they like. */
  private static String unnumbered(String name) {
    return name.startsWith("lambda$") ? "lambda" : name;
  }
}
