// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every workload under every tool, alternating, and writes one table a workload to {@code
 * benchmarks/target/table.txt} and {@code table.md}. Started by {@code benchmarks/run}.
 */
public final class Bench {
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
    StringBuilder text = new StringBuilder(Machine.describe(jdk)).append('\n');
    StringBuilder markdown = new StringBuilder(Machine.describe(jdk)).append('\n');
    for (Workload workload : Workload.values()) {
      if (!options.wants(workload) || jdk.feature() < workload.minimumJdk) {
        continue;
      }
      Table table = new Report(workload, measure(workload, rows, jdk)).table();
      text.append('\n').append(workload.id()).append('\n').append(table.text());
      markdown.append("\n### ").append(workload.id()).append("\n\n").append(table.markdown());
      // After each workload, so that an interrupted run leaves what it has.
      Files.writeString(Home.TARGET.resolve("table.txt"), text);
      Files.writeString(Home.TARGET.resolve("table.md"), markdown);
    }
    System.out.print(text);
  }

  private List<Tool> rows(Jdk jdk) {
    List<Tool> all = new ArrayList<>();
    for (String timing : List.of("auto", "exact", "none")) {
      all.add(new TallyRow(timing, true));
      all.add(new TallyRow(timing, false));
    }
    all.add(new JdkMethodTiming(jdk));
    all.add(new NanoTime());
    all.add(new AsyncProfiler());
    all.removeIf(tool -> !options.wants(tool));
    all.add(0, new Plain());
    return all;
  }

  private Map<String, Series> measure(Workload workload, List<Tool> tools, Jdk jdk)
      throws IOException, InterruptedException {
    Map<String, Series> rows = new LinkedHashMap<>();
    for (Tool tool : tools) {
      if (tool.watches(workload, jdk)) {
        rows.put(tool.id(), new Series(workload, tool));
      }
    }
    PrintStream progress = System.err;
    for (int i = 0; i < options.forks(); i++) {
      for (Series row : rows.values()) {
        Path folder = Home.TARGET.resolve("runs").resolve(workload.id() + "-" + row.tool.id());
        int count = options.rounds() == 0 ? workload.rounds : options.rounds();
        Fork fork = Fork.run(workload, row.tool, jdk, count, folder);
        row.add(fork, folder);
        progress.printf(
            "%s %s %d/%d: %.3f s a round, wall %.1f s, cpu %.1f s%n",
            workload.id(),
            row.tool.id(),
            i + 1,
            options.forks(),
            fork.seconds(workload),
            fork.wallSeconds(),
            fork.cpuSeconds());
      }
    }
    return rows;
  }
}
