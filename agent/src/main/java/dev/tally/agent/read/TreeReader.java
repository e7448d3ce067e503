// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.read;

import dev.tally.probe.Context;
import dev.tally.probe.HitSampler;
import dev.tally.probe.Recorder;
import java.util.Arrays;

/**
 * Reads one recorder's call tree while its thread may still be filling it, and divides the time of
 * each region among its contexts.
 *
 * <p>A <em>region</em> is a timed context with the counted contexts below it, down to the next
 * timed ones. Its time was measured; how it splits is estimated in proportion to the sampler's
 * hits. Where hits are few, what each context's calls took on average while they were still timed
 * decides: that expectation weighs as much as {@link #PRIOR_HITS} hits for the whole region.
 *
 * <p>All that is wanted of a context is read at once, into columns, and contexts are read in the
 * order in which they lie in memory, not down the tree: no cache holds them all, and what lies side
 * by side the processor fetches ahead.
 *
 * <p>Used by one thread at a time. Rows are in the order in which contexts were made: a parent
 * comes before its children.
 */
final class TreeReader {
  private static final double PRIOR_HITS = 2;

  private final double clockNanos;

  /** Number of rows read. */
  int size;

  /** Number of contexts, of which those without calls have no row. */
  int contexts;

  /** The context of each row, counted in the order in which they were made. */
  int[] contextNumber = new int[256];

  int[] parent = new int[256];

  /** Ids of methods. */
  int[] method = new int[256];

  long[] calls = new long[256];

  /** Those of the calls that read the clock. */
  long[] timedCalls = new long[256];

  /** Whether calls still do. */
  boolean[] timed = new boolean[256];

  /** Whether this was counted without ever being current: its caller has its time. */
  boolean[] leaf = new boolean[256];

  long[] selfNanos = new long[256];
  long[] errorNanos = new long[256];
  long[] flatNanos = new long[256];
  int[] hits = new int[256];

  /** Hits since the context stopped being timed: those before fell into time of its own. */
  private int[] newHits = new int[256];

  /** Row of the timed context whose region a row belongs to. */
  private int[] region = new int[256];

  private double[] expectedNanos = new double[256];
  private double[] expectedInRegion = new double[256];
  private long[] hitsInRegion = new long[256];
  private int[] sharers = new int[256];

  private final ContextRows rows = new ContextRows();

  /**
   * @param clockNanos price of a clock read, which is part of every self time that was measured per
   *     call
   */
  TreeReader(double clockNanos) {
    this.clockNanos = clockNanos;
  }

  /**
   * Reads a recorder.
   *
   * @param nowNanos the time up to which an open call is charged, on the probe's clock
   */
  void read(Recorder recorder, long nowNanos) {
    size = 0;
    contexts = 0;
    long openAnchor = recorder.openAnchor();
    long openNanos = Math.max(0, nowNanos - recorder.lastNanos());
    long[] stretches = recorder.contexts();
    makeRoom(rows.reset(stretches));
    for (int i = 0; i < stretches.length; i += 2) {
      for (long context = stretches[i]; context < stretches[i + 1]; context += Context.BYTES) {
        int number = contexts++;
        if (Context.calls(context) == 0) {
          // Where a stack ended in the probe, it may have callees all the same: outermost then.
          rows.put(context, -1);
          continue;
        }
        long caller = Context.parent(context);
        int above = caller == recorder.root ? -1 : rows.of(caller);
        rows.put(context, size);
        contextNumber[size] = number;
        add(above, context, context == openAnchor ? openNanos : 0);
      }
    }
    divide();
  }

  /**
   * Takes off what had been recorded before. Estimates may differ in the wrong direction; the
   * square of their error grows as the time does.
   */
  void subtract(Moment.Numbers before) {
    for (int row = 0; row < size; row++) {
      int number = contextNumber[row];
      if (number < before.calls.length) {
        calls[row] -= before.calls[number];
        long all = selfNanos[row];
        selfNanos[row] = Math.max(0, all - before.selfNanos[number]);
        if (errorNanos[row] > 0 && all > 0) {
          errorNanos[row] = Math.round(errorNanos[row] * Math.sqrt((double) selfNanos[row] / all));
        }
        flatNanos[row] = Math.max(0, flatNanos[row] - before.flatNanos[number]);
        hits[row] -= before.hits[number];
      }
    }
  }

  /** Whether what was measured is the time of a row and of all below it, and was then divided. */
  boolean isDivided(int row) {
    return region[row] == row;
  }

  private void add(int above, long context, long openNanos) {
    int row = size++;
    parent[row] = above;
    method[row] = Context.method(context);
    calls[row] = Context.calls(context);
    hits[row] = Context.hits(context);
    timed[row] = Context.timed(context);
    leaf[row] = Context.leaf(context);
    selfNanos[row] = openNanos;
    errorNanos[row] = 0;
    flatNanos[row] = 0;
    timedCalls[row] = 0;
    region[row] = above < 0 || timed[row] ? row : region[above];
    newHits[row] = hits[row];
    expectedNanos[row] = 0;
    if (leaf[row]) {
      return;
    }
    selfNanos[row] += Context.selfNanos(context);
    flatNanos[row] = Context.flatNanos(context);
    if (timed[row]) {
      timedCalls[row] = calls[row];
      return;
    }
    timedCalls[row] = Math.min(calls[row], Context.callsWhileTimed(context));
    if (region[row] != row) {
      newHits[row] = Math.max(0, hits[row] - Context.hitsWhileTimed(context));
      double each = Math.max(1, Context.meanSelfNanos(context) - clockNanos);
      expectedNanos[row] = each * (calls[row] - timedCalls[row]);
    }
  }

  private void divide() {
    double looksPerHit = HitSampler.looksPerHit();
    Arrays.fill(expectedInRegion, 0, size, 0);
    Arrays.fill(hitsInRegion, 0, size, 0);
    Arrays.fill(sharers, 0, size, 0);
    for (int row = 0; row < size; row++) {
      int r = region[row];
      if (r != row && !leaf[row]) {
        expectedInRegion[r] += expectedNanos[row];
        hitsInRegion[r] += newHits[row];
        sharers[r]++;
      }
    }
    long[] measured = Arrays.copyOf(selfNanos, size);
    for (int row = 0; row < size; row++) {
      if (region[row] == row && sharers[row] > 0) {
        // What is not expected below belongs to the timed context itself.
        double own = Math.max(measured[row] - expectedInRegion[row], measured[row] * 0.02);
        expectedNanos[row] = own;
        expectedInRegion[row] += own;
        hitsInRegion[row] += hits[row];
      }
    }
    for (int row = 0; row < size; row++) {
      int r = region[row];
      if (sharers[r] > 0 && expectedInRegion[r] > 0 && !leaf[row]) {
        double weightInRegion = hitsInRegion[r] + PRIOR_HITS;
        double weight = newHits[row] + PRIOR_HITS * expectedNanos[row] / expectedInRegion[r];
        double share = weight / weightInRegion;
        long nanos = Math.round(measured[r] * share);
        double looks = weightInRegion * looksPerHit;
        errorNanos[row] = Math.round(measured[r] * Math.sqrt(share * (1 - share) / (looks + 1)));
        if (r == row) {
          selfNanos[row] += nanos - measured[r];
        } else {
          selfNanos[row] += nanos;
        }
      }
    }
  }

  private void makeRoom(int contexts) {
    if (contexts <= parent.length) {
      return;
    }
    int length = Math.max(contexts, parent.length * 2);
    contextNumber = new int[length];
    parent = new int[length];
    method = new int[length];
    calls = new long[length];
    timedCalls = new long[length];
    timed = new boolean[length];
    leaf = new boolean[length];
    selfNanos = new long[length];
    errorNanos = new long[length];
    flatNanos = new long[length];
    hits = new int[length];
    newHits = new int[length];
    region = new int[length];
    expectedNanos = new double[length];
    expectedInRegion = new double[length];
    hitsInRegion = new long[length];
    sharers = new int[length];
  }
}
