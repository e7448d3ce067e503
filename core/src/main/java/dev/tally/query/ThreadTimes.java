// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.List;

/**
 * What each group of threads did, in the order of the profile. Calls without a path are in none.
 *
 * @param threads the group
 * @param calls calls of all methods
 * @param nanos time in all methods, in calls without a path too, which are below its paths
 * @param waitingNanos what is known of that to be {@linkplain Waiting waiting}
 */
public record ThreadTimes(Threads threads, long calls, long nanos, long waitingNanos) {

  public static List<ThreadTimes> of(Profile profile) {
    CallTree tree = profile.tree();
    int callColumn = CallColumn.of(profile);
    int edgeTime = Metrics.number(profile.metrics(), Metric.EDGE_TIME);
    int waitingTime = Metrics.number(profile.metrics(), Metric.WAITING);
    long[] waiting = new long[profile.threads().size()];
    long[] calls = new long[profile.threads().size()];
    long[] nanos = new long[profile.threads().size()];
    for (int c = 0; c < tree.size(); c++) {
      int thread = tree.thread(c);
      calls[thread] += tree.value(callColumn, c);
      waiting[thread] += tree.value(waitingTime, c);
      nanos[thread] += tree.selfNanos(c) + tree.value(edgeTime, c);
    }
    List<ThreadTimes> all = new ArrayList<>();
    for (int t = 0; t < calls.length; t++) {
      all.add(new ThreadTimes(profile.threads().get(t), calls[t], nanos[t], waiting[t]));
    }
    return all;
  }
}
