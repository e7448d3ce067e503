// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sets the rows of one workload side by side: what each costs, and how true it is. */
final class Report {
  private static final List<String> HEADS =
      List.of(
          "tool",
          "s",
          "slowdown",
          "least",
          "most",
          "wall",
          "ns/call",
          "heap MB",
          "RSS MB",
          "file KB",
          "counts",
          "cum. TV",
          "self TV",
          "worst",
          "where");

  private final Workload workload;
  private final Map<String, Series> rows;
  private final Series plain;

  /** Takes the rows by the id of their tool, in the order to print them. */
  Report(Workload workload, Map<String, Series> rows) {
    this.workload = workload;
    this.rows = rows;
    this.plain = rows.getOrDefault("plain", rows.values().iterator().next());
  }

  Table table() {
    Table table = new Table(HEADS);
    for (Series row : rows.values()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.tool.id());
      cells.addAll(costs(row));
      cells.addAll(truth(row));
      table.add(cells);
    }
    return table;
  }

  private List<String> costs(Series row) {
    Spread ratio = Spread.of(row.ratios(plain));
    double calls = callsPerRound();
    boolean isPlain = row == plain;
    return List.of(
        format("%.3f", Spread.of(row.seconds()).median()),
        format("%.2f", ratio.median()),
        format("%.2f", ratio.least()),
        format("%.2f", ratio.most()),
        format("%.2f", Spread.of(row.wallRatios(plain)).median()),
        isPlain || calls == 0
            ? ""
            : format("%.1f", Spread.of(row.nanosPerCall(plain, calls)).median()),
        megabytes(row, "heap"),
        megabytes(row, "resident"),
        row.recordingBytes.isEmpty()
            ? ""
            : format(
                "%.1f",
                Spread.of(row.recordingBytes.stream().map(b -> b / 1e3).toList()).median()));
  }

  /** What a tool adds to a plain run's memory; for the plain run itself, what it has. */
  private String megabytes(Series row, String key) {
    if (workload.clock == Workload.Clock.WHOLE_RUN) {
      return "";
    }
    double own = row.median(key) / 1e6;
    return row == plain ? format("%.0f", own) : format("%+.0f", own - plain.median(key) / 1e6);
  }

  private List<String> truth(Series row) {
    String counts = counts(row);
    Bend cumulative = null;
    Bend self = null;
    Map<String, Double> known = new HashMap<>();
    for (Fork fork : plain.forks) {
      fork.numbers("cumulative.")
          .forEach((method, n) -> known.merge(method, (double) n, Double::sum));
    }
    Map<String, Long> steps = plain.forks.get(0).numbers("self.");
    Series sampled = rows.get("async-profiler");
    if (row.reading.cumulative(workload.whole()) == 0) {
      return List.of(counts, "", "", "", "");
    }
    if (!known.isEmpty()) {
      cumulative = Bend.between(known, row.reading::cumulative);
    } else if (!steps.isEmpty()) {
      if (row.reading.tellsSelf()) {
        Map<String, Double> truth = new HashMap<>();
        steps.forEach((method, n) -> truth.put(method, (double) n));
        self = Bend.between(truth, row.reading::self);
      }
    } else if (sampled != null && sampled != row) {
      cumulative = Bend.ofCumulative(workload, sampled.reading, row.reading);
      if (row.reading.tellsSelf()) {
        self = Bend.ofSelf(workload, sampled.reading, row.reading);
      }
    }
    Bend single = cumulative == null ? self : cumulative;
    return List.of(
        counts,
        cumulative == null ? "" : format("%.1f", cumulative.variation()),
        self == null ? "" : format("%.1f", self.variation()),
        single == null ? "" : format("%+.1f", single.worst()),
        single == null ? "" : single.worstMethod().replaceFirst("^.*\\.(\\w+\\.[^.]*)$", "$1"));
  }

  private String counts(Series row) {
    if (!row.reading.tellsCalls()) {
      return "";
    }
    Map<String, Long> expected = plain.forks.get(0).numbers("calls.");
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
      if (rows.containsKey(id)) {
        return rows.get(id);
      }
    }
    return null;
  }

  /** Recorded calls of one round, without those into the JDK; 0 if nobody knows. */
  private double callsPerRound() {
    double rounds = plain.forks.get(0).rounds().size();
    if (rounds == 0) {
      return 0;
    }
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
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, pattern, value);
  }
}
