// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * One metric of one group of threads: what some tools show at a time.
 *
 * @param thread index of the group
 * @param metric number of the metric
 * @param name of both, such as {@code main, time}
 * @param sum of the group's numbers
 */
public record ThreadMetric(int thread, int metric, String name, long sum) {

  /** Those that are not zero: by group of threads, of each time first, then calls. */
  public static List<ThreadMetric> of(Profile profile) {
    CallTree tree = profile.tree();
    int[] metrics = MetricOrder.timeFirst(profile.metrics());
    long[][] sums = new long[metrics.length][profile.threads().size()];
    for (int c = 0; c < tree.size(); c++) {
      for (int i = 0; i < metrics.length; i++) {
        sums[i][tree.thread(c)] += Math.max(0, tree.value(metrics[i], c));
      }
    }
    List<ThreadMetric> all = new ArrayList<>();
    for (int t = 0; t < profile.threads().size(); t++) {
      String group = profile.threads().get(t).name();
      for (int i = 0; i < metrics.length; i++) {
        Metric metric = profile.metrics().get(metrics[i]);
        String name = (group.isEmpty() ? "calls without a path" : group) + ", " + metric.name();
        if (sums[i][t] > 0) {
          all.add(new ThreadMetric(t, metrics[i], name, sums[i][t]));
        }
      }
    }
    return all;
  }

  /** The index of the one to be shown first: of the largest in the first's metric. */
  public static int largest(List<ThreadMetric> all) {
    int largest = 0;
    for (int i = 1; i < all.size(); i++) {
      ThreadMetric best = all.get(largest);
      if (all.get(i).metric == best.metric && all.get(i).sum > best.sum) {
        largest = i;
      }
    }
    return largest;
  }
}
