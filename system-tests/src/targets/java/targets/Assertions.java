// SPDX-License-Identifier: Apache-2.0
package targets;

/** Assertions, switched on. */
// jvm: -ea
class Assertions { // calls(<clinit>: 1)
  public static void main(String[] args) { // calls(1)
    for (int i = 0; i < 4; i++) {
      try {
        half(i);
      } catch (AssertionError e) {
        System.out.println(message(e));
      }
    }
    System.out.println(Inner.holds());
  }

  static int half(int n) { // calls(4)
    assert even(n) : "odd " + complaint(n);
    return n / 2;
  }

  static boolean even(int n) { // calls(4) callers(half: 4)
    return n % 2 == 0;
  }

  static int complaint(int n) { // calls(2) callers(half: 2)
    return n;
  }

  static String message(AssertionError e) { // calls(2) callers(main: 2)
    return e.getMessage();
  }

  interface Checked { // calls(<clinit>: 1)
    default boolean check(int n) { // calls(1)
      // An interface has no field for the switch: the compiler makes a class for it.
      assert n > 0; // calls(<clinit>: 1)
      return true;
    }
  }

  static class Inner implements Checked { // calls(<init>: 1, <clinit>: 0)
    static boolean holds() { // calls(1)
      return new Inner().check(1);
    }
  }
}
