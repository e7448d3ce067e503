// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Reading reading = new Reading();
    for (String line : Files.readAllLines(recording(folder))) {
      int space = line.lastIndexOf(' ');
      long samples = Long.parseLong(line.substring(space + 1));
      add(reading, workload, line.substring(0, space).split(";", -1), samples);
    }
    return reading;
  }

  private void add(Reading reading, Workload workload, String[] frames, long samples) {
    Set<String> open = new HashSet<>();
    String innermost = null;
    for (String frame : frames) {
      int dot = frame.lastIndexOf('.');
      if (dot < 0 || frame.contains("$$Lambda")) {
        continue; // A native frame, or a lambda's class, which is made of no code of the program's.
      }
      String className = frame.substring(0, dot).replace('/', '.');
      String name = frame.substring(dot + 1).replaceFirst("_\\[.\\]$", "");
      boolean inRound = innermost != null || workload.whole().equals(className + "." + name);
      if (inRound
          && workload.records(className)
          && !leaves.get(workload).contains(className, name)) {
        innermost = className + "." + name;
        if (open.add(innermost)) {
          reading.of(innermost).cumulative += samples;
        }
      }
    }
    if (innermost != null) {
      reading.of(innermost).self += samples;
    }
  }
}
