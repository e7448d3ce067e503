// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Edges;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls as {@code jdk.MethodTiming} counts them: by method, without callers. Each event holds what
 * there was since the JVM began, so that the largest of a method is its number.
 */
final class JfrCounts {
  private final Allowance allowance;
  private final Map<Method, Long> calls = new LinkedHashMap<>();

  JfrCounts(Allowance allowance) {
    this.allowance = allowance;
  }

  void add(JfrRecord event) throws FormatException {
    JfrRecord recorded = event.record("method");
    if (recorded != null) {
      allowance.take(2 * Allowance.OBJECT_BYTES);
      calls.merge(JfrMethods.of(recorded, false), event.number("invocations"), Math::max);
    }
  }

  /** Of how many methods. */
  int methods() {
    return calls.size();
  }

  Profile profile(Origin origin) throws FormatException {
    Stacks stacks = new Stacks(allowance);
    int metric = stacks.metric(Metric.CALLS);
    for (Map.Entry<Method, Long> each : calls.entrySet()) {
      if (each.getValue() > 0) {
        int edge = stacks.edge(Edges.NOBODY, stacks.method(each.getKey()));
        stacks.addToEdge(edge, metric, each.getValue(), each.getValue(), each.getValue());
      }
    }
    return stacks.profile(origin, Paths.NONE);
  }
}
