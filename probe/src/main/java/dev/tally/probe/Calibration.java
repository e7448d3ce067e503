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
  /** Rounds of which a price is the lower quartile, so that no interruption counts. */
  private static final int ROUNDS = 40;

  /** Calls in a round: fewer than a window, so that the callee stays timed in every mode. */
  private static final int CALLS = Context.FIRST_WINDOW - 2;

  /** With adaptive timing, where few calls are timed, a few milliseconds are enough. */
  private static final int BATCHES = 10;

  /**
   * Where every call is timed, the price is most of what is seen, and it is twice as high until the
   * compiler comes, which may have the whole program to see to first: the price is taken when it
   * has not fallen for some time.
   */
  private static final long STEADY_NANOS = 40_000_000;

  private static final long MOST_NANOS = 400_000_000;

  /** Numbers that no method of the program reaches. */
  private static final int FIRST_METHOD = 0x0FFF_0000;

  private static Calibration measured;

  /** Nothing known, nothing subtracted. */
  public static final Calibration NONE = new Calibration(0, 0);

  /** Measures when first called; by whoever writes the recording. */
  public static synchronized Calibration measure() {
    if (measured == null) {
      Thread thread = new Thread(null, Calibration::run, "tally-calibration", 128 * 1024, false);
      thread.setDaemon(true);
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return measured == null ? NONE : measured;
  }

  /** No more than this, which is what the program's own cheapest calls took. */
  public Calibration atMost(double inner, double outer) {
    return new Calibration(Math.min(innerNanos, inner), Math.min(outerNanos, outer));
  }

  private static void run() {
    Recorders.leaveOutThisThread();
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
    Calibration price = batch(0);
    long start = Clock.now();
    long fell = start;
    long now = start;
    while (now - fell < STEADY_NANOS && now - start < MOST_NANOS) {
      Calibration next = batch(0);
      now = Clock.now();
      if (next.innerNanos + next.outerNanos < 0.97 * (price.innerNanos + price.outerNanos)) {
        fell = now;
      }
      price = price.atMost(next.innerNanos, next.outerNanos);
    }
    return price;
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
    Arrays.sort(inner);
    Arrays.sort(outer);
    return new Calibration(inner[ROUNDS / 4], outer[ROUNDS / 4]);
  }

  private static void call(int method) {
    for (int i = 0; i < CALLS; i++) {
      Probe.exit(Probe.enter(method));
    }
  }
}
