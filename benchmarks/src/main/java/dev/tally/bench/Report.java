// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sets the rows of one workload side by side: what each costs, and how true it is. */
final class Report {
  static final List<String> HEADS =
      List.of(
          "program",
          "tool",
          "runs",
          "s",
          "×",
          "spread",
          "wall ×",
          "process ×",
          "ns/call",
          "first s",
          "first ×",
          "heap MB",
          "RSS MB",
          "file KB",
          "sampler %",
          "counts",
          "cum. TV",
          "self TV",
          "worst",
          "note");

  private final Workload workload;
  private final Map<String, Series> rows;
  private final Series plain;

  /** Takes the rows by the id of their tool, in the order to print them. */
  Report(Workload workload, Map<String, Series> rows) {
    this.workload = workload;
    this.rows = rows;
    this.plain = rows.getOrDefault("plain", new Series(workload, new Plain()));
  }

  void addTo(Table table) {
    for (Series row : rows.values()) {
      List<String> cells = new ArrayList<>();
      cells.add(workload.id());
      cells.add(row.tool.id());
      cells.add(Integer.toString(row.forks.size()));
      cells.addAll(costs(row));
      cells.addAll(truth(row));
      cells.add(note(row));
      table.add(cells);
    }
  }

  private List<String> costs(Series row) {
    Spread ratio = row.ratio(plain, fork -> fork.seconds(workload));
    double calls = callsPerRound();
    boolean isPlain = row == plain;
    return List.of(
        format("%.3f", row.spread(fork -> fork.seconds(workload)).median()),
        format("%.2f", ratio.median()),
        isPlain || !(ratio.most() < Double.POSITIVE_INFINITY)
            ? ""
            : format("%.2f", ratio.least()) + " to " + format("%.2f", ratio.most()),
        format("%.2f", row.ratio(plain, fork -> fork.wallSecondsOfRound(workload)).median()),
        format("%.2f", row.ratio(plain, Fork::cpuSeconds).median()),
        isPlain || calls == 0 || workload.isAboutThreads()
            ? ""
            : format("%.1f", row.nanosPerCall(plain, calls).median()),
        format("%.3f", row.spread(fork -> fork.firstSeconds(workload)).median()),
        format("%.2f", row.ratio(plain, fork -> fork.firstSeconds(workload)).median()),
        megabytes(row, "heap"),
        megabytes(row, "resident"),
        format(
            "%.1f",
            Spread.of(row.recordingBytes.stream().map(bytes -> bytes / 1e3).toList()).median()),
        format("%.2f", row.median("sampler") / 1e4));
  }

  /** What a tool adds to a plain run's memory; for the plain run itself, what it has. */
  private String megabytes(Series row, String key) {
    double own = row.median(key) / 1e6;
    return row == plain ? format("%.0f", own) : format("%+.0f", own - plain.median(key) / 1e6);
  }

  private List<String> truth(Series row) {
    String counts = counts(row);
    Reading reading = row.reading();
    if (plain.forks.isEmpty() || reading.cumulative(workload.whole()) == 0) {
      return List.of(counts, "", "", "");
    }
    Bend cumulative = null;
    Bend self = null;
    Map<String, Double> known = new HashMap<>();
    for (Fork fork : plain.forks) {
      fork.numbers("cumulative.")
          .forEach((method, n) -> known.merge(method, (double) n, Double::sum));
    }
    Map<String, Long> steps = plain.forks.get(0).numbers("self.");
    if (!known.isEmpty()) {
      cumulative = Bend.between(known, reading::cumulative);
    } else if (!steps.isEmpty()) {
      if (reading.tellsSelf()) {
        Map<String, Double> truth = new HashMap<>();
        steps.forEach((method, n) -> truth.put(method, (double) n));
        self = Bend.between(truth, reading::self);
      }
    } else {
      Reading sampled = sampled(row);
      if (sampled.cumulative(workload.whole()) > 0) {
        Reading seen = samples(row) ? row.reading(0, half(row)) : reading;
        cumulative = Bend.ofCumulative(workload, sampled, seen);
        self = seen.tellsSelf() ? Bend.ofSelf(workload, sampled, seen) : null;
      }
    }
    return List.of(
        counts,
        cumulative == null ? "" : format("%.1f", cumulative.variation()),
        self == null ? "" : format("%.1f", self.variation()),
        worst(cumulative, self));
  }

  /**
   * The truth as samples tell it: async-profiler's, or else our own. A row that is sampled itself
   * has its first half compared with the sampler's second: how far the sampler's own halves differ
   * is what so many samples cannot tell.
   */
  private Reading sampled(Series row) {
    Series sampler = rows.getOrDefault(AsyncProfiler.ID, rows.get(SamplingRow.ID));
    if (sampler == null || !workload.samplesAreTrue()) {
      return new Reading();
    }
    return sampler.reading(samples(row) ? half(sampler) : 0, sampler.readings.size());
  }

  private static boolean samples(Series row) {
    return row.tool instanceof AsyncProfiler || row.tool instanceof SamplingRow;
  }

  private static int half(Series row) {
    return (row.readings.size() + 1) / 2;
  }

  private String worst(Bend cumulative, Bend self) {
    boolean selfIsWorse =
        cumulative == null
            || (self != null && Math.abs(self.worst()) > Math.abs(cumulative.worst()));
    Bend worse = selfIsWorse ? self : cumulative;
    if (worse == null || worse.worstMethod().isEmpty()) {
      return "";
    }
    String method = worse.worstMethod().replaceFirst("^.*\\.(\\w+\\.[^.]*)$", "$1");
    return format("%+.1f", worse.worst()) + (selfIsWorse ? " self " : " cum. ") + method;
  }

  /** What a reader of the row must know beside its numbers. */
  private String note(Series row) {
    if (!row.failure.isEmpty()) {
      return row.failure;
    }
    if (plain.forks.isEmpty() && !plain.failure.isEmpty()) {
      return "no plain run to compare with";
    }
    String right = plain.forks.isEmpty() ? null : plain.forks.get(0).values().get("check");
    if (right != null
        && row.forks.stream().anyMatch(fork -> !right.equals(fork.values().get("check")))) {
      return "the program's result differs";
    }
    int dropped = row.forks.stream().mapToInt(Fork::dropped).sum();
    if (dropped > 0) {
      int all = row.forks.stream().mapToInt(fork -> fork.warm().size()).sum();
      return dropped + " of " + all + " rounds left out: a slow machine";
    }
    double classes = row.median("classes");
    return Double.isNaN(classes) ? "" : format("%.0f classes loaded", classes);
  }

  private String counts(Series row) {
    if (!row.last().tellsCalls()) {
      return "";
    }
    Map<String, Long> expected = row.forks.get(0).numbers("calls.");
    String by = "by hand";
    if (expected.isEmpty()) {
      Series reference = reference();
      if (reference == null || reference == row) {
        return "";
      }
      by = "as " + reference.tool.id();
      expected = new HashMap<>();
      for (Map.Entry<String, Reading.Numbers> e : reference.last().methods.entrySet()) {
        expected.put(e.getKey(), e.getValue().calls);
      }
    }
    long wrong =
        expected.entrySet().stream().filter(e -> e.getValue() != calls(row, e.getKey())).count();
    return wrong == 0 ? "all " + by : wrong + " of " + expected.size() + " not " + by;
  }

  private static long calls(Series row, String method) {
    Reading.Numbers numbers = row.last().methods.get(method);
    return numbers == null ? 0 : numbers.calls;
  }

  /** The row whose counts are taken for right where nobody can count by hand. */
  private Series reference() {
    for (String id : List.of("tally-exact", "tally-exact-no-builtins", "tally-auto")) {
      if (rows.containsKey(id) && rows.get(id).last().tellsCalls()) {
        return rows.get(id);
      }
    }
    return null;
  }

  /** Recorded calls of one round, without those into the JDK; 0 if nobody knows. */
  private double callsPerRound() {
    if (plain.forks.isEmpty() || plain.forks.get(0).rounds().isEmpty()) {
      return 0;
    }
    double rounds = plain.forks.get(0).rounds().size();
    long byHand = plain.forks.get(0).numbers("calls.").values().stream().mapToLong(n -> n).sum();
    if (byHand > 0) {
      return byHand / rounds;
    }
    Series reference = reference();
    if (reference != null) {
      return reference.last().calls() / rounds;
    }
    return rows.values().stream().mapToLong(row -> row.last().calls()).max().orElse(0) / rounds;
  }

  private static String format(String pattern, double value) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? ""
        : String.format(Locale.ROOT, pattern, value);
  }
}
