// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.profile.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which order other tools' files have a profile's metrics, by their numbers in the profile. */
public final class MetricOrder {
  private MetricOrder() {}

  /** Calls first, time last. */
  public static int[] timeLast(List<Metric> metrics) {
    return sorted(
        metrics,
        metrics,
        Comparator.comparing((Metric metric) -> !metric.isSame(Metric.CALLS))
            .thenComparing(metric -> metric.isSame(Metric.TIME)));
  }

  /**
   * Time first, then calls, for tools that show one at a time; without the time of calls that have
   * no path, which stand under a name of their own there.
   */
  public static int[] timeFirst(List<Metric> metrics) {
    return sorted(
        metrics.stream().filter(metric -> !metric.isSame(Metric.EDGE_TIME)).toList(),
        metrics,
        Comparator.comparing((Metric metric) -> !metric.isSame(Metric.TIME))
            .thenComparing(metric -> !metric.isSame(Metric.CALLS)));
  }

  private static int[] sorted(List<Metric> chosen, List<Metric> all, Comparator<Metric> order) {
    List<Metric> sorted = new ArrayList<>(chosen);
    sorted.sort(order);
    return sorted.stream().mapToInt(all::indexOf).toArray();
  }
}
