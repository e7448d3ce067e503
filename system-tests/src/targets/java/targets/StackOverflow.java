// SPDX-License-Identifier: Apache-2.0
package targets;

/**
 * The stack runs out and the program goes on. How deep it goes is the JVM's affair, so the program
 * counts its own calls, as its first act in each. Each overflow may leave one activation more: of a
 * method that was entered, but whose first act the stack had no room for. Afterwards callers must
 * be right again.
 */
// varies
class StackOverflow {
  static int direct;
  static int evens;
  static int odds;
  static int locked;

  public static void main(String[] args) throws InterruptedException { // calls(1)
    for (int i = 0; i < 20; i++) {
      try {
        direct(i);
      } catch (StackOverflowError e) {
        recovered();
      }
    }
    for (int i = 0; i < 5; i++) {
      try {
        even(i);
      } catch (StackOverflowError e) {
        recovered();
      }
    }
    try {
      locked(1L, 2.0);
    } catch (StackOverflowError e) {
      recovered();
    }
    System.err.println("direct=" + direct + " evens=" + evens + " odds=" + odds);
    System.err.println("ticks=" + ticks);
    System.err.println("locked=" + locked);
    System.out.println(Thread.holdsLock(StackOverflow.class));
    // calls(lambda: 1) callers(outermost: 1)
    Thread small = new Thread(null, () -> smallStack(), "small", 1 << 18);
    small.start();
    small.join();
    System.err.println("little=" + little);
    System.out.println(fib(15));
  }

  static void recovered() { // calls(26) callers(main: 26)
    Thread.onSpinWait();
  }

  static int direct(int n) { // calls(=direct+20)
    direct++;
    tick();
    return 1 + direct(n + 1);
  }

  static int ticks;

  static void tick() { // calls(=ticks+20) callers(direct: =ticks+20)
    ticks++;
  }

  static int even(int n) { // calls(=evens+5)
    evens++;
    try {
      return odd(n + 1) + 1;
    } catch (IllegalStateException e) {
      return -1;
    }
  }

  static int odd(int n) { // calls(=odds+5)
    odds++;
    return even(n + 1) + 1;
  }

  static synchronized double locked(long a, double b) { // calls(=locked+1)
    locked++;
    return a + locked(a + 1, b + 1.0);
  }

  static int little;

  static void smallStack() { // calls(1)
    try {
      little(0);
    } catch (StackOverflowError e) {
      afterwards();
    }
  }

  static void little(int n) { // calls(=little+1)
    little++;
    little(n + 1);
  }

  static void afterwards() { // calls(1) callers(smallStack: 1)
    Thread.onSpinWait();
  }

  static int fib(int n) { // calls(1973/1) callers(main: 1, fib: 1972/2)
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }
}
