// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import dev.tally.query.ThreadTimes;
import dev.tally.query.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * How long threads worked and waited, all together, beside how long the program ran: what the sum
 * of all times says of a program of several threads, of which some may have waited all the time.
 */
public final class WorkAndWaiting {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LEAST_NANOS = 500_000;

  private final Profile profile;
  private final int waiting;

  private WorkAndWaiting(Profile profile) {
    this.profile = profile;
    waiting = Metrics.number(profile.metrics(), Metric.WAITING);
  }

  /**
   * One line, such as {@code ran 110.2 s: 330.5 s of work, 3.0 threads busy; 737.1 s waiting in 24
   * threads}, and if that is most of it how to leave it out; null if nothing waited for a
   * thousandth of a second.
   *
   * @param profile with its {@linkplain Waiting waiting} apart
   * @param leftOut whether its times are of work only
   */
  public static @Nullable String line(Profile profile, boolean leftOut) {
    WorkAndWaiting numbers = new WorkAndWaiting(profile);
    long waited = numbers.sum(numbers.waiting);
    if (waited < LEAST_NANOS) {
      return null;
    }
    long time = numbers.sum(Metrics.number(profile.metrics(), Metric.TIME));
    long worked = leftOut ? time : time - waited;
    long ran = profile.origin().durationNanos();
    StringBuilder text = new StringBuilder();
    if (ran > 0) {
      text.append("ran ").append(seconds(ran)).append(" s: ");
    }
    text.append(seconds(worked)).append(" s of work");
    if (ran > 0) {
      double busy = Math.round(10.0 * worked / ran) / 10.0;
      text.append(", ").append(busy).append(busy == 1 ? " thread busy" : " threads busy");
    }
    text.append("; ").append(seconds(waited)).append(" s waiting");
    long threads = numbers.waitingThreads();
    if (threads > 0) {
      text.append(" in ").append(threads).append(threads == 1 ? " thread" : " threads");
    }
    if (leftOut) {
      text.append(", left out");
    } else if (waited > worked) {
      text.append("; tally stats --no-wait leaves it out");
    }
    return text.toString();
  }

  /** Of a metric, what all methods have by themselves. */
  private long sum(int metric) {
    long sum = 0;
    CallTree tree = profile.tree();
    for (int c = 0; c < tree.size(); c++) {
      sum += tree.value(metric, c);
    }
    Edges edges = profile.edges();
    for (int e = 0; e < edges.size(); e++) {
      sum += edges.self(metric, e);
    }
    return sum;
  }

  /** Threads of the groups in which any waited. */
  private long waitingThreads() {
    return ThreadTimes.of(profile).stream()
        .filter(group -> group.waitingNanos() > 0)
        .mapToLong(group -> group.threads().count())
        .sum();
  }

  private static String seconds(long nanos) {
    StringBuilder text = new StringBuilder();
    Units.fixed(text, nanos / NANOS_PER_SECOND);
    return text.toString();
  }
}
