// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * What a timed call's own probe costs, measured with the probe itself on a recorder that nobody
 * sees. A call's probe falls in two halves: what lies between its two clock reads is booked on the
 * callee, what lies before and after on the caller.
 *
 * @param innerNanos the part that falls in the callee's time
 * @param outerNanos the part that falls in the caller's time
 */
public record Calibration(double innerNanos, double outerNanos) {
  private static final int ROUNDS = 100;

  /** Fewer calls than a window, so that the callee stays timed in every mode. */
  private static final int CALLS = Context.FIRST_WINDOW - 2;

  /**
   * Measures for a few milliseconds; the smallest of many rounds, so interruptions do not count.
   */
  public static Calibration measure() {
    double inner = Double.MAX_VALUE;
    double both = Double.MAX_VALUE;
    Recorder recorder = Recorders.unlent();
    for (int round = 0; round < ROUNDS; round++) {
      long caller = recorder.enter(recorder.root, 2 * round);
      long callee = recorder.enter(caller, 2 * round + 1);
      recorder.exit(callee);
      long callerBefore = Context.selfNanos(caller);
      long calleeBefore = Context.selfNanos(callee);
      for (int i = 0; i < CALLS; i++) {
        recorder.exit(recorder.enter(caller, 2 * round + 1));
      }
      double calleeNanos = Context.selfNanos(callee) - calleeBefore;
      double callerNanos = Context.selfNanos(caller) - callerBefore;
      inner = Math.min(inner, calleeNanos / CALLS);
      both = Math.min(both, (calleeNanos + callerNanos) / CALLS);
      recorder.exit(caller);
    }
    return new Calibration(inner, Math.max(0, both - inner));
  }
}
