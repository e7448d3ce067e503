// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
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

  private static Map<Long, Edge> edges(Recorder recorder) {
    Map<Long, Edge> edges = new HashMap<>();
    for (FlatCounter c = recorder.firstFlat(); c != null; c = c.next) {
      edges.put(key(c.caller, c.callee), new Edge(c.calls, c.primitiveCalls, c.edgePrimitiveCalls));
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
      long context = Probe.enter(callee);
      int[] deeper = java.util.Arrays.copyOf(stack, stack.length + 1);
      deeper[stack.length] = callee;
      calls(random, deeper, expected, depth + 1);
      if (random.nextInt(5) == 0) {
        Probe.unwind(context);
      } else {
        Probe.exit(context);
      }
    }
  }
}
