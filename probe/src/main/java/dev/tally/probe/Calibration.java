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
  private static final int ROUNDS = 400;

  /** Fewer calls than a window, so that the callee stays timed in every mode. */
  private static final int CALLS = Context.FIRST_WINDOW - 2;

  /** Numbers that no method of the program reaches. */
  private static final int FIRST_METHOD = 0x0FFF_0000;

  private static Calibration measured;

  /** Nothing known, nothing subtracted. */
  public static final Calibration NONE = new Calibration(0, 0);

  /** Measures for a few milliseconds when first called; by whoever writes the recording. */
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

  /**
   * The lower quartile of many rounds: neither interruptions count nor those before the compiler
   * came.
   */
  private static void run() {
    double[] inner = new double[ROUNDS];
    double[] outer = new double[ROUNDS];
    Recorders.leaveOutThisThread();
    long outermost = Probe.enter(FIRST_METHOD);
    for (int round = 0; round < ROUNDS; round++) {
      int method = FIRST_METHOD + 1 + round;
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
    Probe.exit(outermost);
    Arrays.sort(inner);
    Arrays.sort(outer);
    measured = new Calibration(inner[ROUNDS / 4], outer[ROUNDS / 4]);
  }

  private static void call(int method) {
    for (int i = 0; i < CALLS; i++) {
      Probe.exit(Probe.enter(method));
    }
  }
}
