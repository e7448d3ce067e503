// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.util.List;

/**
 * A table of functions as a profile: edges without paths. {@link ProfileFunctions} makes the same
 * table of it again, with times rounded to nanoseconds.
 *
 * <p>A function's own numbers need not be the sums of its callers', of which there may be none.
 * What is left after those is at an edge from nobody; so are all primitive calls and cumulative
 * times of the function, which its callers' do not add up to.
 */
public final class TableProfile {
  private static final double NANOS_PER_SECOND = 1e9;

  private TableProfile() {}

  /**
   * Makes a profile.
   *
   * @param origin what is known of where the table comes from, if its numbers are not samples
   */
  public static Profile of(FunctionTable table, Origin origin) {
    Metrics metrics = new Metrics();
    int calls = metrics.add(table.sampled() ? Metric.HITS : Metric.CALLS);
    int time =
        metrics.add(Metric.TIME.as(table.sampled() ? Metric.Known.SAMPLED : Metric.Known.EXACT));
    Edges.Builder edges = new Edges.Builder(metrics);
    int[] methodOf = methodsOfKeys(table);
    for (int f = 0; f < table.size(); f++) {
      int callee = methodOf[table.keyOf(f)];
      long callsLeft = table.calls(f);
      long selfLeft = nanos(table.selfSeconds(f));
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        int edge = edges.edge(methodOf[table.callerKey(e)], callee);
        edges.add(edge, calls, table.edgeCalls(e), 0, table.edgePrimitiveCalls(e));
        long self = nanos(table.edgeSelfSeconds(e));
        edges.add(edge, time, self, 0, nanos(table.edgeCumulativeSeconds(e)));
        if (table.isOnlyCounted(e)) {
          edges.onlyCounted(edge);
        }
        callsLeft -= table.edgeCalls(e);
        selfLeft -= self;
      }
      int own = edges.edge(Edges.NOBODY, callee);
      edges.add(own, calls, callsLeft, table.primitiveCalls(f), 0);
      edges.add(own, time, selfLeft, nanos(table.cumulativeSeconds(f)), 0);
    }
    Edges built = edges.build();
    Method[] methods = new Method[methodOf.length];
    for (int k = 0; k < methods.length; k++) {
      FunctionKey key = table.keyAt(k);
      methods[methodOf[k]] = new Method("", key.name(), "", key.file(), key.line(), Kind.FUNCTION);
    }
    return new Profile(
        table.sampled() ? Origin.of(new Engine.Sampling("", 0)) : origin,
        List.of(methods),
        Profile.framesOf(methods.length),
        List.of(),
        Paths.NONE,
        CallTree.empty(built.metrics()),
        built,
        List.of(),
        0);
  }

  /** Functions in their order, which pstats breaks ties by; then those that are only callers. */
  private static int[] methodsOfKeys(FunctionTable table) {
    int[] methodOf = new int[table.keyCount()];
    int next = table.size();
    for (int k = 0; k < methodOf.length; k++) {
      int function = table.functionOfKey(k);
      methodOf[k] = function < 0 ? next++ : function;
    }
    return methodOf;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * NANOS_PER_SECOND);
  }
}
