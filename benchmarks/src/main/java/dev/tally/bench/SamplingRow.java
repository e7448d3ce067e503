// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import dev.tally.cli.launch.FlightRecorder;
import dev.tally.format.Format;
import dev.tally.format.TallyFormat;
import dev.tally.profile.CallTree;
import dev.tally.profile.Join;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tally's second engine, the JDK's flight recorder, alone; or its times joined with the counts that
 * {@code tally-auto} has found in the run before, as {@code tally run --twice} does it.
 */
final class SamplingRow implements Tool {
  static final String ID = "tally-sampling";

  private final Jdk jdk;
  private final boolean joined;
  private final int period;
  private final Map<Workload, Leaves> leaves = new EnumMap<>(Workload.class);

  /**
   * @param period milliseconds between two samples; 0 for the product's
   */
  SamplingRow(Jdk jdk, boolean joined, int period) {
    this.jdk = jdk;
    this.joined = joined;
    this.period = period;
  }

  @Override
  public String id() {
    return joined ? "tally-joined" : ID;
  }

  @Override
  public List<String> options(Workload workload, Path folder) throws IOException {
    List<String> options = FlightRecorder.options(folder, jdk.feature(), List.of(), false);
    options.replaceAll( // One name for each run: nothing else writes there.
        o -> o.replace("filename=" + folder + ",", "filename=" + recording(folder) + ","));
    if (period > 0) {
      Path settings = folder.resolve(FlightRecorder.SETTINGS);
      String text = Files.readString(settings);
      Files.writeString(settings, text.replaceAll(">(5ms|10 ms)<", ">" + period + " ms<"));
    }
    return options;
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("exit.jfr");
  }

  @Override
  public Reading read(Workload workload, Path folder) throws IOException {
    if (!workload.samplesAreTrue()) {
      return new Reading();
    }
    Profile sampled;
    try (InputStream in = Files.newInputStream(recording(folder))) {
      sampled = Format.read(in).profile();
    }
    if (!leaves.containsKey(workload)) {
      leaves.put(workload, new Leaves(workload, jdk));
    }
    Leaves small = leaves.get(workload);
    if (!joined) {
      return read(workload, sampled, small);
    }
    Path counted = folder.resolveSibling(workload.id() + "-tally-auto").resolve("profile");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(counted))) {
      return TallyRow.read(
          workload,
          Join.of(TallyFormat.read(in), sampled, 0),
          m -> m.kind().inBraces() || small.contains(m.className(), m.name()));
    }
  }

  private static Reading read(Workload workload, Profile profile, Leaves small) {
    SampledStacks stacks = new SampledStacks(workload, small);
    CallTree tree = profile.tree();
    int hits = Metrics.number(profile.metrics(), Metric.HITS);
    for (int context = 0; context < tree.size(); context++) {
      if (tree.value(hits, context) > 0) {
        Deque<Method> frames = new ArrayDeque<>();
        for (int c = context; c != CallTree.ROOT; c = tree.parent(c)) {
          frames.addFirst(profile.method(c));
        }
        stacks.begin();
        frames.forEach(method -> stacks.frame(method.className(), method.name()));
        stacks.end(tree.value(hits, context));
      }
    }
    return stacks.reading();
  }
}
