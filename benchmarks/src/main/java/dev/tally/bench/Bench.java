// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every workload under every tool, alternating, and writes one table to {@code
 * benchmarks/target/overhead-<JDK>.txt}, {@code .md} and {@code .tsv}. Started by {@code
 * benchmarks/run}.
 */
public final class Bench {
  /** Rounds do not count whose yardstick took so many times as long as the fastest. */
  private static final double SLOWER = 1.08;

  private final Options options;

  private Bench(Options options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    try {
      new Bench(Options.parse(args)).run();
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.exit(2);
    }
  }

  private void run() throws IOException, InterruptedException {
    Jdk jdk = Jdk.at(options.home());
    List<Tool> rows = rows(jdk);
    if (options.list()) {
      for (Workload workload : Workload.values()) {
        System.out.println("workload " + workload.id());
      }
      rows.forEach(tool -> System.out.println("row " + tool.id()));
      return;
    }
    Path results = Home.TARGET.resolve("overhead-" + jdk.feature() + ".tsv");
    Table table = Table.continued(results, Machine.describe(jdk));
    for (Workload workload : Workload.values()) {
      if (!options.wants(workload) || jdk.feature() < workload.minimumJdk) {
        continue;
      }
      Report report = new Report(workload, measure(workload, rows, jdk));
      report.addTo(table);
      // After each workload, so that an interrupted run leaves what it has.
      write(results, table.values());
      write(Home.TARGET.resolve("overhead-" + jdk.feature() + ".txt"), table.text());
      write(Home.TARGET.resolve("overhead-" + jdk.feature() + ".md"), table.markdown());
    }
    System.out.print(table.text());
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private List<Tool> rows(Jdk jdk) {
    List<Tool> all = new ArrayList<>();
    for (String timing : List.of("auto", "exact", "none")) {
      all.add(new TallyRow(timing, true));
      all.add(new TallyRow(timing, false));
    }
    all.add(new SamplingRow(jdk, false, options.period()));
    all.add(new SamplingRow(jdk, true, options.period()));
    all.add(new JdkMethodTiming(jdk));
    all.add(new NanoTime());
    all.add(new OneCounter());
    all.add(new AsyncProfiler(jdk));
    all.add(new CProfile());
    all.removeIf(tool -> !options.wants(tool));
    all.add(0, new Plain());
    return all;
  }

  private Map<String, Series> measure(Workload workload, List<Tool> tools, Jdk jdk)
      throws InterruptedException {
    Map<String, Series> rows = new LinkedHashMap<>();
    for (Tool tool : tools) {
      if (tool.watches(workload, jdk)) {
        rows.put(tool.id(), new Series(workload, tool));
      }
    }
    int rounds = options.rounds() == 0 ? workload.rounds : options.rounds();
    // Whole runs are short and scatter more.
    int runs = options.forks() * (workload.clock == Workload.Clock.WHOLE_RUN ? 2 : 1);
    for (int i = 1; i <= runs; i++) {
      for (Series row : rows.values()) {
        if (row.goesOn()) {
          row.run(
              jdk,
              rounds,
              Home.TARGET.resolve("runs").resolve(workload.id() + "-" + row.tool.id()));
          tell(row, i, runs);
        }
      }
    }
    double least =
        rows.values().stream()
            .flatMap(row -> row.forks.stream())
            .flatMap(fork -> fork.warm().stream())
            .mapToLong(round -> round[3])
            .min()
            .orElse(0);
    rows.values().forEach(row -> row.forks.replaceAll(fork -> fork.quiet(SLOWER * least)));
    return rows;
  }

  private static void tell(Series row, int run, int runs) {
    String what = row.failure;
    if (what.isEmpty()) {
      Fork fork = row.forks.get(row.forks.size() - 1);
      what =
          "%.3f s, the whole run %.1f s".formatted(fork.seconds(row.workload), fork.wallSeconds());
    }
    System.err.printf("%s %s %d/%d: %s%n", row.workload.id(), row.tool.id(), run, runs, what);
  }
}
