// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import dev.tally.format.TallyFormat;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Tally's agent, in one of its ways of timing, with rows for calls into the JDK or without. */
record TallyRow(String timing, boolean builtins) implements Tool {
  @Override
  public String id() {
    return "tally-" + timing + (builtins ? "" : "-no-builtins");
  }

  @Override
  public boolean watches(Workload workload, Jdk jdk) {
    if (workload == Workload.WEAVING || workload.isAboutThreads()) {
      return timing.equals("auto") && builtins;
    }
    return Tool.super.watches(workload, jdk) && (builtins || workload.callsJdk());
  }

  @Override
  public List<String> options(Workload workload, Path folder) {
    StringBuilder options = new StringBuilder("-javaagent:" + Home.AGENT);
    options.append("=output=").append(recording(folder));
    options.append(",timing=").append(timing).append(",builtins=").append(builtins);
    if (!workload.recorded.isEmpty()) {
      options.append(",include=").append(workload.recorded);
    }
    return List.of(options.toString());
  }

  @Override
  public Path recording(Path folder) {
    return folder.resolve("profile");
  }

  @Override
  public Reading read(Workload workload, Path folder) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(recording(folder)))) {
      return read(workload, TallyFormat.read(in), method -> method.kind().inBraces());
    }
  }

  /**
   * A recording's frames are its methods, in the same order.
   *
   * @param ofCaller the methods whose self time is their caller's here
   */
  static Reading read(Workload workload, Profile profile, Predicate<Method> ofCaller) {
    List<Method> methods = profile.methods();
    List<String> names = new ArrayList<>();
    methods.forEach(m -> names.add(m.className() + "." + m.name()));
    CallTree tree = profile.tree();
    long[] inclusive = tree.inclusive(Metrics.number(tree.metrics(), Metric.TIME));
    boolean[] timed = inRounds(workload, tree, names);
    Reading reading = new Reading();
    for (int context = 0; context < tree.size(); context++) {
      int method = tree.frame(context);
      int owner = context;
      while (owner != CallTree.ROOT && ofCaller.test(methods.get(tree.frame(owner)))) {
        owner = tree.parent(owner);
      }
      if (owner != CallTree.ROOT && timed[context]) {
        reading.of(names.get(tree.frame(owner))).self += tree.selfNanos(context);
      }
      if (methods.get(method).kind().inBraces()) {
        continue;
      }
      Reading.Numbers numbers = reading.of(names.get(method));
      numbers.calls += tree.calls(context);
      if (timed[context] && !inside(tree, names, context)) {
        numbers.cumulative += inclusive[context];
      }
    }
    Edges edges = profile.edges();
    int time = Metrics.number(edges.metrics(), Metric.TIME);
    for (int e = 0; e < edges.size(); e++) {
      if (!methods.get(edges.callee(e)).kind().inBraces()) {
        Reading.Numbers numbers = reading.of(names.get(edges.callee(e)));
        numbers.calls += edges.calls(e);
        numbers.self += edges.selfNanos(e);
        numbers.cumulative += edges.cumulative(time, e);
      }
    }
    return reading;
  }

  /**
   * Which contexts are part of a round. Where the rounds have a thread of their own, times are
   * compared within them, and not in what the program does before.
   */
  private static boolean[] inRounds(Workload workload, CallTree tree, List<String> names) {
    boolean[] in = new boolean[tree.size()];
    for (int context = 0; context < in.length; context++) {
      int parent = tree.parent(context);
      in[context] =
          !workload.samplesAreTrue()
              || names.get(tree.frame(context)).equals(workload.whole())
              || (parent != CallTree.ROOT && in[parent]);
    }
    return in;
  }

  /** Whether a call in this context is part of an outer call of a method of the same name. */
  private static boolean inside(CallTree tree, List<String> names, int context) {
    String name = names.get(tree.frame(context));
    for (int c = tree.parent(context); c != CallTree.ROOT; c = tree.parent(c)) {
      if (names.get(tree.frame(c)).equals(name)) {
        return true;
      }
    }
    return false;
  }
}
