// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import dev.tally.format.wire.FormatException;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Paths;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@link PprofComments} say; of another tool's file, what samplers know. */
final class PprofKnowledge {
  private static final Pattern OURS =
      Pattern.compile(
          PprofComments.OURS + "(.*); paths (\\w+); lines (\\w+); engine (\\w+)", Pattern.DOTALL);
  private static final Pattern THREADS =
      Pattern.compile("threads (-?\\d{1,18}): (.*)", Pattern.DOTALL);

  private final boolean ours;
  private final Map<String, Known> known = new HashMap<>();
  private final Map<String, Long> threads = new HashMap<>();
  private Paths paths = Paths.SAMPLED;
  private boolean lines = true;
  private boolean sampled = true;

  private PprofKnowledge(PprofReader file) throws FormatException {
    Matcher first = OURS.matcher(file.comments.size() == 0 ? "" : comment(file, 0));
    ours = first.matches();
    if (!ours) {
      return;
    }
    for (String metric : first.group(1).split(", ", -1)) {
      int blank = metric.lastIndexOf(' ');
      Known how = constant(Known.values(), metric.substring(blank + 1));
      if (blank > 0 && how != null) {
        known.put(metric.substring(0, blank), how);
      }
    }
    Paths named = constant(Paths.values(), first.group(2));
    paths = named == null ? Paths.INFERRED : named;
    lines = first.group(3).equals("known");
    sampled = first.group(4).equals("sampling");
    for (int c = 1; c < file.comments.size(); c++) {
      Matcher group = THREADS.matcher(comment(file, c));
      if (group.matches()) {
        threads.putIfAbsent(group.group(2), Long.parseLong(group.group(1)));
      }
    }
  }

  static PprofKnowledge of(PprofReader file) throws FormatException {
    return new PprofKnowledge(file);
  }

  private static String comment(PprofReader file, int index) throws FormatException {
    return PprofProfile.text(file, file.comments.get(index));
  }

  private static <E extends Enum<E>> @Nullable E constant(E[] constants, String word) {
    for (E each : constants) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    return null;
  }

  /** Whether Tally wrote the file. */
  boolean isOurs() {
    return ours;
  }

  /** How well a metric is known; null if the file does not say. */
  @Nullable Known known(String metric) {
    return known.get(metric);
  }

  /** How many threads a group stands for; null if the file does not say. */
  @Nullable Long threads(String group) {
    return threads.get(group);
  }

  Paths paths() {
    return paths;
  }

  /** Whether lines are those of what ran, and not those that methods begin at. */
  boolean hasLines() {
    return lines;
  }

  /** Whether the period, if there is one, is a sampler's. */
  boolean mayBeSampled() {
    return sampled;
  }
}
