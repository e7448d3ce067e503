// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * What a timed call's own probe costs. It falls in two parts: what lies between its two clock reads
 * is booked on the callee, what lies before and after on the caller.
 *
 * <p>The price is not a constant: a clock read takes 28 ns in one millisecond and 31 in the next,
 * as others use the same core, while the same arithmetic takes as long as before. So where every
 * call is timed it is measured in between, by the program's own threads: after so many of its calls
 * a thread makes a batch of calls whose work is known (see {@link Recorder#price}). And it is
 * measured beside work, for the processor does part of a probe while it waits for the results of
 * the method around it: a call without any would cost some 5 ns more.
 *
 * @param innerNanos the part that falls in the callee's time
 * @param outerNanos the part that falls in the caller's time
 */
public record TimingPrice(double innerNanos, double outerNanos) {
  /** A thread's timed calls from one batch to the next, which then take a sixtieth of its time. */
  static final int CALLS_BETWEEN = 1 << 16;

  /** Long enough that how a batch begins does not count: with 32 calls, it made 3 ns of a price. */
  private static final int CALLS = 1024;

  /** So that the compiler, which counts a loop's beginnings above all, soon comes. */
  private static final int CALLS_A_LOOP = 32;

  /** After a batch of less than this part of the shortest, those before had no compiled code. */
  private static final double FALLS = 0.6;

  /** A batch of so many times the shortest was interrupted by another thread's work. */
  private static final int INTERRUPTED = 4;

  /** Batches of which the mean is a price. */
  private static final int ENOUGH = 10;

  /** The same on a thread of our own, which takes some 20 ms. */
  private static final int ENOUGH_ALONE = 200;

  /** Where there is no compiler, or a very busy one. */
  private static final long MOST_NANOS_ALONE = 200_000_000;

  /** Nothing known, nothing subtracted. */
  private static final TimingPrice NONE = new TimingPrice(0, 0);

  private static double innerSum;
  private static double outerSum;
  private static int batches;
  private static long shortestNanos = Long.MAX_VALUE;
  private static TimingPrice fixed;

  /** What has been measured so far; nothing to subtract as long as that is too little. */
  public static synchronized TimingPrice known() {
    if (fixed != null) {
      return fixed;
    }
    return isKnown() ? new TimingPrice(innerSum / batches, outerSum / batches) : NONE;
  }

  private static synchronized boolean isKnown() {
    return fixed != null || batches >= ENOUGH;
  }

  /**
   * What is known, measured on a thread of our own if that is nothing; by the recording's writer.
   */
  public static TimingPrice measure() {
    if (!isKnown()) { // Not by a record's equals, which the JDK takes 40 ms to link.
      OwnThread.run("tally-calibration", TimingPrice::alone);
    }
    return known();
  }

  /** What {@link #measure} says, from now on for good. */
  public static TimingPrice fix() {
    TimingPrice price = measure();
    synchronized (TimingPrice.class) {
      fixed = fixed == null ? price : fixed;
      return fixed;
    }
  }

  private static void alone() {
    long outermost = Probe.enter(ShortWork.METHOD);
    Recorder recorder = Recorder.of(Recorders.current());
    long start = Clock.now();
    do {
      recorder.price();
    } while (made() < ENOUGH_ALONE && Clock.now() - start < MOST_NANOS_ALONE);
    Probe.exit(outermost);
  }

  private static synchronized int made() {
    return batches;
  }

  /**
   * Makes a batch of calls on the current thread.
   *
   * @param caller the current context, timed
   * @param callee its child for {@link ShortWork}, timed
   */
  static void batch(long caller, long callee) {
    long x = called(caller, CALLS_A_LOOP);
    long inner = Context.selfNanos(callee);
    long outer = Context.selfNanos(caller);
    x = called(x, CALLS);
    inner = Context.selfNanos(callee) - inner;
    outer = Context.selfNanos(caller) - outer;
    x = worked(x, CALLS_A_LOOP);
    long start = Clock.now();
    x = worked(x, CALLS);
    long work = Clock.now() - start;
    if (x != 0) { // It is not: what was computed is used.
      add(inner, outer, work);
    }
  }

  private static synchronized void add(long inner, long outer, long work) {
    long nanos = inner + outer + work;
    if (nanos < FALLS * shortestNanos) {
      batches = 0;
      innerSum = 0;
      outerSum = 0;
    }
    shortestNanos = Math.min(shortestNanos, nanos);
    if (nanos < INTERRUPTED * shortestNanos) {
      batches++;
      innerSum += (double) (inner - work) / CALLS;
      outerSum += (double) outer / CALLS;
    }
  }

  private static long called(long from, int calls) {
    long x = from;
    for (int i = 0; i < calls; i += CALLS_A_LOOP) {
      x = calledInALoop(x);
    }
    return x;
  }

  private static long calledInALoop(long from) {
    long x = from;
    for (int i = 0; i < CALLS_A_LOOP; i++) {
      x = ShortWork.recorded(x);
    }
    return x;
  }

  private static long worked(long from, int times) {
    long x = from;
    for (int i = 0; i < times; i += CALLS_A_LOOP) {
      x = workedInALoop(x);
    }
    return x;
  }

  private static long workedInALoop(long from) {
    long x = from;
    for (int i = 0; i < CALLS_A_LOOP; i++) {
      x = ShortWork.of(x);
    }
    return x;
  }
}
