// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.Arrays;

/**
 * What a timed call's own probe costs, measured with the probe itself on a thread whose recorder
 * nobody sees. A call's probe falls in two halves: what lies between its two clock reads is booked
 * on the callee, what lies before and after on the caller.
 *
 * @param innerNanos the part that falls in the callee's time
 * @param outerNanos the part that falls in the caller's time
 */
public record Calibration(double innerNanos, double outerNanos) {
  /** Rounds of which a price is the median, so that interruptions do not count. */
  private static final int ROUNDS = 40;

  /** Calls in a round: fewer than a window, so that the callee stays timed in every mode. */
  private static final int CALLS = Context.FIRST_WINDOW - 2;

  /** With adaptive timing, where few calls are timed, a few milliseconds are enough. */
  private static final int BATCHES = 10;

  /**
   * Where every call is timed, the price is most of what is seen, and it is twice as high until the
   * compiler comes, which may have the whole program to see to first: the price is taken when it
   * has not fallen for so many batches. One takes half a millisecond.
   */
  private static final int STEADY_BATCHES = 100;

  private static final int MOST_BATCHES = 800;

  /** Numbers that no method of the program reaches. */
  private static final int FIRST_METHOD = 0x0FFF_0000;

  private static Calibration measured;

  /** Nothing known, nothing subtracted. */
  private static final Calibration NONE = new Calibration(0, 0);

  /** What has been measured; nothing to subtract as long as nothing has. */
  public static synchronized Calibration known() {
    return measured == null ? NONE : measured;
  }

  /** Measures when first called; by whoever writes the recording. */
  public static synchronized Calibration measure() {
    if (measured == null) {
      OwnThread.run("tally-calibration", Calibration::run);
    }
    return known();
  }

  /** No more than this, which is what the program's own cheapest calls took. */
  public Calibration atMost(double inner, double outer) {
    return new Calibration(Math.min(innerNanos, inner), Math.min(outerNanos, outer));
  }

  private static void run() {
    long outermost = Probe.enter(FIRST_METHOD);
    measured = Settings.adaptive ? ofFewBatches() : onceSteady();
    Probe.exit(outermost);
  }

  private static Calibration ofFewBatches() {
    Calibration price = batch(0);
    for (int i = 1; i < BATCHES; i++) {
      Calibration next = batch(i);
      price = price.atMost(next.innerNanos, next.outerNanos);
    }
    return price;
  }

  private static Calibration onceSteady() {
    double[] inner = new double[MOST_BATCHES];
    double[] outer = new double[MOST_BATCHES];
    double least = Double.MAX_VALUE;
    int fell = 0;
    int batches = 0;
    while (batches < MOST_BATCHES && batches - fell < STEADY_BATCHES) {
      Calibration next = batch(0);
      inner[batches] = next.innerNanos;
      outer[batches] = next.outerNanos;
      if (next.innerNanos + next.outerNanos < 0.95 * least) {
        least = next.innerNanos + next.outerNanos;
        fell = batches;
      }
      batches++;
    }
    return new Calibration(median(inner, fell, batches), median(outer, fell, batches));
  }

  /**
   * @param batch a number not used before, if contexts must be new ones to be timed
   */
  private static Calibration batch(int batch) {
    double[] inner = new double[ROUNDS];
    double[] outer = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      int method = FIRST_METHOD + 1 + ROUNDS * batch + round;
      long caller = Probe.enter(method);
      long callee = Probe.enter(method);
      Probe.exit(callee);
      long callerBefore = Context.selfNanos(caller);
      long calleeBefore = Context.selfNanos(callee);
      call(method);
      inner[round] = (double) (Context.selfNanos(callee) - calleeBefore) / CALLS;
      outer[round] = (double) (Context.selfNanos(caller) - callerBefore) / CALLS;
      Probe.exit(caller);
    }
    return new Calibration(median(inner, 0, ROUNDS), median(outer, 0, ROUNDS));
  }

  /** Of a range, which it sorts. */
  static double median(double[] values, int from, int to) {
    Arrays.sort(values, from, to);
    return values[(from + to) / 2];
  }

  private static void call(int method) {
    for (int i = 0; i < CALLS; i++) {
      Probe.exit(Probe.enter(method));
    }
  }
}
