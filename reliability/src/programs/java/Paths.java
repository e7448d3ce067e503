// SPDX-License-Identifier: Apache-2.0

/**
 * Takes a great many paths: each number of so many digits is one, a digit chooses the method that
 * is called next. Prints how often each was called, and by each.
 */
public class Paths {
  static final int METHODS = 8;
  static final long[][] CALLS = new long[METHODS + 1][METHODS];

  static void call(int caller, int digits) {
    if (digits > 0) {
      for (int callee = 0; callee < METHODS; callee++) {
        CALLS[caller][callee]++;
        switch (callee) {
          case 0 -> m0(digits - 1);
          case 1 -> m1(digits - 1);
          case 2 -> m2(digits - 1);
          case 3 -> m3(digits - 1);
          case 4 -> m4(digits - 1);
          case 5 -> m5(digits - 1);
          case 6 -> m6(digits - 1);
          default -> m7(digits - 1);
        }
      }
    }
  }

  static void m0(int digits) {
    call(0, digits);
  }

  static void m1(int digits) {
    call(1, digits);
  }

  static void m2(int digits) {
    call(2, digits);
  }

  static void m3(int digits) {
    call(3, digits);
  }

  static void m4(int digits) {
    call(4, digits);
  }

  static void m5(int digits) {
    call(5, digits);
  }

  static void m6(int digits) {
    call(6, digits);
  }

  static void m7(int digits) {
    call(7, digits);
  }

  public static void main(String[] arguments) {
    call(METHODS, Integer.parseInt(arguments[0]));
    for (int callee = 0; callee < METHODS; callee++) {
      long calls = 0;
      for (int caller = 0; caller <= METHODS; caller++) {
        calls += CALLS[caller][callee];
      }
      System.out.println("m" + callee + "=" + calls);
    }
  }
}
