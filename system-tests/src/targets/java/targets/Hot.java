// SPDX-License-Identifier: Apache-2.0
package targets;

/** Long enough for both compilers, on-stack replacement, inlining and de-optimisation. */
class Hot {
  interface Step {
    long apply(long n);
  }

  static class Plus implements Step { // calls(<init>: 2)
    @Override
    public long apply(long n) { // calls(1200000)
      return n + 1;
    }
  }

  static class Times implements Step { // calls(<init>: 1)
    @Override
    public long apply(long n) { // calls(600000)
      return n * 3;
    }
  }

  /** Loaded late, when the call is compiled for two receivers. */
  static class Late implements Step { // calls(<init>: 1)
    @Override
    public long apply(long n) { // calls(200000)
      return n ^ 5;
    }
  }

  public static void main(String[] args) { // calls(1)
    long n = 0;
    for (int i = 0; i < 1_000_000; i++) {
      n += leaf(i);
      if ((i & 1023) == 1023) {
        n += seldom(i);
      }
    }
    Step[] steps = {new Plus(), new Times(), new Plus2()};
    for (int i = 0; i < 600_000; i++) {
      for (int j = 0; j < 3; j++) {
        n = steps[j].apply(n);
      }
    }
    steps[1] = new Late();
    for (int i = 0; i < 200_000; i++) {
      n = steps[1].apply(n);
      try {
        n += sometimes(i);
      } catch (IllegalStateException e) {
        n += rescued(i);
      }
    }
    System.out.println(n + " " + fib(25));
  }

  static int leaf(int i) { // calls(1000000)
    return i & 7;
  }

  static int seldom(int i) { // calls(976)
    return i & 1;
  }

  /** Inherits what it does. */
  static class Plus2 extends Plus {} // calls(<init>: 1)

  static int sometimes(int i) { // calls(200000)
    if (i % 100 == 99) {
      throw new IllegalStateException();
    }
    return deeper(i);
  }

  static int deeper(int i) { // calls(198000)
    return even(i) ? 1 : 2;
  }

  static boolean even(int i) { // calls(198000)
    return (i & 1) == 0;
  }

  static int rescued(int i) { // calls(2000) callers(main: 2000)
    return -i;
  }

  static int fib(int n) { // calls(242785/1) callers(main: 1, fib: 242784/2)
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }
}
