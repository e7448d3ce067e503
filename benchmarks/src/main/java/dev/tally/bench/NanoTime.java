// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The hand-written agent of {@link dev.tally.bench.nano}. */
record NanoTime() implements Tool {
  @Override
  public String id() {
    return "nano-time";
  }

  @Override
  public List<String> options(Workload workload, Path folder) {
    return List.of(
        "-javaagent:%s=%s,%s".formatted(Home.NANO_AGENT, recording(folder), workload.recorded));
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("times.tsv");
  }

  @Override
  public Reading read(Workload workload, Path folder) throws IOException {
    Reading reading = new Reading();
    for (String line : Files.readAllLines(recording(folder))) {
      String[] columns = line.split("\t", -1);
      Reading.Numbers numbers = reading.of(columns[2]);
      numbers.calls += Long.parseLong(columns[0]);
      numbers.cumulative += Long.parseLong(columns[1]);
    }
    return reading;
  }
}
