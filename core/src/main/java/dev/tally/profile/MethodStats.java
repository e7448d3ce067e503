// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * A call tree added up by method and by edge, where an edge is a pair of caller and callee: the
 * model of cProfile, in which recursion counts once.
 *
 * <ul>
 *   <li><b>calls</b>: all of them.
 *   <li><b>primitive calls</b>: those made while no other activation of the method was open; for an
 *       edge, while no other call of this callee from this same caller was open, whatever lies
 *       between.
 *   <li><b>self</b>: time in the method itself, all activations.
 *   <li><b>cumulative</b>: time in the method and below, over the primitive calls.
 * </ul>
 *
 * <p>Self times of all methods add up to the inclusive times of the tree's outermost contexts.
 * Outermost contexts belong to no edge: a method called by nobody else has none. Flat calls are
 * included.
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
  private final long[] selfErrorNanos;
  private final Numbers edges;
  private final EdgeIndex edgeIndex;

  /** The row of each of the profile's methods. */
  private final int[] rowOf;

  private MethodStats(Profile profile, int[] rowOf, int methodCount) {
    this.rowOf = rowOf;
    CallTree tree = profile.tree();
    methods = new Numbers(methodCount);
    edgeIndex = new EdgeIndex();
    int[] edgeOf = edgesOf(tree);
    for (FlatCall call : profile.flatCalls()) {
      if (call.caller() != CallTree.ROOT) {
        edgeIndex.number(rowOf[call.caller()], rowOf[call.callee()]);
      }
    }
    edges = new Numbers(edgeIndex.size());
    addAllCalls(tree, edgeOf);
    addPrimitiveCalls(tree, edgeOf);
    for (FlatCall call : profile.flatCalls()) {
      add(call);
    }
    selfErrorNanos = selfErrors(tree, methodCount);
  }

  public static MethodStats of(Profile profile) {
    int[] same = new int[profile.methods().size()];
    for (int m = 0; m < same.length; m++) {
      same[m] = m;
    }
    return new MethodStats(profile, same, same.length);
  }

  /**
   * The same with some methods taken for one.
   *
   * @param rowOf the number that stands for each method of {@link Profile#methods()}
   * @param rows how many numbers there are, from 0
   */
  public static MethodStats of(Profile profile, int[] rowOf, int rows) {
    return new MethodStats(profile, rowOf.clone(), rows);
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

  public long selfNanos(int method) {
    return methods.selfNanos[method];
  }

  public long cumulativeNanos(int method) {
    return methods.cumulativeNanos[method];
  }

  /**
   * Standard error of {@link #selfNanos}; 0 if all of it was measured. The errors of a method's
   * contexts are taken to be independent.
   */
  public long selfErrorNanos(int method) {
    return selfErrorNanos[method];
  }

  /** Whether any part of the method's self time is an estimate. */
  public boolean estimated(int method) {
    return selfErrorNanos[method] > 0;
  }

  /** How many methods' self times are estimates, wholly or in part. */
  public int estimatedMethods() {
    int count = 0;
    for (int m = 0; m < selfErrorNanos.length; m++) {
      count += estimated(m) ? 1 : 0;
    }
    return count;
  }

  /** The largest standard error of any method's self time. */
  public long largestSelfErrorNanos() {
    long largest = 0;
    for (long error : selfErrorNanos) {
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

  public long edgeSelfNanos(int edge) {
    return edges.selfNanos[edge];
  }

  public long edgeCumulativeNanos(int edge) {
    return edges.cumulativeNanos[edge];
  }

  /** The edge that leads into each context, -1 for outermost ones. */
  private int[] edgesOf(CallTree tree) {
    int[] edgeOf = new int[tree.size()];
    for (int c = 0; c < edgeOf.length; c++) {
      int parent = tree.parent(c);
      edgeOf[c] =
          parent == CallTree.ROOT
              ? -1
              : edgeIndex.number(rowOf[tree.method(parent)], rowOf[tree.method(c)]);
    }
    return edgeOf;
  }

  private void addAllCalls(CallTree tree, int[] edgeOf) {
    for (int c = 0; c < edgeOf.length; c++) {
      methods.addAll(rowOf[tree.method(c)], tree.calls(c), tree.selfNanos(c));
      if (edgeOf[c] >= 0) {
        edges.addAll(edgeOf[c], tree.calls(c), tree.selfNanos(c));
      }
    }
  }

  /**
   * Walks the tree depth first, and counts for each method and edge how often it is open above: a
   * context is primitive where it opens its method, or its edge, for the first time.
   */
  private void addPrimitiveCalls(CallTree tree, int[] edgeOf) {
    long[] inclusive = tree.inclusiveNanos();
    int[] openMethods = new int[methodCount()];
    int[] openEdges = new int[edgeCount()];
    Walk walk = new Walk(tree);
    for (int step; (step = walk.next()) != Walk.END; ) {
      boolean enter = step >= 0;
      int c = enter ? step : ~step;
      int method = rowOf[tree.method(c)];
      int edge = edgeOf[c];
      if (!enter) {
        openMethods[method]--;
        if (edge >= 0) {
          openEdges[edge]--;
        }
        continue;
      }
      if (openMethods[method]++ == 0) {
        methods.addPrimitive(method, tree.calls(c), inclusive[c]);
      }
      if (edge >= 0 && openEdges[edge]++ == 0) {
        edges.addPrimitive(edge, tree.calls(c), inclusive[c]);
      }
    }
  }

  private void add(FlatCall call) {
    int callee = rowOf[call.callee()];
    methods.addAll(callee, call.calls(), call.selfNanos());
    methods.addPrimitive(callee, call.primitiveCalls(), call.cumulativeNanos());
    if (call.caller() != CallTree.ROOT) {
      int edge = edgeIndex.number(rowOf[call.caller()], callee);
      edges.addAll(edge, call.calls(), call.selfNanos());
      edges.addPrimitive(edge, call.edgePrimitiveCalls(), call.edgeCumulativeNanos());
    }
  }

  private long[] selfErrors(CallTree tree, int methodCount) {
    double[] squares = new double[methodCount];
    for (int c = 0; c < tree.size(); c++) {
      double error = tree.errorNanos(c);
      squares[rowOf[tree.method(c)]] += error * error;
    }
    long[] errors = new long[methodCount];
    for (int m = 0; m < methodCount; m++) {
      errors[m] = (long) Math.ceil(Math.sqrt(squares[m]));
    }
    return errors;
  }

  /** The four numbers of methods, or of edges, in columns. */
  private static final class Numbers {
    final long[] calls;
    final long[] primitiveCalls;
    final long[] selfNanos;
    final long[] cumulativeNanos;

    Numbers(int count) {
      calls = new long[count];
      primitiveCalls = new long[count];
      selfNanos = new long[count];
      cumulativeNanos = new long[count];
    }

    void addAll(int index, long moreCalls, long moreSelfNanos) {
      calls[index] += moreCalls;
      selfNanos[index] += moreSelfNanos;
    }

    void addPrimitive(int index, long moreCalls, long moreInclusiveNanos) {
      primitiveCalls[index] += moreCalls;
      cumulativeNanos[index] += moreInclusiveNanos;
    }
  }
}
