// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;

/**
 * Time in which threads waited, apart from that in which they worked. Both are told apart by the
 * method of the JDK that was called ({@link WaitingMethods}): its own time is waiting, and what it
 * called back is not.
 *
 * <p>What no recorded code called is in no profile: an idle thread of a {@code ThreadPoolExecutor}
 * waits in code of the JDK's own. Of calls without a path the waiting itself is known, but not on
 * whose behalf, so it is missing in the cumulative waiting of their callers.
 */
public final class Waiting {
  private Waiting() {}

  /**
   * The profile with {@link Metric#WAITING}, a part of its time; the same profile if nothing in it
   * has waited.
   */
  public static Profile apart(Profile profile) {
    return of(profile, false);
  }

  /** The same with times of work only; the waiting is not in them any more. */
  public static Profile leftOut(Profile profile) {
    return of(profile, true);
  }

  private static Profile of(Profile profile, boolean leftOut) {
    int time = Metrics.number(profile.metrics(), Metric.TIME);
    if (time < 0 || profile.has(Metric.WAITING)) {
      return profile;
    }
    boolean[] waits = new boolean[profile.methods().size()];
    boolean any = false;
    for (int m = 0; m < waits.length; m++) {
      waits[m] = waits(profile.methods().get(m));
      any |= waits[m];
    }
    if (!any) {
      return profile;
    }
    CallTree tree = tree(profile, waits, time, leftOut);
    return new Profile(
        profile.origin(),
        profile.methods(),
        profile.frames(),
        profile.threads(),
        profile.paths(),
        tree,
        edges(profile.edges(), Metrics.of(tree.metrics()), waits, time, leftOut),
        profile.leftOut(),
        profile.leftOutCount());
  }

  /** A request that is sent waits for its answer, whatever sent it. */
  private static boolean waits(Method method) {
    return switch (method.kind()) {
      case JDK -> WaitingMethods.has(method.className(), method.name());
      case HTTP -> true;
      default -> false;
    };
  }

  private static CallTree tree(Profile profile, boolean[] waits, int time, boolean leftOut) {
    CallTree tree = profile.tree();
    int[] methodOf = profile.methodOfFrame();
    int size = tree.size();
    long[] waiting = new long[size];
    long[] waitingErrors = new long[size];
    long[] working = new long[size];
    long[] workingErrors = new long[size];
    for (int c = 0; c < size; c++) {
      boolean waited = waits[methodOf[tree.frame(c)]];
      (waited ? waiting : working)[c] = tree.value(time, c);
      (waited ? waitingErrors : workingErrors)[c] = tree.error(time, c);
    }
    Metric metric = Metric.WAITING.as(profile.metrics().get(time).known());
    CallTree apart = tree.with(metric, waiting, waitingErrors);
    return leftOut ? apart.with(profile.metrics().get(time), working, workingErrors) : apart;
  }

  private static Edges edges(
      Edges edges, Metrics metrics, boolean[] waits, int time, boolean leftOut) {
    Edges.Builder builder = new Edges.Builder(metrics);
    int waiting = metrics.add(Metric.WAITING);
    for (int e = 0; e < edges.size(); e++) {
      int edge = builder.edge(edges.caller(e), edges.callee(e));
      for (int m = 0; m < edges.metrics().size(); m++) {
        builder.add(edge, m, edges.self(m, e), edges.cumulative(m, e), edges.edgeCumulative(m, e));
      }
      if (waits[edges.callee(e)]) {
        long self = edges.self(time, e);
        long below = Math.min(self, edges.cumulative(time, e));
        long edgeBelow = Math.min(self, edges.edgeCumulative(time, e));
        builder.add(edge, waiting, self, below, edgeBelow);
        if (leftOut) {
          builder.add(edge, time, -self, -below, -edgeBelow);
        }
      }
      if (edges.isOnlyCounted(e)) {
        builder.onlyCounted(edge);
      }
    }
    return builder.build();
  }
}
