// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Past the budget of contexts, counts by caller and callee are as exact as before. */
class BudgetTest {
  @BeforeContainer
  static void spendTheBudget() {
    Settings.maxContexts = 0;
  }

  @AfterContainer
  static void restoreTheBudget() {
    Settings.maxContexts = 2_000_000;
  }

  /** What cProfile's rules give for one edge. */
  private record Edge(long calls, long primitive, long edgePrimitive) {
    Edge plus(boolean isPrimitive, boolean isEdgePrimitive) {
      return new Edge(
          calls + 1, primitive + (isPrimitive ? 1 : 0), edgePrimitive + (isEdgePrimitive ? 1 : 0));
    }
  }

  @Property(tries = 100)
  void edgesAreExact(@ForAll long seed) {
    Map<Long, Edge> expected = new HashMap<>();
    Recorder[] recorder = new Recorder[1];
    Map<Long, Edge> before = new HashMap<>();
    CallTreeTest.onThread(
        "budget",
        () -> {
          recorder[0] = Recorders.find();
          before.putAll(edges(recorder[0]));
          calls(new Random(seed), new int[] {-1}, expected, 0);
        });
    Map<Long, Edge> found = edges(recorder[0]);
    expected.forEach(
        (edge, e) -> {
          Edge b = before.getOrDefault(edge, new Edge(0, 0, 0));
          assertThat(found.get(edge))
              .isEqualTo(
                  new Edge(
                      e.calls + b.calls,
                      e.primitive + b.primitive,
                      e.edgePrimitive + b.edgePrimitive));
        });
    assertThat(found.keySet()).containsAll(expected.keySet());
  }

  private int tries;

  /** A tree, then no budget: calls begin below many contexts, and exceptions leave some open. */
  @Property(tries = 100)
  void edgesAreExactBelowAnyContext(@ForAll long seed) {
    Map<Long, Edge> expected = new HashMap<>();
    Recorder[] recorder = new Recorder[1];
    CallTreeTest.onThread(
        "below" + "x".repeat(tries++), // Digits would not tell their recorders apart.
        () -> {
          recorder[0] = Recorders.find();
          Random random = new Random(seed);
          Settings.maxContexts = Integer.MAX_VALUE;
          below(random, 4, new ArrayList<>(), expected, 0);
          Settings.maxContexts = 0;
          for (int i = 0; i < 30; i++) {
            below(random, 7, new ArrayList<>(), expected, 0);
          }
        });
    assertThat(edges(recorder[0])).isEqualTo(expected);
  }

  private static void below(
      Random random, int methods, List<Integer> stack, Map<Long, Edge> expected, int depth) {
    for (int i = 0; i < 3 && depth < 6; i++) {
      int callee = 20 + random.nextInt(methods);
      long caller = Probe.enter(callee);
      count(stack, callee, expected);
      stack.add(callee);
      if (random.nextBoolean()) {
        below(random, methods, stack, expected, depth + 1);
        if (random.nextInt(4) == 0) {
          int last = 20 + methods - 1;
          Probe.enter(last); // Left open, as by an exception.
          count(stack, last, expected);
        }
        Probe.resume(caller);
      }
      stack.remove(depth);
      Probe.exit(caller);
    }
  }

  /** Notes a call that has just begun, if it is past the budget. */
  private static void count(List<Integer> stack, int callee, Map<Long, Edge> expected) {
    if (!Context.flat(Recorders.current())) {
      return;
    }
    int caller = stack.get(stack.size() - 1);
    boolean edgeOpen = false;
    for (int d = 1; d < stack.size(); d++) {
      edgeOpen |= stack.get(d) == callee && stack.get(d - 1) == caller;
    }
    Edge before = expected.getOrDefault(key(caller, callee), new Edge(0, 0, 0));
    expected.put(key(caller, callee), before.plus(!stack.contains(callee), !edgeOpen));
  }

  private static Map<Long, Edge> edges(Recorder recorder) {
    Map<Long, Edge> edges = new HashMap<>();
    long[] stretches = recorder.flatCounters();
    for (int i = 0; i < stretches.length; i += 2) {
      for (long c = stretches[i]; c < stretches[i + 1]; c += FlatCounter.BYTES) {
        if (FlatCounter.calls(c) > 0) {
          edges.put(
              key(FlatCounter.caller(c), FlatCounter.callee(c)),
              new Edge(
                  FlatCounter.calls(c),
                  FlatCounter.primitiveCalls(c),
                  FlatCounter.edgePrimitiveCalls(c)));
        }
      }
    }
    return edges;
  }

  private static long key(int caller, int callee) {
    return ((long) caller << 32) | callee;
  }

  /** {@code stack} holds the open methods; -1 is the root. */
  private static void calls(Random random, int[] stack, Map<Long, Edge> expected, int depth) {
    int caller = stack[stack.length - 1];
    int calls = depth == 0 ? 3 : random.nextInt(4);
    for (int i = 0; i < calls && depth < 7; i++) {
      int callee = 20 + random.nextInt(4);
      boolean open = false;
      boolean edgeOpen = false;
      for (int d = 1; d < stack.length; d++) {
        open |= stack[d] == callee;
        edgeOpen |= stack[d] == callee && stack[d - 1] == caller;
      }
      if (depth > 0) { // Outermost calls are always contexts.
        expected.put(
            key(caller, callee),
            expected.getOrDefault(key(caller, callee), new Edge(0, 0, 0)).plus(!open, !edgeOpen));
      }
      long entered = Probe.enter(callee);
      int[] deeper = java.util.Arrays.copyOf(stack, stack.length + 1);
      deeper[stack.length] = callee;
      calls(random, deeper, expected, depth + 1);
      if (random.nextInt(5) == 0) {
        Probe.unwind(entered);
      } else {
        Probe.exit(entered);
      }
    }
  }
}
