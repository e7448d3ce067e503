// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import dev.tally.profile.Walk;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls split by whom they happened below: of each context the nearest of some methods, itself or
 * above it. Each context has one such method or none, so the parts of a method, that below none
 * too, add up to the method's numbers. Calls without a path are in no part.
 *
 * <p>Methods are given as rows, for in a table some may share one.
 */
public final class ByAncestor {
  /** The ancestor where there is none of those asked for. */
  public static final int NONE = -1;

  private final Profile profile;
  private final CallTree tree;
  private final int[] rowOfFrame;
  private final int rows;
  private final int calls;
  private final int time;

  /** By context. */
  private final int[] nearest;

  /**
   * What a method did below another.
   *
   * @param ancestor the row of the nearest method that was asked for, or {@link #NONE}
   * @param row the row of the method whose numbers these are
   * @param primitiveCalls those made while no other activation was open, in whatever part
   * @param cumulativeNanos over the primitive calls
   * @param estimated whether any of the time itself is an estimate
   * @param cumulativeEstimated the same of the cumulative time
   */
  public record Part(
      int ancestor,
      int row,
      long calls,
      long primitiveCalls,
      long selfNanos,
      long cumulativeNanos,
      boolean estimated,
      boolean cumulativeEstimated) {}

  /**
   * All that happened below a method.
   *
   * @param ancestor its row, or {@link #NONE}
   * @param calls its own calls, 0 of none
   * @param callsBelow calls of other methods
   * @param nanos time in itself and in those
   */
  public record Share(int ancestor, long calls, long callsBelow, long nanos) {}

  /** A part in the making. */
  private static final class Sum {
    long calls;
    long primitiveCalls;
    long callsBelow;
    long nanos;
    long cumulativeNanos;
    boolean estimated;
    boolean cumulativeEstimated;
  }

  /**
   * Splits.
   *
   * @param rowOf the row of each of {@link Profile#methods()}
   * @param rows how many rows there are, from 0
   * @param ancestors the rows by which to split
   */
  public ByAncestor(Profile profile, int[] rowOf, int rows, BitSet ancestors) {
    this.profile = profile;
    this.rows = rows;
    tree = profile.tree();
    calls = CallColumn.of(profile);
    time = Metrics.number(profile.metrics(), Metric.TIME);
    rowOfFrame = profile.methodOfFrame();
    for (int f = 0; f < rowOfFrame.length; f++) {
      rowOfFrame[f] = rowOf[rowOfFrame[f]];
    }
    nearest = new int[tree.size()];
    for (int c = 0; c < nearest.length; c++) {
      int row = rowOfFrame[tree.frame(c)];
      int parent = tree.parent(c);
      nearest[c] = ancestors.get(row) ? row : parent == CallTree.ROOT ? NONE : nearest[parent];
    }
  }

  /** Everything, a share each ancestor, in the order of first appearance. */
  public List<Share> shares() {
    int edgeTime = Metrics.number(profile.metrics(), Metric.EDGE_TIME);
    Map<Integer, Sum> sums = new LinkedHashMap<>();
    for (int c = 0; c < nearest.length; c++) {
      Sum sum = sums.computeIfAbsent(nearest[c], none -> new Sum());
      boolean itself = rowOfFrame[tree.frame(c)] == nearest[c];
      sum.calls += itself ? tree.value(calls, c) : 0;
      sum.callsBelow += itself ? 0 : tree.value(calls, c);
      sum.nanos += tree.selfNanos(c) + tree.value(edgeTime, c);
    }
    return sums.entrySet().stream()
        .map(
            each -> {
              Sum sum = each.getValue();
              return new Share(each.getKey(), sum.calls, sum.callsBelow, sum.nanos);
            })
        .toList();
  }

  /** The numbers of some rows, in the order of first appearance. */
  public List<Part> parts(BitSet what) {
    long[] inclusive = tree.inclusive(time);
    double[] variances = tree.inclusiveVariances();
    Map<Long, Sum> sums = new LinkedHashMap<>();
    int[] open = new int[rows];
    Walk walk = new Walk(tree);
    for (int step; (step = walk.next()) != Walk.END; ) {
      int c = step >= 0 ? step : ~step;
      int row = rowOfFrame[tree.frame(c)];
      if (!what.get(row)) {
        continue;
      }
      if (step < 0) {
        open[row]--;
        continue;
      }
      long key = (long) nearest[c] << 32 | row;
      Sum sum = sums.computeIfAbsent(key, none -> new Sum());
      sum.calls += tree.value(calls, c);
      sum.nanos += tree.selfNanos(c);
      sum.estimated |= tree.errorNanos(c) > 0;
      if (open[row]++ == 0) {
        sum.primitiveCalls += tree.value(calls, c);
        sum.cumulativeNanos += inclusive[c];
        sum.cumulativeEstimated |= variances != null && variances[c] > 0;
      }
    }
    return sums.entrySet().stream().map(each -> part(each.getKey(), each.getValue())).toList();
  }

  private static Part part(long key, Sum sum) {
    return new Part(
        (int) (key >> 32),
        (int) key,
        sum.calls,
        sum.primitiveCalls,
        sum.nanos,
        sum.cumulativeNanos,
        sum.estimated,
        sum.cumulativeEstimated);
  }
}
