// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.vm.annotation.ForceInline;

/** Where time comes from: monotonic nanoseconds from an arbitrary origin. */
public final class Clock {
  private Clock() {}

  /** The clock's name, for the recording. */
  public static final String NAME = "System.nanoTime";

  /** Nanoseconds now. */
  @ForceInline
  public static long now() {
    return System.nanoTime();
  }

  /**
   * The price of one read in nanoseconds: the smallest mean of a few short rounds, so that an
   * interruption does not count. Takes well under a millisecond once warm.
   */
  public static double priceNanos() {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long start = now();
      long last = start;
      for (int i = 0; i < 500; i++) {
        last = now();
      }
      best = Math.min(best, (last - start) / 500.0);
    }
    return best;
  }
}
