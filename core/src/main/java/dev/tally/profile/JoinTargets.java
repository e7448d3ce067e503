// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where in a counted profile a time may belong: contexts by path, by caller and callee, by method;
 * and edges, of calls without a path. Where a pair or a method has several contexts, the one that
 * most was counted of stands for all.
 */
final class JoinTargets {
  static final int NONE = -1;

  private final CallTree tree;
  private final Edges edges;
  private final long[] weight;
  private final EdgeIndex children = new EdgeIndex();
  private final int[] contextOfChild;

  /** What a method has below calls into the JDK, or rows of statements, that it made. */
  private final EdgeIndex beyond = new EdgeIndex();

  private int[] contextBeyond = new int[64];
  private final EdgeIndex pairs = new EdgeIndex();
  private int[] contextOfPair;
  private final int[] contextOfMethod;
  private final EdgeIndex edgesByPair = new EdgeIndex();
  private final int[] edgeOfMethod;
  private final Map<String, Integer> threads = new HashMap<>();

  JoinTargets(Profile counts) {
    tree = counts.tree();
    edges = counts.edges();
    int[] methodOf = counts.methodOfFrame();
    weight = weights(counts);
    int methods = counts.methods().size();
    contextOfMethod = filled(methods);
    contextOfChild = new int[tree.size() * 2];
    contextOfPair = new int[64];
    for (int t = 0; t < counts.threads().size(); t++) {
      threads.put(counts.threads().get(t).name(), t);
    }
    for (int c = 0; c < tree.size(); c++) {
      int method = methodOf[tree.frame(c)];
      int parent = tree.parent(c);
      if (parent == CallTree.ROOT) {
        addChild(outermost(tree.thread(c)), method, c);
        addChild(outermost(NONE), method, c);
      } else {
        addChild(parent, method, c);
        addPair(methodOf[tree.frame(parent)], method, c);
        addBeyond(counts, parent, method, c);
      }
      contextOfMethod[method] = heavier(contextOfMethod[method], c);
    }
    edgeOfMethod = filled(methods);
    for (int e = 0; e < edges.size(); e++) {
      edgesByPair.number(edges.caller(e), edges.callee(e));
      int known = edgeOfMethod[edges.callee(e)];
      if (known == NONE || edges.calls(e) > edges.calls(known)) {
        edgeOfMethod[edges.callee(e)] = e;
      }
    }
  }

  /** Inclusive time of each context, or its calls where no time was taken. */
  private static long[] weights(Profile counts) {
    CallTree tree = counts.tree();
    boolean timed = counts.has(Metric.TIME);
    return tree.inclusive(Metrics.number(tree.metrics(), timed ? Metric.TIME : Metric.CALLS));
  }

  /** For each method, how much was counted of it. */
  long[] methodWeights(Profile counts) {
    int[] methodOfFrame = counts.methodOfFrame();
    long[] weights = new long[counts.methods().size()];
    for (int c = 0; c < tree.size(); c++) {
      int method = methodOfFrame[tree.frame(c)];
      weights[method] = Math.max(weights[method], weight[c]);
    }
    for (int e = 0; e < edges.size(); e++) {
      weights[edges.callee(e)] = Math.max(weights[edges.callee(e)], edges.calls(e));
    }
    return weights;
  }

  /** The outermost context of a method, in a thread of this name if it is there. */
  int root(String thread, int method) {
    int same = child(outermost(threads.getOrDefault(thread, NONE)), method);
    return same == NONE ? child(outermost(NONE), method) : same;
  }

  /**
   * What a method has in a context, called from there; else through something that no stack shows,
   * such as the JDK's interface that the method implements, or the statement that it runs.
   */
  int child(int context, int method) {
    int found = children.find(context, method);
    if (found >= 0) {
      return contextOfChild[found];
    }
    int below = beyond.find(context, method);
    return below < 0 ? NONE : contextBeyond[below];
  }

  /** A context of a method called from another. */
  int pair(int caller, int callee) {
    int found = pairs.find(caller, callee);
    return found < 0 ? NONE : contextOfPair[found];
  }

  /** A context of a method. */
  int context(int method) {
    return contextOfMethod[method];
  }

  /** The edge of calls without a path of a method from another. */
  int edge(int caller, int callee) {
    return edgesByPair.find(caller, callee);
  }

  /** An edge of a method. */
  int edge(int callee) {
    return edgeOfMethod[callee];
  }

  /** In place of a caller's context: outside all contexts, in each thread and in all. */
  private static int outermost(int thread) {
    return -2 - thread;
  }

  private void addChild(int context, int method, int child) {
    int before = children.size();
    int number = children.number(context, method);
    contextOfChild[number] = number == before ? child : heavier(contextOfChild[number], child);
  }

  private void addBeyond(Profile counts, int parent, int method, int context) {
    int p = parent;
    while (p != CallTree.ROOT && counts.method(p).kind().inBraces()) {
      p = tree.parent(p);
      int before = beyond.size();
      int caller = p == CallTree.ROOT ? outermost(NONE) : p;
      int number = beyond.number(caller, method);
      if (number >= contextBeyond.length) {
        contextBeyond = Arrays.copyOf(contextBeyond, number * 2);
      }
      contextBeyond[number] = number == before ? context : heavier(contextBeyond[number], context);
    }
  }

  private void addPair(int caller, int callee, int context) {
    int before = pairs.size();
    int number = pairs.number(caller, callee);
    if (number >= contextOfPair.length) {
      contextOfPair = Arrays.copyOf(contextOfPair, number * 2);
    }
    contextOfPair[number] = number == before ? context : heavier(contextOfPair[number], context);
  }

  private int heavier(int one, int other) {
    return one == NONE || weight[other] > weight[one] ? other : one;
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }
}
