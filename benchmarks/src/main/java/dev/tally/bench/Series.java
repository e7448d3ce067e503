// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All runs of one workload under one tool, in the order in which they alternated with others. */
final class Series {
  /** What takes more of the processors is not run again: the table tells how often each was. */
  private static final double ONCE_SECONDS = 45;

  final Workload workload;
  final Tool tool;
  final List<Fork> forks = new ArrayList<>();
  final List<Long> recordingBytes = new ArrayList<>();

  /** What each run's recording says; as many as there are recordings. */
  final List<Reading> readings = new ArrayList<>();

  /** Why there are no more runs; empty if nothing went wrong. */
  String failure = "";

  Series(Workload workload, Tool tool) {
    this.workload = workload;
    this.tool = tool;
  }

  /** Whether another run is wanted after those there are. */
  boolean goesOn() {
    return failure.isEmpty()
        && forks.stream().mapToDouble(Fork::cpuSeconds).max().orElse(0) <= ONCE_SECONDS;
  }

  /** Runs it once more; what goes wrong becomes a note in the table. */
  void run(Jdk jdk, int rounds, Path folder) throws InterruptedException {
    Path recording = tool.recording(folder);
    try {
      Files.deleteIfExists(recording);
      Fork fork = Fork.run(workload, tool, jdk, rounds, folder);
      forks.add(fork);
      if (Files.exists(recording)) {
        recordingBytes.add(Files.size(recording));
        readings.add(tool.read(workload, folder));
      } else if (!(tool instanceof Plain)) {
        failure = "left no recording";
      }
    } catch (IOException | RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  /** The runs' readings added up, so that sampled ones grow more exact. */
  Reading reading() {
    return reading(0, readings.size());
  }

  Reading reading(int first, int end) {
    return Reading.sum(readings.subList(first, end));
  }

  /** Calls in the last run: each run makes the same, but for what a program leaves to chance. */
  Reading last() {
    return readings.isEmpty() ? new Reading() : readings.get(readings.size() - 1);
  }

  Spread spread(ToDoubleFunction<Fork> value) {
    return Spread.of(forks.stream().map(value::applyAsDouble).toList());
  }

  /** Each run over the plain run next to it. */
  Spread ratio(Series plain, ToDoubleFunction<Fork> value) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(forks.size(), plain.forks.size()); i++) {
      ratios.add(value.applyAsDouble(forks.get(i)) / value.applyAsDouble(plain.forks.get(i)));
    }
    return Spread.of(ratios);
  }

  /** Each run's added nanoseconds for one of {@code calls} calls a round. */
  Spread nanosPerCall(Series plain, double calls) {
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < Math.min(forks.size(), plain.forks.size()); i++) {
      double added = forks.get(i).seconds(workload) - plain.forks.get(i).seconds(workload);
      nanos.add(added * 1e9 / calls);
    }
    return Spread.of(nanos);
  }

  /** Median of a value that the runs printed. */
  double median(String key) {
    return spread(fork -> fork.number(key)).median();
  }
}
