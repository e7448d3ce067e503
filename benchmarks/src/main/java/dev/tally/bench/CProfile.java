// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import dev.tally.format.PstatsFormat;
import dev.tally.pstats.FunctionTable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Python's own profiler, which Tally takes its recipe from. */
record CProfile() implements Tool {
  @Override
  public String id() {
    return "cprofile";
  }

  @Override
  public boolean watches(Workload workload, Jdk jdk) {
    return workload.isPython();
  }

  @Override
  public List<String> options(Workload workload, Path folder) {
    return List.of("-m", "cProfile", "-o", recording(folder).toString());
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("pstats");
  }

  @Override
  public Reading read(Workload workload, Path folder) throws IOException {
    FunctionTable functions;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(recording(folder)))) {
      functions = PstatsFormat.read(in);
    }
    Reading reading = new Reading();
    for (int i = 0; i < functions.size(); i++) {
      if (functions.key(i).file().equals(Home.PYTHON.toString())) {
        Reading.Numbers numbers = reading.of(workload.method(functions.key(i).name()));
        numbers.calls += functions.calls(i);
        numbers.self += functions.selfSeconds(i) * 1e9;
        numbers.cumulative += functions.cumulativeSeconds(i) * 1e9;
      }
    }
    return reading;
  }
}
