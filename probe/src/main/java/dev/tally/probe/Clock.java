// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.invoke.MethodHandle;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Where time comes from: monotonic nanoseconds from an arbitrary origin. From the processor's own
 * counter where every call is timed, as two reads are then most of a call's price, and where the
 * counter can be read; else from {@link System#nanoTime}. To find the counter takes 0.2 s of a
 * program's start, which a few clock reads are not worth.
 */
public final class Clock {
  private static final MethodHandle COUNTER =
      Settings.readClock && !Settings.adaptive ? ProcessorCounter.handle() : null;

  /** The clock's name, for the recording. */
  public static final String NAME = COUNTER == null ? "System.nanoTime" : "rdtsc";

  /** How long the counter is compared with the other clock. */
  private static final long COMPARED_NANOS = 5_000_000;

  /** So that ticks fill a long after years, and nanoseconds a tick do not. */
  private static final int TICK_BITS = 4;

  private static final long ORIGIN_TICKS;
  private static final long ORIGIN_NANOS;

  /** Nanoseconds a tick, times 2 to the power of (64 - {@link #TICK_BITS}). */
  private static final long SCALE;

  static {
    long[] from = new long[2];
    long scale = 0;
    if (COUNTER != null) {
      from = both();
      long[] to;
      do {
        to = both();
      } while (to[1] - from[1] < COMPARED_NANOS);
      double nanosPerTick = (double) (to[1] - from[1]) / (to[0] - from[0]);
      scale = (long) (nanosPerTick * Math.pow(2, Long.SIZE - TICK_BITS));
    }
    ORIGIN_TICKS = from[0];
    ORIGIN_NANOS = from[1];
    SCALE = scale;
  }

  /** Ticks and nanoseconds at the same moment, to a few hundred nanoseconds. */
  private static long[] both() {
    long[] closest = new long[2];
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = System.nanoTime();
      long ticks = ticks();
      long nanos = System.nanoTime() - before;
      if (nanos < least) {
        least = nanos;
        closest[0] = ticks;
        closest[1] = before + nanos / 2;
      }
    }
    return closest;
  }

  private Clock() {}

  /** Nanoseconds now. */
  @ForceInline
  public static long now() {
    return COUNTER == null
        ? System.nanoTime()
        : ORIGIN_NANOS + Math.multiplyHigh((ticks() - ORIGIN_TICKS) << TICK_BITS, SCALE);
  }

  @ForceInline
  private static long ticks() {
    try {
      return (long) COUNTER.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
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
