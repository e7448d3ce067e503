// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What the user asked for.
 *
 * @param workloads ids of the only ones to run; empty for all
 * @param tools likewise; plain runs always
 * @param home of the JDK under test
 * @param forks JVMs for each workload and tool
 * @param rounds rounds in a JVM; 0 for as many as the workload says
 * @param period milliseconds between two samples of our second engine; 0 for the product's
 * @param list whether to name workloads and tools instead of running them
 */
record Options(
    List<String> workloads,
    List<String> tools,
    Path home,
    int forks,
    int rounds,
    int period,
    boolean list) {
  private static final String USAGE =
      "options are --workload A,B  --row A,B  --jdk HOME  --forks N  --rounds N  --period MS  --list";

  static Options parse(String... args) {
    List<String> workloads = List.of();
    List<String> tools = List.of();
    Path home = Path.of(System.getProperty("java.home"));
    int forks = 3;
    int rounds = 0;
    int period = 0;
    boolean list = false;
    for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--workload" -> workloads = List.of(value(option, rest).split(",", -1));
        case "--row" -> tools = List.of(value(option, rest).split(",", -1));
        case "--jdk" -> home = Path.of(value(option, rest));
        case "--forks" -> forks = Integer.parseInt(value(option, rest));
        case "--rounds" -> rounds = Integer.parseInt(value(option, rest));
        case "--period" -> period = Integer.parseInt(value(option, rest));
        case "--list" -> list = true;
        default -> throw new IllegalArgumentException("no option " + option + "; " + USAGE);
      }
    }
    for (String id : workloads) {
      if (Arrays.stream(Workload.values()).noneMatch(workload -> workload.id().equals(id))) {
        throw new IllegalArgumentException("no workload " + id + "; --list names them");
      }
    }
    return new Options(workloads, tools, home, forks, rounds, period, list);
  }

  boolean wants(Workload workload) {
    return workloads.isEmpty() || workloads.contains(workload.id());
  }

  boolean wants(Tool tool) {
    return tools.isEmpty() || tools.contains(tool.id());
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value; " + USAGE);
    }
    return rest.next();
  }
}
