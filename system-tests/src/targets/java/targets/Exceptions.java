// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.ArrayList;
import java.util.List;

/**
 * Exceptions that cross several frames. What matters besides the counts is the caller of whatever
 * runs next: the activations left by the exception must be closed.
 */
class Exceptions {
  static final class Refused extends RuntimeException {
    Refused(String message) { // calls(19)
      super(message);
    }
  }

  public static void main(String[] args) { // calls(1)
    int caught = 0;
    for (int i = 0; i < 10; i++) {
      try {
        first(i);
      } catch (Refused e) {
        caught += afterwards(1);
      }
    }
    System.out.println(caught);
    System.out.println(swallow(1) + swallow(2) + swallow(3));
    System.out.println(parse("12") + parse("x") + parse("y"));
    System.out.println(nested(0) + nested(1) + nested(2) + nested(3));
    System.out.println(implicit());
    System.out.println(throughTheJdk(List.of(1, 2, 3, 4)));
    System.out.println(resources());
    System.out.println(retries());
    deepThrow();
  }

  static int afterwards(int n) { // calls(5) callers(main: 5)
    return n;
  }

  static void first(int i) { // calls(10) callers(main: 10)
    second(i);
    notReached(i);
  }

  static void second(int i) { // calls(10) callers(first: 10)
    try {
      third(i);
    } finally {
      cleanUp();
    }
  }

  static void cleanUp() { // calls(10) callers(second: 10)
    counter++;
  }

  static int counter;

  static void third(int i) { // calls(10) callers(second: 10)
    if (i % 2 == 1) {
      throw new Refused("odd " + i);
    }
  }

  static void notReached(int i) { // calls(5) callers(first: 5)
    counter += i;
  }

  // A finally block that returns takes the exception away.
  @SuppressWarnings("finally")
  static int swallow(int i) { // calls(3)
    try {
      if (i % 2 == 1) {
        throw new Refused("swallowed");
      }
      return note(i);
    } finally {
      return note(10 * i);
    }
  }

  static int note(int i) { // calls(4) callers(swallow: 4)
    return i;
  }

  // The built-in throws, the same method catches.
  static int parse(String digits) { // calls(3)
    try {
      return Integer.parseInt(digits); // builtin(java.lang.Integer.parseInt: 3)
    } catch (NumberFormatException e) {
      return fallback(digits);
    }
  }

  static int fallback(String digits) { // calls(2) callers(parse: 2)
    return digits.length();
  }

  static int nested(int i) { // calls(4)
    int steps = 0;
    try {
      steps += step(1);
      try {
        steps += step(2);
        if (i == 1) {
          throw new Refused("inner");
        }
        if (i == 2) {
          throw new IllegalStateException("outer");
        }
      } catch (Refused e) {
        steps += step(4);
        throw new IllegalStateException(e);
      } finally {
        steps += step(8);
      }
      if (i == 3) {
        return steps + step(16);
      }
    } catch (IllegalStateException e) {
      steps += step(32);
    } finally {
      steps += step(64);
    }
    return steps;
  }

  // 1, 2, 8, 64 four times each; 4 once; 16 once; 32 twice.
  static int step(int n) { // calls(20) callers(nested: 20)
    return n;
  }

  // Thrown by the JVM itself, from bytecodes that are no calls.
  static int implicit() { // calls(1)
    int seen = 0;
    Object text = "text";
    int[] none = {};
    String missing = null;
    int zero = none.length;
    try {
      seen += none[zero];
    } catch (ArrayIndexOutOfBoundsException e) {
      seen += seen(1);
    }
    try {
      seen += (Integer) text;
    } catch (ClassCastException e) {
      seen += seen(2);
    }
    try {
      seen += missing.length();
    } catch (NullPointerException e) {
      seen += seen(4);
    }
    try {
      seen += 1 / zero;
    } catch (ArithmeticException e) {
      seen += seen(8);
    }
    try {
      seen += new int[zero - 1].length;
    } catch (NegativeArraySizeException e) {
      seen += seen(16);
    }
    try {
      Object[] strings = new String[1];
      strings[0] = 1;
    } catch (ArrayStoreException e) {
      seen += seen(32);
    }
    return seen;
  }

  static int seen(int n) { // calls(6) callers(implicit: 6)
    return n;
  }

  // Out of a callback, through a built-in, to the method that called the built-in.
  static int throughTheJdk(List<Integer> numbers) { // calls(1)
    List<Integer> seen = new ArrayList<>();
    try {
      // calls(lambda: 3) callers(java.lang.Iterable.forEach: 3)
      numbers.forEach(n -> take(n, seen)); // builtin(java.lang.Iterable.forEach: 1)
    } catch (Refused e) {
      return giveUp(seen);
    }
    return 0;
  }

  static void take(int n, List<Integer> into) { // calls(3) callers(lambda: 3)
    if (n == 3) {
      throw new Refused("three");
    }
    into.add(n); // builtin(java.util.List.add: 2)
  }

  static int giveUp(List<Integer> seen) { // calls(1) callers(throughTheJdk: 1)
    return seen.size();
  }

  static final class Resource implements AutoCloseable {
    Resource(String name) { // calls(3)
      if (name.isEmpty()) {
        throw new Refused("no name");
      }
    }

    @Override
    public void close() { // calls(2) callers(resources: 2)
      throw new Refused("close");
    }
  }

  static int resources() { // calls(1)
    try (Resource one = new Resource("one");
        Resource two = new Resource("two");
        Resource three = new Resource("")) {
      return 1;
    } catch (Refused e) {
      return suppressed(e.getSuppressed().length);
    }
  }

  static int suppressed(int n) { // calls(1) callers(resources: 1)
    return n;
  }

  // A loop around a handler: the handler's code jumps backwards into the protected range.
  static int retries() { // calls(1)
    int failures = 0;
    while (true) {
      try {
        return attempt(failures);
      } catch (Refused e) {
        failures++;
      }
    }
  }

  static int attempt(int n) { // calls(7) callers(retries: 7)
    if (n < 6) {
      throw new Refused("again");
    }
    return n;
  }

  static void deepThrow() { // calls(1)
    try {
      fall(200);
    } catch (Refused e) {
      landed();
    }
  }

  static void fall(int n) { // calls(201/1) callers(deepThrow: 1, fall: 200/1)
    if (n == 0) {
      throw new Refused("ground");
    }
    fall(n - 1);
  }

  static void landed() { // calls(1) callers(deepThrow: 1)
    counter++;
  }
}
