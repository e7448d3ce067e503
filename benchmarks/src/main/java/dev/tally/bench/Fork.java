// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a workload in a JVM of its own, and what it printed: see {@code
 * dev.tally.bench.program.Rounds} for the lines.
 *
 * @param wallSeconds from start to end of the process
 * @param cpuSeconds user and system time of the whole process, 0 where Linux does not tell
 * @param rounds wall, main thread's CPU and process' CPU nanoseconds of each round, and those of
 *     the yardstick around it
 * @param values everything else
 * @param quietNanos most of the yardstick in rounds that count
 */
record Fork(
    double wallSeconds,
    double cpuSeconds,
    List<long[]> rounds,
    Map<String, String> values,
    double quietNanos) {
  private static final long TIMEOUT_MINUTES = 10;

  /**
   * Runs it, leaving output and recording in {@code folder}.
   *
   * @throws IOException with what went wrong, if it did not end well
   */
  static Fork run(Workload workload, Tool tool, Jdk jdk, int rounds, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> command = workload.command(jdk, tool.options(workload, folder), rounds);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    double cpu = childrenCpuSeconds();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IOException("still running after %d minutes".formatted(TIMEOUT_MINUTES));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    cpu = childrenCpuSeconds() - cpu;
    if (process.exitValue() != 0) {
      throw new IOException(
          "ended with exit code %d, see %s".formatted(process.exitValue(), folder));
    }
    Fork fork = parse(wall, cpu, Files.readAllLines(out));
    if (workload.clock != Workload.Clock.WHOLE_RUN && fork.rounds.size() != rounds) {
      throw new IOException(
          "told of %d rounds, not %d, see %s".formatted(fork.rounds.size(), rounds, folder));
    }
    return fork;
  }

  private static Fork parse(double wall, double cpu, List<String> lines) {
    List<long[]> rounds = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (!line.startsWith("@") || equals < 0) {
        continue;
      }
      String key = line.substring(1, equals);
      String value = line.substring(equals + 1);
      if (key.equals("round")) {
        String[] parts = value.split(" ", -1);
        rounds.add(
            new long[] {
              Long.parseLong(parts[0]),
              Long.parseLong(parts[1]),
              Long.parseLong(parts[2]),
              Long.parseLong(parts[3])
            });
      } else {
        values.put(key, value);
      }
    }
    return new Fork(wall, cpu, rounds, values, Double.MAX_VALUE);
  }

  /** The same, where only rounds count during which the yardstick took no longer than this. */
  Fork quiet(double nanos) {
    return new Fork(wallSeconds, cpuSeconds, rounds, values, nanos);
  }

  /** The rounds that are warmed up, of any state of the machine. */
  List<long[]> warm() {
    return rounds.subList(rounds.size() / 2, rounds.size());
  }

  /** Those of the machine's fast state; all if there are none. */
  private List<long[]> counted() {
    List<long[]> quiet = warm().stream().filter(round -> round[3] <= quietNanos).toList();
    return quiet.isEmpty() ? warm() : quiet;
  }

  int dropped() {
    return warm().size() - counted().size();
  }

  /** Seconds of the workload's clock for one round: the median of those that count. */
  double seconds(Workload workload) {
    return workload.clock == Workload.Clock.WHOLE_RUN ? wallSeconds : steady(column(workload));
  }

  /** The same for the first round, in a JVM that has just started. */
  double firstSeconds(Workload workload) {
    return rounds.isEmpty() ? Double.NaN : rounds.get(0)[column(workload)] / 1e9;
  }

  /** As {@link #seconds} by the clock on the wall. */
  double wallSecondsOfRound(Workload workload) {
    return workload.clock == Workload.Clock.WHOLE_RUN ? wallSeconds : steady(0);
  }

  private static int column(Workload workload) {
    return workload.clock == Workload.Clock.MAIN_THREAD ? 1 : 2;
  }

  private double steady(int column) {
    return Spread.of(counted().stream().map(round -> (double) round[column]).toList()).median()
        / 1e9;
  }

  /** A value that the program printed; not a number if it did not. */
  double number(String key) {
    String value = values.get(key);
    return value == null ? Double.NaN : Double.parseDouble(value);
  }

  /** Values whose key begins so: {@code calls.Fib.fib} under {@code Fib.fib}. */
  Map<String, Long> numbers(String prefix) {
    Map<String, Long> numbers = new HashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            numbers.put(Workload.className(key.substring(prefix.length())), Long.parseLong(value));
          }
        });
    return numbers;
  }

  /** CPU time of all children that have ended, from /proc, in the kernel's ticks of 10 ms. */
  private static double childrenCpuSeconds() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    // The process' name, in parentheses, may hold spaces; field 3 follows it.
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }
}
