// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The floor under every exact count, see {@link dev.tally.bench.floor}. */
record OneCounter() implements Tool {
  @Override
  public String id() {
    return "one-counter";
  }

  @Override
  public List<String> options(Workload workload, Path folder) {
    return List.of(
        "-javaagent:%s=%s,%s".formatted(Home.FLOOR_AGENT, recording(folder), workload.recorded));
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("counts.tsv");
  }

  @Override
  public Reading read(Workload workload, Path folder) throws IOException {
    Reading reading = new Reading();
    for (String line : Files.readAllLines(recording(folder))) {
      int tab = line.indexOf('\t');
      reading.of(line.substring(tab + 1)).calls += Long.parseLong(line.substring(0, tab));
    }
    return reading;
  }
}
