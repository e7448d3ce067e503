// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Engine;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.query.Pathless;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader of a report must know to trust it: what was estimated, what is missing. */
public final class Caveats {
  private static final double NANOS_PER_SECOND = 1e9;

  private Caveats() {}

  /** One line; null if everything was measured and nothing left out. */
  public static @Nullable String line(Profile profile, ProfileFunctions functions) {
    List<String> parts = new ArrayList<>();
    boolean counted = profile.origin().engine() instanceof Engine.Counting;
    if (counted && !profile.has(Metric.TIME)) {
      parts.add("calls were counted, times not taken");
    } else if (profile.origin().engine() instanceof Engine.Sampling sampling) {
      parts.add(sampled(sampling, functions));
    } else if (functions.estimated() > 0) {
      StringBuilder part = new StringBuilder("calls are exact, times of ");
      part.append(functions.estimated()).append(" of ").append(functions.table().size());
      part.append(" functions estimated (")
          .append(functions.table().sampled() ? Marks.SAMPLED : Marks.ESTIMATED)
          .append("), standard error at most ");
      Units.fixed(part, functions.largestErrorSeconds());
      parts.add(part.append(" s").toString());
    }
    if (!counted && !profile.has(Metric.TIME)) {
      parts.add(untimed(profile, functions.table().amountsOf()));
    }
    if (counted && profile.edges().size() > 0) {
      parts.add(
          Pathless.calls(profile)
              + " calls on paths beyond the budget were added up by caller and callee");
    }
    if (profile.leftOutCount() > 0) {
      parts.add(leftOut(profile.leftOut(), profile.leftOutCount()));
    }
    long recordings = profile.origin().recordings();
    if (recordings > 1) {
      parts.add(recordings + " recordings added up");
    }
    if (!profile.origin().complete()) {
      parts.add((recordings > 1 ? "a" : "the") + " program was still running");
    }
    parts.addAll(profile.origin().notes());
    return parts.isEmpty() ? null : String.join("; ", parts);
  }

  private static String sampled(Engine.Sampling sampling, ProfileFunctions functions) {
    StringBuilder part = new StringBuilder("samples");
    if (!sampling.event().isEmpty()) {
      part.append(" of ").append(sampling.event());
    }
    if (sampling.intervalNanos() > 0) {
      part.append(", one each ");
      Units.fixed(part, sampling.intervalNanos() / NANOS_PER_SECOND);
      part.append(" s");
    }
    if (functions.largestErrorSeconds() > 0) {
      part.append("; standard error of a time (").append(Marks.SAMPLED).append(") at most ");
      Units.fixed(part, functions.largestErrorSeconds());
      part.append(" s");
    }
    return part.toString();
  }

  /**
   * Of what the file has instead: one metric stands in the place of times, others have no columns.
   */
  private static String untimed(Profile profile, @Nullable String shown) {
    List<String> others = new ArrayList<>();
    for (Metric metric : profile.metrics()) {
      if (!metric.isSame(Metric.CALLS) && !metric.name().equals(shown)) {
        others.add(metric.name());
      }
    }
    String instead = shown == null ? "" : ": " + shown + " stand in their place";
    return "there are no times in it"
        + instead
        + (others.isEmpty()
            ? ""
            : "; tally convert FILE -o FILE.csv lists " + String.join(", ", others) + ", too");
  }

  private static String leftOut(List<LeftOut> listed, long count) {
    if (listed.isEmpty()) {
      return count + " classes or methods were left out";
    }
    LeftOut first = listed.get(0);
    return "left out: "
        + first.name()
        + " ("
        + first.reason()
        + ")"
        + (count > 1 ? " and " + (count - 1) + " more" : "");
  }
}
