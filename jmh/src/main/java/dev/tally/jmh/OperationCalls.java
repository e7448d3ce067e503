// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.TextResult;

/**
 * The results of a benchmark: calls per operation, fork by fork. Which methods they are is decided
 * by the first, so that the mean of a method is one of all forks.
 */
final class OperationCalls {
  static final String LABEL = "tally";

  private final List<java.lang.reflect.Method> benchmark;
  private final int top;

  /** By method of the benchmark: labels of the methods that are shown. */
  private final Map<java.lang.reflect.Method, Map<Method, String>> shown = new LinkedHashMap<>();

  OperationCalls(List<java.lang.reflect.Method> benchmark, int top) {
    this.benchmark = benchmark;
    this.top = top;
  }

  /**
   * What a fork has counted.
   *
   * @param more a line about the fork
   */
  List<Result<?>> results(Profile profile, BenchmarkParams params, String more) {
    List<Result<?>> results = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean first = shown.isEmpty();
    for (java.lang.reflect.Method method : benchmark) {
      CallsBelow below = CallsBelow.of(method, profile);
      String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
      if (below.invocations() == 0) {
        line(text, name + " was not recorded: is its class left out by exclude?");
        continue;
      }
      double operations =
          (double) below.invocations()
              * params.getOpsPerInvocation()
              / params.getMeasurement().getBatchSize();
      Map<Method, String> labels = shown.computeIfAbsent(method, m -> labels(m, below));
      labels.forEach(
          (called, label) ->
              results.add(
                  new CallsPerOperation(
                      label, below.calls().getOrDefault(called, 0L) / operations)));
      line(
          text,
          String.format(
              Locale.ROOT,
              "%s, %,.0f operations; methods called: %d, in the table: %d",
              name,
              operations,
              below.calls().size(),
              labels.size()));
    }
    if (profile.edges().size() > 0) {
      line(text, "Calls past the agent's budget of contexts are missing in the counts");
    }
    line(text, more);
    if (first) {
      line(
          text,
          "Scores are those of recorded code: take them from a run without the profiler, and calls"
              + " from this one");
    }
    results.add(new TextResult(text.toString(), LABEL));
    return results;
  }

  private static void line(StringBuilder text, String sentence) {
    text.append("  ").append(sentence).append('\n');
  }

  /** Those that are called most. In a group it comes first whose they are. */
  private Map<Method, String> labels(java.lang.reflect.Method method, CallsBelow below) {
    Map<Method, String> labels = MethodLabels.of(below.calls().keySet());
    String prefix = benchmark.size() > 1 ? method.getName() + ": " : "";
    Map<Method, String> most = new LinkedHashMap<>();
    below.calls().entrySet().stream()
        .sorted(
            Map.Entry.<Method, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(each -> labels.getOrDefault(each.getKey(), "")))
        .limit(top)
        .forEach(each -> most.put(each.getKey(), prefix + labels.get(each.getKey())));
    return most;
  }
}
