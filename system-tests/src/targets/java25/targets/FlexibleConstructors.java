// SPDX-License-Identifier: Apache-2.0
package targets;

/** Statements before {@code super(...)}: calls, loops and handlers while there is no object yet. */
class FlexibleConstructors {
  static class Base {
    final int n;

    Base(int n) { // calls(8) callers(Derived.<init>: 6, Looping.<init>: 2)
      this.n = n;
      seen(describe());
    }

    String describe() { // calls(2) callers(Base.<init>: 2)
      return "base";
    }
  }

  static int chars;

  static void seen(String text) { // calls(8) callers(Base.<init>: 8)
    chars += text.length();
  }

  static class Derived extends Base {
    final String name;

    Derived(int n) { // calls(8) callers(make: 8)
      int checked;
      try {
        checked = check(n);
      } catch (IllegalStateException e) {
        checked = repair(n);
      }
      if (checked > 5) {
        throw new IllegalArgumentException("too large");
      }
      name = "derived" + checked;
      super(checked);
      after(n);
    }

    @Override
    String describe() { // calls(6) callers(Base.<init>: 6)
      return name;
    }
  }

  static int check(int n) { // calls(8) callers(Derived.<init>: 8)
    if (n % 2 == 1) {
      throw new IllegalStateException("odd");
    }
    return n;
  }

  static int repair(int n) { // calls(4) callers(Derived.<init>: 4)
    return n - 1;
  }

  static void after(int n) { // calls(6)
    if (n == 4) {
      throw new IllegalStateException("after");
    }
  }

  static class Looping extends Base {
    Looping(int n) { // calls(2) callers(main: 1, Looping.<init>: 1)
      int sum = 0;
      for (int i = 0; i < n; i++) {
        sum += twice(i);
      }
      super(sum);
    }

    Looping() { // calls(1)
      int n = twice(2);
      this(n);
    }
  }

  static int twice(int n) { // calls(8) callers(Looping.<init>: 8)
    return 2 * n;
  }

  public static void main(String[] args) { // calls(1)
    int made = 0;
    for (int i = 0; i < 8; i++) {
      made += make(i);
    }
    System.out.println(made + " " + new Looping(3).n + " " + new Looping().n);
    System.out.println(chars);
  }

  static int make(int n) { // calls(8)
    try {
      return new Derived(n).n;
    } catch (IllegalArgumentException e) {
      return 100;
    } catch (IllegalStateException e) {
      return 1000;
    }
  }
}
