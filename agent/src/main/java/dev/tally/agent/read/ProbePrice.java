// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.read;

import dev.tally.probe.CountingPrice;
import dev.tally.probe.TimingPrice;
import java.util.Arrays;

/**
 * Takes off what the probes cost, which falls into the times that they measure. What was taken the
 * recording shows as a row of its own, so that times still add up. See docs/decisions/11.
 */
final class ProbePrice {
  /** So many that their mean is not one interruption's. */
  private static final long MANY_CALLS = 10_000;

  /** Counted calls of a thread that cost so much together that it is worth knowing how much. */
  private static final long MANY_COUNTED = 5_000_000;

  /** What a counted call costs at most beside other work, on the machines measured. */
  private static final long COUNTED_NANOS = 4;

  /** What it takes to measure how much, which a program that ends has to wait for. */
  private static final long MEASURING_NANOS = 200_000_000;

  /** Timed calls of a thread, likewise: together they cost a millisecond. */
  private static final long MANY_TIMED = 10_000;

  private final TreeReader reader;
  private final boolean timed;

  /**
   * @param timed whether any time is told
   */
  ProbePrice(TreeReader reader, boolean timed) {
    this.reader = reader;
    this.timed = timed;
  }

  /** Takes it off the rows that the reader has just read; returns the nanoseconds taken. */
  long takeOff() {
    return timed ? subtractCounting() + subtractTiming() : 0;
  }

  /** Part of a timed call's price is in the callee's time, part in the caller's. */
  private long subtractTiming() {
    long[] calls = reader.timedCalls;
    long[] callees = new long[reader.size];
    long all = 0;
    for (int i = 0; i < reader.size; i++) {
      all += calls[i];
      if (reader.parent[i] >= 0) {
        callees[reader.parent[i]] += calls[i];
      }
    }
    TimingPrice measured = all < MANY_TIMED ? TimingPrice.known() : TimingPrice.measure();
    TimingPrice price = cheapest(measured, calls, callees);
    long taken = 0;
    for (int i = 0; i < reader.size; i++) {
      taken += take(i, calls[i] * price.innerNanos() + callees[i] * price.outerNanos());
    }
    return taken;
  }

  /**
   * A counted call's price is in the callee's time and in its caller's, as much in each as there is
   * time: which of them is current while the price is paid is up to the processor. The price of a
   * leaf, which never is current, is in its caller's.
   */
  private long subtractCounting() {
    CountingPrice price = isCountingDear() ? CountingPrice.measure() : CountingPrice.known();
    long[] before = Arrays.copyOf(reader.selfNanos, reader.size);
    double[] callers = new double[reader.size];
    long taken = 0;
    for (int i = 0; i < reader.size; i++) {
      long calls = reader.calls[i] - reader.timedCalls[i];
      boolean leaf = reader.leaf[i];
      double nanos = calls * (leaf ? price.leafNanos() : price.callNanos());
      int caller = reader.parent[i];
      double self = reader.selfNanos[i];
      double both = self + (caller < 0 ? 0 : before[caller]);
      long off = leaf || both == 0 ? 0 : take(i, nanos * self / both);
      taken += off;
      if (caller >= 0) {
        callers[caller] += nanos - off;
      }
    }
    for (int i = 0; i < reader.size; i++) {
      taken += take(i, callers[i]);
    }
    return taken;
  }

  /**
   * Whether counted calls cost a percent of the thread's time, or more than it takes to measure.
   */
  private boolean isCountingDear() {
    long counted = 0;
    long nanos = 0;
    for (int i = 0; i < reader.size; i++) {
      counted += reader.calls[i] - reader.timedCalls[i];
      nanos += reader.selfNanos[i];
    }
    return counted >= MANY_COUNTED
        && counted * COUNTED_NANOS >= Math.min(nanos / 100, MEASURING_NANOS);
  }

  private long take(int row, double nanos) {
    long off = Math.min(Math.round(nanos), reader.selfNanos[row]);
    reader.selfNanos[row] -= off;
    return off;
  }

  /**
   * The price, but no more than the whole of what this thread's cheapest calls took: of a probe the
   * processor does more or less beside other work, and a price that was measured beside less of it
   * would leave nothing of short calls.
   */
  private TimingPrice cheapest(TimingPrice measured, long[] timedCalls, long[] timedCallees) {
    double inner = measured.innerNanos();
    for (int i = 0; i < reader.size; i++) {
      if (timedCalls[i] >= MANY_CALLS && reader.timed[i]) {
        inner = Math.min(inner, (double) reader.selfNanos[i] / timedCalls[i]);
      }
    }
    double outer = measured.outerNanos();
    for (int i = 0; i < reader.size; i++) {
      if (timedCallees[i] >= MANY_CALLS && reader.timed[i]) {
        double self = reader.selfNanos[i] - timedCalls[i] * inner;
        outer = Math.min(outer, self / timedCallees[i]);
      }
    }
    return new TimingPrice(inner, Math.max(0, outer));
  }
}
