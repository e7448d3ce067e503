// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.SortKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A pair of caller and callee as one function's block shows it.
 *
 * @param other the key at the edge's other end
 * @param function the function there, -1 if the profile has none with that key
 * @param in the table that has the edge
 */
public record Edge(FunctionKey other, int function, FunctionTable in, int edge) {

  /** Those that lead to a function. */
  static List<Edge> to(FunctionTable table, int function) {
    List<Edge> callers = new ArrayList<>();
    for (int e = table.firstEdge(function); e < table.endEdge(function); e++) {
      int key = table.callerKey(e);
      callers.add(new Edge(table.keyAt(key), table.functionOfKey(key), table, e));
    }
    return callers;
  }

  /** Those that lead from a function. */
  static List<Edge> from(FunctionTable table, Callees callees, int function) {
    int key = table.keyOf(function);
    List<Edge> called = new ArrayList<>();
    for (int slot = callees.first(key); slot < callees.end(key); slot++) {
      int callee = callees.callee(slot);
      called.add(new Edge(table.key(callee), callee, callees.table(), callees.edge(slot)));
    }
    return called;
  }

  /** Sorts a function's edges as they are to be shown, and gives those that are. */
  static List<Edge> shown(List<Edge> edges, Stats stats) {
    edges.sort(Comparator.comparing(Edge::other));
    if (stats.extras().edges() != Extras.ALL_BY_NAME) {
      SortKey key = stats.cost();
      edges.sort(
          Comparator.comparingDouble((Edge edge) -> -edge.cost(key))
              .thenComparingLong(edge -> -edge.calls()));
    }
    return edges.subList(0, Math.min(edges.size(), stats.extras().edges()));
  }

  public long calls() {
    return in.edgeCalls(edge);
  }

  private double cost(SortKey key) {
    return switch (key) {
      case CALLS -> calls();
      case PCALLS -> in.edgePrimitiveCalls(edge);
      case TIME -> in.edgeSelfAmount(edge);
      default -> in.edgeCumulativeAmount(edge);
    };
  }
}
