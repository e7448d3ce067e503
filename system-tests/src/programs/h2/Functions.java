// SPDX-License-Identifier: Apache-2.0

/** Functions that {@code work.sql} calls back, once a row. */
public class Functions {
  public static long collatz(long n) { // calls(500)
    long steps = 0;
    while (n != 1) {
      n = next(n);
      steps++;
    }
    return steps;
  }

  // The sum of the lengths of the Collatz sequences of 1 to 500.
  private static long next(long n) { // calls(26143) callers(collatz: 26143)
    return n % 2 == 0 ? n / 2 : 3 * n + 1;
  }

  public static String initials(String name) { // calls(300)
    StringBuilder initials = new StringBuilder();
    for (String word : name.split(" ")) {
      initials.append(first(word));
    }
    return initials.toString();
  }

  private static char first(String word) { // calls(600) callers(initials: 600)
    if (word.isEmpty()) {
      throw new IllegalArgumentException("no word");
    }
    return word.charAt(0);
  }

  public static int refuse(int n) { // calls(1)
    throw new IllegalStateException("refused " + n);
  }
}
