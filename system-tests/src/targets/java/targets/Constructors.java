// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.function.IntSupplier;

/**
 * Constructors: a call begins when the constructor is entered, so what {@code super(...)} and
 * {@code this(...)} do is called from there, and a constructor that throws was called all the same.
 */
class Constructors {
  static int log;

  public static void main(String[] args) { // calls(1)
    for (int i = 0; i < 3; i++) {
      derive(12);
      derive(5);
      derive(-1);
    }
    new Chained();
    new Chained(4, 5);
    new Chained(6);
    System.out.println(new Implicit().n + new Implicit().n);
    for (int i = 1; i <= 3; i++) {
      System.out.println(new Initialised(i));
    }
    for (int i = 0; i < 5; i++) {
      doubt(i);
    }
    System.out.println(log);
  }

  static void derive(int n) { // calls(9)
    try {
      new Derived(n);
    } catch (IllegalArgumentException e) {
      refused(n);
    }
  }

  static void refused(int n) { // calls(6) callers(derive: 6)
    log += n;
  }

  static void doubt(int i) { // calls(5)
    try {
      Thrower made = i < 2 ? new Thrower(i == 0) : new SecondThought(i == 2, i == 3);
      log += made.hashCode() & 0;
    } catch (IllegalStateException e) {
      doubted();
    }
  }

  static void doubted() { // calls(3) callers(doubt: 3)
    log++;
  }

  static int check(int n) { // calls(23) callers(Base.<init>: 14, Derived.<init>: 9)
    if (n < 0) {
      throw new IllegalArgumentException("negative");
    }
    return n;
  }

  static class Base {
    final int n;

    // calls(14)
    // callers(Derived.<init>: 6, Chained.<init>: 3, Base.<init>: 2, Initialised.<init>: 3)
    Base(int n) {
      this.n = check(n);
    }

    Base() { // calls(2) callers(Implicit.<init>: 2)
      this(7);
    }
  }

  // 12: all well. 5: the superclass's constructor throws. -1: an argument's evaluation throws.
  static class Derived extends Base {
    Derived(int n) { // calls(9) callers(derive: 9)
      super(check(n) - 10);
      log++;
    }
  }

  static class Chained extends Base {
    Chained() { // calls(1) callers(main: 1)
      this(1, 2);
      log++;
    }

    Chained(int a, int b) { // calls(2) callers(main: 1, Chained.<init>: 1)
      this(a + b);
      log++;
    }

    Chained(int sum) { // calls(3/3) callers(main: 1, Chained.<init>: 2)
      super(sum);
      log++;
    }
  }

  static class Implicit extends Base {} // calls(<init>: 2) callers(main: 2)

  // The constructor's code begins with the initialisers.
  static class Initialised extends Base { // calls(<init>: 3) callers(main: 3)
    // calls(lambda: 6) callers(java.util.function.IntSupplier.getAsInt: 6)
    private final IntSupplier twice = () -> 2 * offset();
    // builtin(java.util.function.IntSupplier.getAsInt: 6)
    private final int first = twice.getAsInt();
    private final int second;

    {
      second = twice.getAsInt() + field(first);
    }

    Initialised(int n) {
      super(n);
      log += first + second;
    }

    private int offset() { // calls(6) callers(lambda: 6)
      return n;
    }

    private static int field(int n) { // calls(3) callers(Initialised.<init>: 3)
      return n;
    }

    @Override
    public String toString() { // calls(3) callers(java.io.PrintStream.println: 3)
      return "initialised " + second;
    }
  }

  static class Thrower {
    Thrower(boolean early) { // calls(5) callers(doubt: 2, SecondThought.<init>: 3)
      if (early) {
        throw new IllegalStateException("early");
      }
      log++;
    }
  }

  static class SecondThought extends Thrower {
    SecondThought(boolean early, boolean late) { // calls(3) callers(doubt: 3)
      super(early);
      if (late) {
        throw new IllegalStateException("late");
      }
    }
  }
}
