// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.Arrays;

/**
 * What a call costs that is only counted, measured beside other work: the processor does much of a
 * probe while it waits for the results of the method around it, on some machines nearly all. Alone,
 * in a method that does nothing else, or in a tree that does not fit the caches, a probe costs more
 * than this: what is taken off is too little rather than too much.
 *
 * @param callNanos of a call that becomes current, such as {@code enter} and {@code exit}
 * @param leafNanos of a call that does not, such as {@code count}
 */
public record CountingPrice(double callNanos, double leafNanos) {
  /** Nothing known, nothing subtracted. */
  private static final CountingPrice NONE = new CountingPrice(0, 0);

  private static final int CALLS = 10_000;

  /** Batches in which no loop has become faster, after which the compiler has done its work. */
  private static final int STEADY_BATCHES = 60;

  private static final int MOST_BATCHES = 1_000;

  /**
   * Threads that measure one after the other, the first only until the compiler has come. Where a
   * thread's recorder and contexts happen to lie makes up to a third of the price; for the
   * program's threads too, so it is the mean that counts.
   */
  private static final int THREADS = 5;

  private static final int LEAF = ShortWork.METHOD + 1;

  private static CountingPrice measured;

  /** What has been measured; nothing to subtract as long as nothing has. */
  public static synchronized CountingPrice known() {
    return measured == null ? NONE : measured;
  }

  /** Measures when first called, for some 80 milliseconds; by whoever writes the recording. */
  public static synchronized CountingPrice measure() {
    if (measured == null) {
      CountingPrice[] prices = new CountingPrice[THREADS];
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        OwnThread.run("tally-calibration", () -> prices[thread] = onThisThread());
      }
      measured = mean(prices);
    }
    return measured;
  }

  /** Of all but the first; nothing if there was no memory for one of them. */
  private static CountingPrice mean(CountingPrice[] prices) {
    double callNanos = 0;
    double leafNanos = 0;
    for (int i = 1; i < prices.length; i++) {
      if (prices[i] == null) {
        return NONE;
      }
      callNanos += prices[i].callNanos / (prices.length - 1);
      leafNanos += prices[i].leafNanos / (prices.length - 1);
    }
    return new CountingPrice(callNanos, leafNanos);
  }

  private static CountingPrice onThisThread() {
    long outermost = Probe.enter(ShortWork.METHOD);
    double[][] nanos = new double[3][MOST_BATCHES];
    double[] least = new double[3];
    Arrays.fill(least, Double.MAX_VALUE);
    int fell = 0;
    int batches = 0;
    long x = 1;
    while (batches < MOST_BATCHES && batches - fell < STEADY_BATCHES) {
      for (int loop = 0; loop < 3; loop++) {
        long start = Clock.now();
        x = loop == 0 ? plain(x) : loop == 1 ? called(x) : counted(x);
        double each = (double) (Clock.now() - start) / CALLS;
        nanos[loop][batches] = each;
        if (each < 0.95 * least[loop]) {
          least[loop] = each;
          fell = batches;
        }
      }
      batches++;
    }
    Probe.exit(x == 0 ? 0 : outermost); // It is not: what was computed is used.
    double plain = median(nanos[0], fell, batches);
    return new CountingPrice(
        Math.max(0, median(nanos[1], fell, batches) - plain),
        Math.max(0, median(nanos[2], fell, batches) - plain));
  }

  private static long plain(long from) {
    long x = from;
    for (int i = 0; i < CALLS; i++) {
      x = ShortWork.of(x);
    }
    return x;
  }

  private static long called(long from) {
    long x = from;
    for (int i = 0; i < CALLS; i++) {
      x = ShortWork.recorded(x);
    }
    return x;
  }

  private static long counted(long from) {
    long x = from;
    for (int i = 0; i < CALLS; i++) {
      Probe.count(LEAF);
      x = ShortWork.of(x);
    }
    return x;
  }

  /** Of a range, which it sorts. */
  private static double median(double[] values, int from, int to) {
    Arrays.sort(values, from, to);
    return values[(from + to) / 2];
  }
}
