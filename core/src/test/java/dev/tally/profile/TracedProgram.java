// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A program under a clock that ticks once per reading, recorded twice at the same time: as a call
 * tree, as Tally does it, and by the rules of cProfile's {@code _lsprof.c}, call by call, with a
 * recursion level for each function and each edge.
 */
final class TracedProgram {
  private static final int NOBODY = -1;

  private final CountedTree tree = new CountedTree();
  private final Map<Integer, Entry> functions = new TreeMap<>();
  private final Map<Integer, Map<Integer, Entry>> edges = new TreeMap<>();
  private long clock;

  // The innermost open call.
  private int method = NOBODY;
  private int context = CallTree.ROOT;
  private long below;

  /** What cProfile keeps for a function, or for an edge. */
  private static final class Entry {
    long calls;
    long recursiveCalls;
    long self;
    long cumulative;
    int level;

    void enter() {
      level++;
    }

    void leave(long selfTicks, long inclusiveTicks) {
      calls++;
      self += selfTicks;
      level--;
      if (level == 0) {
        cumulative += inclusiveTicks;
      } else {
        recursiveCalls++;
      }
    }

    @Override
    public String toString() {
      return numbers(calls, calls - recursiveCalls, self, cumulative);
    }
  }

  /** Calls a method, whose body may make further calls. */
  void call(int callee, Runnable body) {
    int caller = method;
    int callerContext = context;
    long callerBelow = below;
    Entry function = functions.computeIfAbsent(callee, f -> new Entry());
    Entry edge =
        edges
            .computeIfAbsent(caller, c -> new TreeMap<>())
            .computeIfAbsent(callee, c -> new Entry());
    function.enter();
    edge.enter();
    method = callee;
    context =
        callerContext == CallTree.ROOT ? tree.root(0, callee) : tree.child(callerContext, callee);
    below = 0;
    long start = ++clock;

    body.run();

    long inclusive = ++clock - start;
    long self = inclusive - below;
    function.leave(self, inclusive);
    edge.leave(self, inclusive);
    tree.add(context, 1, self, 0, 0);
    method = caller;
    context = callerContext;
    below = callerBelow + inclusive;
  }

  /** A program of some hundred calls among few methods, so that all kinds of recursion occur. */
  static TracedProgram random(long seed, int methods) {
    TracedProgram program = new TracedProgram();
    Random random = new Random(seed);
    int outermost = 1 + random.nextInt(3);
    for (int i = 0; i < outermost; i++) {
      program.call(random.nextInt(methods), () -> program.randomBody(random, methods, 9));
    }
    return program;
  }

  private void randomBody(Random random, int methods, int depth) {
    clock += random.nextInt(10);
    int calls = depth == 0 ? 0 : random.nextInt(4);
    for (int i = 0; i < calls; i++) {
      call(random.nextInt(methods), () -> randomBody(random, methods, depth - 1));
    }
  }

  CallTree tree() {
    return tree.build();
  }

  List<String> statsOfTree() {
    return describe(MethodStats.of(MethodStatsTest.profile(tree())));
  }

  List<String> statsByHand() {
    List<String> lines = new ArrayList<>();
    functions.forEach((m, entry) -> lines.add("method " + m + ": " + entry));
    edges.forEach(
        (caller, callees) ->
            callees.forEach(
                (callee, entry) -> {
                  if (caller != NOBODY) {
                    lines.add("edge " + caller + "->" + callee + ": " + entry);
                  }
                }));
    return lines;
  }

  /** Methods that were called, then edges, each in ascending order. */
  static List<String> describe(MethodStats stats) {
    List<String> lines = new ArrayList<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      if (stats.calls(m) > 0) {
        lines.add(
            "method "
                + m
                + ": "
                + numbers(
                    stats.calls(m), stats.primitiveCalls(m), stats.self(m), stats.cumulative(m)));
      }
    }
    List<String> edges = new ArrayList<>();
    for (int e = 0; e < stats.edgeCount(); e++) {
      edges.add(
          "edge "
              + stats.caller(e)
              + "->"
              + stats.callee(e)
              + ": "
              + numbers(
                  stats.edgeCalls(e),
                  stats.edgePrimitiveCalls(e),
                  stats.edgeSelf(e),
                  stats.edgeCumulative(e)));
    }
    edges.sort(null);
    lines.addAll(edges);
    return lines;
  }

  private static String numbers(long calls, long primitiveCalls, long self, long cumulative) {
    return "calls="
        + calls
        + " primitive="
        + primitiveCalls
        + " self="
        + self
        + " cumulative="
        + cumulative;
  }
}
