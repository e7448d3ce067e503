// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.Engine;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A recording as pstats would hold it: its methods as functions, in the order of first appearance,
 * with their callers, and how well their times are known.
 *
 * <p>Methods that pstats cannot tell apart are one function from the start, and not only added up
 * in the end: then recursion through two of them counts once, like any other.
 *
 * @param table the functions
 * @param estimated how many functions' self times are estimates, wholly or in part
 * @param largestErrorSeconds the largest standard error of any function's self time
 */
public record ProfileFunctions(FunctionTable table, int estimated, double largestErrorSeconds) {
  private static final double NANOS_PER_SECOND = 1e9;

  public static ProfileFunctions of(Profile profile) {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int time = Metrics.number(profile.metrics(), Metric.TIME);
    if (profile.origin().engine() instanceof Engine.Sampling
        || (time >= 0 && profile.metrics().get(time).known() == Metric.Known.SAMPLED)) {
      builder.sampled();
    }
    if (!profile.has(Metric.CALLS)) {
      builder.withoutCalls();
    }
    Metric shown = Metric.TIME;
    if (time < 0) {
      builder.withoutTimes();
      shown = inPlaceOfTime(profile);
      builder.amountsOf(shown == null ? null : shown.name());
    }
    int[] functionOf = new int[profile.methods().size()];
    int functions = 0;
    for (int m = 0; m < functionOf.length; m++) {
      functionOf[m] = builder.key(FunctionNames.of(profile.methods().get(m)));
      functions = Math.max(functions, functionOf[m] + 1);
    }
    MethodStats stats =
        MethodStats.of(profile, shown == null ? Metric.TIME : shown, functionOf, functions);
    MethodStats waiting =
        profile.has(Metric.WAITING)
            ? MethodStats.of(profile, Metric.WAITING, functionOf, functions)
            : null;
    double unit = time < 0 ? 1 : NANOS_PER_SECOND;
    fill(
        builder,
        stats,
        waiting,
        unit,
        edgesByCallee(stats),
        called(profile, functionOf, functions));
    return time < 0
        ? new ProfileFunctions(builder.build(), 0, 0)
        : new ProfileFunctions(
            builder.build(), stats.estimatedMethods(), seconds(stats.largestSelfError()));
  }

  /**
   * What a table shows of a profile without times: of what is counted in bytes the last, as pprof
   * does, else the first.
   */
  private static @Nullable Metric inPlaceOfTime(Profile profile) {
    Metric first = null;
    Metric bytes = null;
    for (Metric metric : profile.metrics()) {
      boolean counted = metric.isSame(Metric.CALLS) || metric.isSame(Metric.EDGE_TIME);
      first = first == null && !counted ? metric : first;
      bytes = metric.unit().equals(Metric.BYTES) ? metric : bytes;
    }
    return bytes == null ? first : bytes;
  }

  /** Which were called: a method may be there as a caller and nothing else. */
  private static boolean[] called(Profile profile, int[] functionOf, int functions) {
    boolean[] called = new boolean[functions];
    int[] methodOf = profile.methodOfFrame();
    for (int c = 0; c < profile.tree().size(); c++) {
      called[functionOf[methodOf[profile.tree().frame(c)]]] = true;
    }
    for (int e = 0; e < profile.edges().size(); e++) {
      called[functionOf[profile.edges().callee(e)]] = true;
    }
    return called;
  }

  private static void fill(
      FunctionTable.Builder builder,
      MethodStats stats,
      @Nullable MethodStats waiting,
      double unit,
      int[][] edges,
      boolean[] called) {
    int[] first = edges[0];
    for (int f = 0; f < stats.methodCount(); f++) {
      if (!called[f]) {
        continue;
      }
      builder.function(
          f,
          stats.calls(f),
          stats.primitiveCalls(f),
          stats.self(f) / unit,
          stats.cumulative(f) / unit);
      builder.errors(stats.selfError(f) / unit, stats.cumulativeError(f) / unit);
      if (waiting != null) {
        builder.waiting(seconds(waiting.cumulative(f)));
      }
      for (int i = first[f]; i < first[f + 1]; i++) {
        int edge = edges[1][i];
        if (stats.isOnlyCounted(edge)) {
          builder.countedCaller(stats.caller(edge), stats.edgeCalls(edge));
          continue;
        }
        builder.caller(
            stats.caller(edge),
            stats.edgeCalls(edge),
            stats.edgePrimitiveCalls(edge),
            stats.edgeSelf(edge) / unit,
            stats.edgeCumulative(edge) / unit);
      }
    }
  }

  /** All edges, ordered by callee, and where each callee's begin. */
  private static int[][] edgesByCallee(MethodStats stats) {
    int[] first = new int[stats.methodCount() + 1];
    for (int e = 0; e < stats.edgeCount(); e++) {
      first[stats.callee(e) + 1]++;
    }
    for (int f = 0; f < stats.methodCount(); f++) {
      first[f + 1] += first[f];
    }
    int[] next = first.clone();
    int[] edges = new int[stats.edgeCount()];
    for (int e = 0; e < stats.edgeCount(); e++) {
      edges[next[stats.callee(e)]++] = e;
    }
    return new int[][] {first, edges};
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
