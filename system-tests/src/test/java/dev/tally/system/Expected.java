// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import dev.tally.profile.Method;
import java.util.List;
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
   * @param atLeast whether more calls are as good
   * @param calls digits, or the name of a number that the target prints as {@code name=digits}
   */
  record Count(boolean atLeast, String calls, @Nullable Long primitive) {
    /** Reads {@code 177}, {@code 177/1}, {@code =depth}, {@code >=20}. */
    static Count of(String text) {
      int slash = text.indexOf('/');
      Long primitive = slash < 0 ? null : Long.valueOf(text.substring(slash + 1));
      String calls = slash < 0 ? text : text.substring(0, slash);
      boolean atLeast = calls.startsWith(">=");
      return new Count(
          atLeast, calls.substring(atLeast ? 2 : calls.startsWith("=") ? 1 : 0), primitive);
    }

    @Override
    public String toString() {
      return (atLeast ? "at least " : "") + calls + (primitive == null ? "" : "/" + primitive);
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
    if (recorded.builtin()) {
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
