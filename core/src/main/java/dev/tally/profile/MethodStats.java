// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A call tree added up by method and by edge, where an edge is a pair of caller and callee: the
 * model of cProfile, in which recursion counts once.
 *
 * <ul>
 *   <li><b>calls</b>: all of them.
 *   <li><b>primitive calls</b>: those made while no other activation of the method was open; for an
 *       edge, while no other call of this callee from this same caller was open, whatever lies
 *       between.
 *   <li><b>self</b>: of time or another metric, what was in the method itself, all activations.
 *   <li><b>cumulative</b>: what was in the method and below, over the primitive calls.
 * </ul>
 *
 * <p>Self times of all methods add up to the inclusive times of the tree's outermost contexts.
 * Outermost contexts belong to no edge: a method called by nobody else has none. Calls without a
 * path are included.
 *
 * <p>Methods keep the indexes of {@link Profile#methods()}. Edges are numbered in the order of
 * first appearance in the call tree, so going through them from 0 meets the callers of each method
 * in the order of first appearance too.
 *
 * <p>Takes time in proportion to the number of contexts and never recurses, since a call tree may
 * be deeper than the stack of the thread that reads it. Immutable.
 */
public final class MethodStats {
  private final Numbers methods;
  private final long[] selfErrors;
  private final long[] cumulativeErrors;
  private final Numbers edges;
  private final EdgeIndex edgeIndex = new EdgeIndex();
  private final BitSet onlyCounted = new BitSet();
  private final int calls;
  private final int metric;

  /** The row of each of the profile's methods, and of each of its frames. */
  private final int[] rowOf;

  private final int[] rowOfFrame;

  private MethodStats(Profile profile, int metric, int[] rowOf, int methodCount) {
    // Where calls are not known, the numbers of samples stand in their place.
    this.calls =
        Metrics.number(profile.metrics(), profile.has(Metric.CALLS) ? Metric.CALLS : Metric.HITS);
    this.metric = metric;
    this.rowOf = rowOf;
    rowOfFrame = profile.methodOfFrame();
    for (int f = 0; f < rowOfFrame.length; f++) {
      rowOfFrame[f] = rowOf[rowOfFrame[f]];
    }
    CallTree tree = profile.tree();
    Edges pathless = profile.edges();
    methods = new Numbers(methodCount);
    int[] edgeOf = edgesOf(tree);
    for (int e = 0; e < pathless.size(); e++) {
      if (pathless.caller(e) != Edges.NOBODY) {
        edgeIndex.number(rowOf[pathless.caller(e)], rowOf[pathless.callee(e)]);
      }
    }
    edges = new Numbers(edgeIndex.size());
    addAllCalls(tree, edgeOf);
    boolean timed = metric >= 0 && metric == Metrics.number(profile.metrics(), Metric.TIME);
    double[] variances = timed ? tree.inclusiveVariances() : null;
    cumulativeErrors = addPrimitiveCalls(tree, edgeOf, variances);
    for (int e = 0; e < pathless.size(); e++) {
      add(pathless, e);
    }
    selfErrors = selfErrors(tree, methodCount);
  }

  /** Calls and time, by method. */
  public static MethodStats of(Profile profile) {
    return of(profile, Metric.TIME);
  }

  /** Calls and another metric, by method. */
  public static MethodStats of(Profile profile, Metric metric) {
    int[] same = new int[profile.methods().size()];
    for (int m = 0; m < same.length; m++) {
      same[m] = m;
    }
    return of(profile, metric, same, same.length);
  }

  /**
   * The same with some methods taken for one.
   *
   * @param rowOf the number that stands for each method of {@link Profile#methods()}
   * @param rows how many numbers there are, from 0
   */
  public static MethodStats of(Profile profile, Metric metric, int[] rowOf, int rows) {
    return new MethodStats(profile, Metrics.number(profile.metrics(), metric), rowOf.clone(), rows);
  }

  /** The number of methods in {@link Profile#methods()}, or of rows that stand for them. */
  public int methodCount() {
    return methods.calls.length;
  }

  public long calls(int method) {
    return methods.calls[method];
  }

  public long primitiveCalls(int method) {
    return methods.primitiveCalls[method];
  }

  public long self(int method) {
    return methods.self[method];
  }

  public long cumulative(int method) {
    return methods.cumulative[method];
  }

  /**
   * Standard error of {@link #self}; 0 if all of it was measured. The errors of a method's contexts
   * are taken to be independent.
   */
  public long selfError(int method) {
    return selfErrors[method];
  }

  /**
   * Standard error of {@link #cumulative}; 0 if that was measured. Of other metrics than time it is
   * not known, and 0.
   */
  public long cumulativeError(int method) {
    return cumulativeErrors[method];
  }

  /** Whether any part of the method's number is an estimate. */
  public boolean estimated(int method) {
    return selfErrors[method] > 0;
  }

  /** How many methods' numbers are estimates, wholly or in part. */
  public int estimatedMethods() {
    int count = 0;
    for (int m = 0; m < selfErrors.length; m++) {
      count += estimated(m) ? 1 : 0;
    }
    return count;
  }

  /** The largest standard error of any method's number. */
  public long largestSelfError() {
    long largest = 0;
    for (long error : selfErrors) {
      largest = Math.max(largest, error);
    }
    return largest;
  }

  public int edgeCount() {
    return edgeIndex.size();
  }

  /** Index of the method that calls. */
  public int caller(int edge) {
    return edgeIndex.caller(edge);
  }

  /** Index of the method that is called, and whose times the edge's are. */
  public int callee(int edge) {
    return edgeIndex.callee(edge);
  }

  public long edgeCalls(int edge) {
    return edges.calls[edge];
  }

  public long edgePrimitiveCalls(int edge) {
    return edges.primitiveCalls[edge];
  }

  public long edgeSelf(int edge) {
    return edges.self[edge];
  }

  public long edgeCumulative(int edge) {
    return edges.cumulative[edge];
  }

  /** Whether of an edge only the calls are known. */
  public boolean isOnlyCounted(int edge) {
    return onlyCounted.get(edge);
  }

  /** The edge that leads into each context, -1 for outermost ones. */
  private int[] edgesOf(CallTree tree) {
    int[] edgeOf = new int[tree.size()];
    for (int c = 0; c < edgeOf.length; c++) {
      int parent = tree.parent(c);
      edgeOf[c] =
          parent == CallTree.ROOT
              ? -1
              : edgeIndex.number(rowOfFrame[tree.frame(parent)], rowOfFrame[tree.frame(c)]);
    }
    return edgeOf;
  }

  private void addAllCalls(CallTree tree, int[] edgeOf) {
    for (int c = 0; c < edgeOf.length; c++) {
      methods.addAll(rowOfFrame[tree.frame(c)], tree.value(calls, c), tree.value(metric, c));
      if (edgeOf[c] >= 0) {
        edges.addAll(edgeOf[c], tree.value(calls, c), tree.value(metric, c));
      }
    }
  }

  /**
   * Walks the tree depth first, and counts for each method and edge how often it is open above: a
   * context is primitive where it opens its method, or its edge, for the first time.
   *
   * @param variances of what is in each context and below; null where all of it was measured
   * @return standard errors of the methods' cumulative numbers
   */
  private long[] addPrimitiveCalls(CallTree tree, int[] edgeOf, double @Nullable [] variances) {
    long[] inclusive = tree.inclusive(metric);
    double[] squares = new double[methodCount()];
    int[] openMethods = new int[methodCount()];
    int[] openEdges = new int[edgeCount()];
    Walk walk = new Walk(tree);
    for (int step; (step = walk.next()) != Walk.END; ) {
      boolean enter = step >= 0;
      int c = enter ? step : ~step;
      int method = rowOfFrame[tree.frame(c)];
      int edge = edgeOf[c];
      if (!enter) {
        openMethods[method]--;
        if (edge >= 0) {
          openEdges[edge]--;
        }
        continue;
      }
      if (openMethods[method]++ == 0) {
        methods.addPrimitive(method, tree.value(calls, c), inclusive[c]);
        squares[method] += variances == null ? 0 : variances[c];
      }
      if (edge >= 0 && openEdges[edge]++ == 0) {
        edges.addPrimitive(edge, tree.value(calls, c), inclusive[c]);
      }
    }
    return roots(squares);
  }

  private void add(Edges pathless, int e) {
    int callee = rowOf[pathless.callee(e)];
    methods.addAll(callee, pathless.self(calls, e), pathless.self(metric, e));
    methods.addPrimitive(callee, pathless.cumulative(calls, e), pathless.cumulative(metric, e));
    if (pathless.caller(e) != Edges.NOBODY) {
      int edge = edgeIndex.number(rowOf[pathless.caller(e)], callee);
      edges.addAll(edge, pathless.self(calls, e), pathless.self(metric, e));
      edges.addPrimitive(
          edge, pathless.edgeCumulative(calls, e), pathless.edgeCumulative(metric, e));
      if (pathless.isOnlyCounted(e)) {
        onlyCounted.set(edge);
      }
    }
  }

  private long[] selfErrors(CallTree tree, int methodCount) {
    double[] squares = new double[methodCount];
    for (int c = 0; c < tree.size(); c++) {
      double error = tree.error(metric, c);
      squares[rowOfFrame[tree.frame(c)]] += error * error;
    }
    return roots(squares);
  }

  private static long[] roots(double[] squares) {
    long[] roots = new long[squares.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (long) Math.ceil(Math.sqrt(squares[i]));
    }
    return roots;
  }

  /** The four numbers of methods, or of edges, in columns. */
  private static final class Numbers {
    final long[] calls;
    final long[] primitiveCalls;
    final long[] self;
    final long[] cumulative;

    Numbers(int count) {
      calls = new long[count];
      primitiveCalls = new long[count];
      self = new long[count];
      cumulative = new long[count];
    }

    void addAll(int index, long moreCalls, long moreSelf) {
      calls[index] += moreCalls;
      self[index] += moreSelf;
    }

    void addPrimitive(int index, long moreCalls, long moreInclusive) {
      primitiveCalls[index] += moreCalls;
      cumulative[index] += moreInclusive;
    }
  }
}
