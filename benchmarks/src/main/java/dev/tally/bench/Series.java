// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All runs of one workload under one tool, in the order in which they alternated with others. */
final class Series {
  final Workload workload;
  final Tool tool;
  final List<Fork> forks = new ArrayList<>();
  final List<Long> recordingBytes = new ArrayList<>();

  /** The runs' readings added up. */
  final Reading reading = new Reading();

  /** Calls in the last run: each run makes the same, but for what a program leaves to chance. */
  private Reading last = new Reading();

  Series(Workload workload, Tool tool) {
    this.workload = workload;
    this.tool = tool;
  }

  void add(Fork fork, Path folder) throws IOException {
    forks.add(fork);
    Path recording = tool.recording(folder);
    if (Files.exists(recording)) {
      recordingBytes.add(Files.size(recording));
      last = tool.read(workload, folder);
      reading.add(last);
    }
  }

  Reading last() {
    return last;
  }

  List<Double> seconds() {
    return forks.stream().map(fork -> fork.seconds(workload)).toList();
  }

  /** Each run over the plain run next to it. */
  List<Double> ratios(Series plain) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(forks.size(), plain.forks.size()); i++) {
      ratios.add(forks.get(i).seconds(workload) / plain.forks.get(i).seconds(workload));
    }
    return ratios;
  }

  /** The same by the clock on the wall. */
  List<Double> wallRatios(Series plain) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(forks.size(), plain.forks.size()); i++) {
      ratios.add(
          forks.get(i).wallSecondsOfRound(workload)
              / plain.forks.get(i).wallSecondsOfRound(workload));
    }
    return ratios;
  }

  /** Each run's added nanoseconds for one of {@code calls} calls a round. */
  List<Double> nanosPerCall(Series plain, double calls) {
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < Math.min(forks.size(), plain.forks.size()); i++) {
      double added = forks.get(i).seconds(workload) - plain.forks.get(i).seconds(workload);
      nanos.add(added * 1e9 / calls);
    }
    return nanos;
  }

  /** Median of a value that the runs printed. */
  double median(String key) {
    return Spread.of(forks.stream().map(fork -> (double) fork.number(key)).toList()).median();
  }
}
