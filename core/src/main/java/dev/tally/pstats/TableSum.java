// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up functions whose keys are equal, as pstats does: those of two profiles, or those of one
 * whose files have lost their folders.
 *
 * <p>The numbers of such functions are added, and those of their common callers. But callers of one
 * function that become equal by losing their folders replace each other, and nothing is added.
 */
final class TableSum {
  private final FunctionTable.Builder sum = new FunctionTable.Builder();

  /** By key of the sum, the functions to be added up; in the order in which they came first. */
  private final Map<Integer, List<Part>> functions = new LinkedHashMap<>();

  private @Nullable String amountsOf;

  /** A function, and the numbers that its table's keys have in the sum. */
  private static final class Part {
    final FunctionTable table;
    final int function;
    final int[] keys;

    /** Whether it is added to another table; pstats adds such a function to zeros then. */
    final boolean added;

    Part(FunctionTable table, int function, int[] keys, boolean added) {
      this.table = table;
      this.function = function;
      this.keys = keys;
      this.added = added;
    }
  }

  /** The functions of {@code table}, which keep their numbers, then the new ones of another. */
  static FunctionTable of(FunctionTable table, FunctionTable other) {
    TableSum result = new TableSum();
    result.put(table, false, false);
    result.put(other, false, true);
    return result.build();
  }

  static FunctionTable withoutFolders(FunctionTable table) {
    TableSum result = new TableSum();
    result.put(table, true, false);
    return result.build();
  }

  private void put(FunctionTable table, boolean withoutFolders, boolean added) {
    if (table.sampled()) {
      sum.sampled();
    }
    // A sum of what is known and what is not is not known.
    if (!table.hasCalls()) {
      sum.withoutCalls();
    }
    if (!table.hasTimes()) {
      sum.withoutTimes();
    }
    sum.amountsOf(
        added && !Objects.equals(amountsOf, table.amountsOf()) ? null : table.amountsOf());
    amountsOf = table.amountsOf();
    int[] keys = new int[table.keyCount()];
    for (int k = 0; k < keys.length; k++) {
      FunctionKey key = table.keyAt(k);
      keys[k] = sum.key(withoutFolders ? key.withoutFolders() : key);
    }
    for (int f = 0; f < table.size(); f++) {
      functions
          .computeIfAbsent(keys[table.keyOf(f)], k -> new ArrayList<>(1))
          .add(new Part(table, f, keys, added));
    }
  }

  private FunctionTable build() {
    for (Map.Entry<Integer, List<Part>> function : functions.entrySet()) {
      List<Part> parts = function.getValue();
      if (parts.size() == 1) {
        copy(function.getKey(), parts.get(0));
      } else {
        add(function.getKey(), parts);
      }
    }
    return sum.build();
  }

  private void copy(int key, Part part) {
    FunctionTable table = part.table;
    int f = part.function;
    sum.function(
        key,
        table.calls(f),
        table.primitiveCalls(f),
        part.added ? 0.0 + table.selfAmount(f) : table.selfAmount(f),
        part.added ? 0.0 + table.cumulativeAmount(f) : table.cumulativeAmount(f));
    sum.errors(table.errorSeconds(f), table.cumulativeErrorSeconds(f));
    if (table.hasWaiting()) {
      sum.waiting(table.waitingSeconds(f));
    }
    for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
      Edge.of(table, e).addTo(sum, part.keys[table.callerKey(e)]);
    }
  }

  private void add(int key, List<Part> parts) {
    FunctionKey callee = sum.keyAt(key);
    long calls = 0;
    long primitiveCalls = 0;
    // Not 0.0: pstats starts from the first function's times, which may be -0.0.
    double selfSeconds = -0.0;
    double cumulativeSeconds = -0.0;
    double errorSquares = 0;
    double cumulativeErrorSquares = 0;
    double waitingSeconds = 0;
    boolean hasWaiting = false;
    Map<Integer, Edge> callers = new LinkedHashMap<>();
    for (Part part : parts) {
      FunctionTable table = part.table;
      int f = part.function;
      calls = addCalls(calls, table.calls(f), callee);
      primitiveCalls = addCalls(primitiveCalls, table.primitiveCalls(f), callee);
      selfSeconds += table.selfAmount(f);
      cumulativeSeconds += table.cumulativeAmount(f);
      errorSquares += table.errorSeconds(f) * table.errorSeconds(f);
      cumulativeErrorSquares += table.cumulativeErrorSeconds(f) * table.cumulativeErrorSeconds(f);
      waitingSeconds += table.waitingSeconds(f);
      hasWaiting |= table.hasWaiting();
      Map<Integer, Edge> more = new LinkedHashMap<>();
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        more.put(part.keys[table.callerKey(e)], Edge.of(table, e));
      }
      more.forEach((caller, edge) -> callers.merge(caller, edge, (a, b) -> a.plus(b, callee)));
    }
    sum.function(key, calls, primitiveCalls, selfSeconds, cumulativeSeconds);
    sum.errors(Math.sqrt(errorSquares), Math.sqrt(cumulativeErrorSquares));
    if (hasWaiting) {
      sum.waiting(waitingSeconds);
    }
    callers.forEach((caller, edge) -> edge.addTo(sum, caller));
  }

  private static long addCalls(long a, long b, FunctionKey callee) {
    long calls = a + b;
    if (((a ^ calls) & (b ^ calls)) < 0) {
      throw new IllegalArgumentException(
          "the calls of " + callee.label() + " add up to more than 64 bits can hold");
    }
    return calls;
  }

  private record Edge(
      boolean onlyCounted,
      long calls,
      long primitiveCalls,
      double selfSeconds,
      double cumulativeSeconds) {

    static Edge of(FunctionTable table, int edge) {
      return new Edge(
          table.isOnlyCounted(edge),
          table.edgeCalls(edge),
          table.edgePrimitiveCalls(edge),
          table.edgeSelfAmount(edge),
          table.edgeCumulativeAmount(edge));
    }

    Edge plus(Edge other, FunctionKey callee) {
      if (onlyCounted != other.onlyCounted) {
        throw new IllegalArgumentException(
            "calls of "
                + callee.label()
                + " from the same caller are timed in one place and only counted in another,"
                + " so they cannot be added up");
      }
      return new Edge(
          onlyCounted,
          addCalls(calls, other.calls, callee),
          addCalls(primitiveCalls, other.primitiveCalls, callee),
          selfSeconds + other.selfSeconds,
          cumulativeSeconds + other.cumulativeSeconds);
    }

    void addTo(FunctionTable.Builder table, int caller) {
      if (onlyCounted) {
        table.countedCaller(caller, calls);
      } else {
        table.caller(caller, calls, primitiveCalls, selfSeconds, cumulativeSeconds);
      }
    }
  }
}
