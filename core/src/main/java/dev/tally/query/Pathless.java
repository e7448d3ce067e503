// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.Edges;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.util.List;

/** Calls whose paths are not known, of which nobody can say what they happened below. */
public final class Pathless {
  private Pathless() {}

  /** How many there are. */
  public static long calls(Profile profile) {
    Edges edges = profile.edges();
    int calls = Metrics.number(profile.metrics(), Metric.CALLS);
    long sum = 0;
    for (int e = 0; e < edges.size(); e++) {
      sum += edges.self(calls, e);
    }
    return sum;
  }

  /** What an answer that leaves them away says of itself: what was asked, and of these calls. */
  static List<String> notes(Profile profile, String asked) {
    long calls = calls(profile);
    return calls == 0
        ? List.of(asked)
        : List.of(asked, calls + " calls have no path, so they are not in this");
  }
}
