// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import one.profiler.AsyncProfilerLoader;

/**
 * async-profiler, a sampler: it counts no calls, costs next to nothing, and sees the program as it
 * runs unchanged. So it is the floor for the costs, and for real programs the truth about times.
 */
final class AsyncProfiler implements Tool {
  static final String ID = "async-profiler";

  private final Jdk jdk;
  private final Map<Workload, Leaves> leaves = new EnumMap<>(Workload.class);

  AsyncProfiler(Jdk jdk) {
    this.jdk = jdk;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> options(Workload workload, Path folder) throws IOException {
    return List.of(
        "-agentpath:%s=start,event=cpu,interval=1ms,collapsed,file=%s"
            .formatted(AsyncProfilerLoader.getAsyncProfilerPath(), recording(folder)));
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("stacks.collapsed");
  }

  @Override
  public Reading read(Workload workload, Path folder) throws IOException {
    if (!workload.samplesAreTrue()) {
      return new Reading();
    }
    if (!leaves.containsKey(workload)) {
      leaves.put(workload, new Leaves(workload, jdk));
    }
    SampledStacks stacks = new SampledStacks(workload, leaves.get(workload));
    for (String line : Files.readAllLines(recording(folder))) {
      int space = line.lastIndexOf(' ');
      stacks.begin();
      for (String frame : line.substring(0, space).split(";", -1)) {
        int dot = frame.lastIndexOf('.');
        if (dot >= 0 && !frame.contains("$$Lambda")) {
          // Else a native frame, or a lambda's class, which is made of no code of the program's.
          stacks.frame(
              frame.substring(0, dot).replace('/', '.'),
              frame.substring(dot + 1).replaceFirst("_\\[.\\]$", ""));
        }
      }
      stacks.end(Long.parseLong(line.substring(space + 1)));
    }
    return stacks.reading();
  }
}
