// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

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
 * <p>Used by one thread at a time. Rows are in pre-order: a parent comes before its children.
 */
final class TreeReader {
  private static final double PRIOR_HITS = 2;

  private final double clockNanos;

  /** Number of rows read. */
  int size;

  long[] context = new long[256];
  int[] parent = new int[256];
  long[] calls = new long[256];
  long[] selfNanos = new long[256];
  long[] errorNanos = new long[256];
  long[] hits = new long[256];

  /** Row of the timed context whose region a row belongs to. */
  private int[] region = new int[256];

  private double[] expectedNanos = new double[256];
  private double[] expectedInRegion = new double[256];
  private long[] hitsInRegion = new long[256];
  private int[] sharers = new int[256];
  private int[] stack = new int[256];

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
    long openAnchor = recorder.openAnchor();
    long openNanos = Math.max(0, nowNanos - recorder.lastNanos());
    walk(recorder.root);
    for (int row = 0; row < size; row++) {
      long c = context[row];
      calls[row] = Context.calls(c);
      selfNanos[row] = Context.selfNanos(c) + (c == openAnchor ? openNanos : 0);
      hits[row] = Context.hits(c);
      errorNanos[row] = 0;
    }
    divide();
  }

  private void walk(long root) {
    int depth = 0;
    // The stack holds rows whose children are still to be listed; -1 is the root.
    stack[depth++] = -1;
    while (depth > 0) {
      int row = stack[--depth];
      long from = row < 0 ? root : context[row];
      long table = Context.table(from);
      int places = Context.places(from, table);
      for (int place = 0; place < places; place++) {
        long child = Context.childAt(table, place);
        if (child != 0) {
          if (size == context.length) {
            grow();
          }
          context[size] = child;
          parent[size] = row;
          region[size] = row < 0 || Context.timed(child) ? size : region[row];
          if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
          }
          stack[depth++] = size++;
        }
      }
    }
  }

  private void divide() {
    double looksPerHit = HitSampler.looksPerHit();
    Arrays.fill(expectedInRegion, 0, size, 0);
    Arrays.fill(hitsInRegion, 0, size, 0);
    Arrays.fill(sharers, 0, size, 0);
    for (int row = 0; row < size; row++) {
      long c = context[row];
      int r = region[row];
      expectedNanos[row] = 0;
      if (r != row && !Context.leaf(c)) {
        double each = Math.max(1, Context.meanSelfNanos(c) - clockNanos);
        expectedNanos[row] = each * Math.max(0, calls[row] - Context.callsWhileTimed(c));
        expectedInRegion[r] += expectedNanos[row];
        hitsInRegion[r] += newHits(row);
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
      if (sharers[r] > 0 && expectedInRegion[r] > 0 && !Context.leaf(context[row])) {
        double weightInRegion = hitsInRegion[r] + PRIOR_HITS;
        double weight = newHits(row) + PRIOR_HITS * expectedNanos[row] / expectedInRegion[r];
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

  /** Hits since the context stopped being timed: those before fell into time of its own. */
  private long newHits(int row) {
    return region[row] == row
        ? hits[row]
        : Math.max(0, hits[row] - Context.hitsWhileTimed(context[row]));
  }

  private void grow() {
    int bigger = size * 2;
    context = Arrays.copyOf(context, bigger);
    parent = Arrays.copyOf(parent, bigger);
    region = Arrays.copyOf(region, bigger);
    calls = new long[bigger];
    selfNanos = new long[bigger];
    errorNanos = new long[bigger];
    hits = new long[bigger];
    expectedNanos = new double[bigger];
    expectedInRegion = new double[bigger];
    hitsInRegion = new long[bigger];
    sharers = new int[bigger];
  }
}
