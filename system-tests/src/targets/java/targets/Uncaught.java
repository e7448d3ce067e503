// SPDX-License-Identifier: Apache-2.0
package targets;

/** Dies of an exception with a cause: the stack trace must not show that anyone watched. */
// stderr is compared
class Uncaught {
  public static void main(String[] args) { // calls(1)
    try {
      fall(3);
    } finally {
      System.out.println("finally");
    }
  }

  static void fall(int n) { // calls(4/1)
    if (n == 0) {
      try {
        new Failing(0).run();
      } catch (ArithmeticException e) {
        throw new IllegalStateException("on purpose", e);
      }
    }
    fall(n - 1);
  }

  static class Failing implements Runnable {
    final int n;

    Failing(int n) { // calls(1)
      this.n = n;
    }

    @Override
    public void run() { // calls(1)
      Runnable divide = () -> print(1 / n); // calls(lambda: 1)
      divide.run();
    }
  }

  static void print(int n) { // calls(0)
    System.out.println(n);
  }
}
