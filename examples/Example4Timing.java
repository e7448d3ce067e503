// SPDX-License-Identifier: Apache-2.0

/**
 * Many short calls beside one long one, which take equally long: the case in which profilers lie.
 *
 * <pre>
 *   ./tally run examples/Example4Timing.java
 *   ./tally run --timing exact examples/Example4Timing.java
 *   java examples/Example4Timing.java
 * </pre>
 *
 * <p>To read a clock at both ends of a call takes longer than {@code step} does. A profiler that
 * does it for every call reports that nearly all the time went to {@code shortCalls}. Tally counts
 * those calls and estimates their time; the program itself prints the truth, for comparison.
 */
public class Example4Timing {
  public static void main(String[] args) {
    long sum = 0;
    for (int round = 0; round < 3; round++) {
      long began = System.nanoTime();
      sum += shortCalls(20_000_000);
      long between = System.nanoTime();
      sum += longCall(60_000_000);
      long ended = System.nanoTime();
      System.out.printf(
          "round %d: shortCalls %.3f s, longCall %.3f s%n",
          round + 1, (between - began) / 1e9, (ended - between) / 1e9);
    }
    System.out.println("(" + sum + ")");
  }

  static long shortCalls(int count) {
    long x = 1;
    for (int i = 0; i < count; i++) {
      x = step(x);
    }
    return x;
  }

  static long step(long x) {
    for (int i = 0; i < 3; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
      x ^= x >>> 29;
    }
    return x;
  }

  static long longCall(int count) {
    long x = 1;
    for (int i = 0; i < count; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
      x ^= x >>> 29;
    }
    return x;
  }
}
