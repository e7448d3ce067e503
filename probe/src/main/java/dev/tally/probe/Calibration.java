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

  /**
   * Measures for a few milliseconds; the smallest of many rounds, so interruptions do not count.
   */
  public static Calibration measure() {
    double inner = Double.MAX_VALUE;
    double both = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      Recorder recorder = new Recorder((ThreadGroupName) null);
      Context caller = recorder.enter(recorder.root, 0);
      Context callee = recorder.enter(caller, 1);
      recorder.exit(callee);
      long callerBefore = caller.selfNanos;
      long calleeBefore = callee.selfNanos;
      // Fewer calls than a window, so that the callee stays timed in every mode.
      for (int i = 0; i < Context.FIRST_WINDOW - 2; i++) {
        recorder.exit(recorder.enter(caller, 1));
      }
      double calls = Context.FIRST_WINDOW - 2;
      inner = Math.min(inner, (callee.selfNanos - calleeBefore) / calls);
      both =
          Math.min(
              both, (callee.selfNanos - calleeBefore + caller.selfNanos - callerBefore) / calls);
    }
    return new Calibration(inner, Math.max(0, both - inner));
  }
}
