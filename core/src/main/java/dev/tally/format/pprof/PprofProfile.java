// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import dev.tally.format.pprof.PprofReader.Function;
import dev.tally.format.pprof.PprofReader.Line;
import dev.tally.format.pprof.PprofReader.Location;
import dev.tally.format.pprof.PprofReader.ValueType;
import dev.tally.format.pprof.PprofSamples.Label;
import dev.tally.format.stacks.JavaNames;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.stacks.Units;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a profile of what a pprof file holds: locations become frames, labels threads, types of
 * values metrics. What a file of Tally's says beside is believed ({@link PprofKnowledge}).
 */
final class PprofProfile {
  private final PprofReader file;
  private final Allowance allowance;
  private final PprofKnowledge knowledge;
  private final PprofMethods methods;
  private final Stacks stacks;
  private final PprofSamples samples;

  /** By type of values: the number of its metric. */
  private final int[] metrics;

  private final String[] metricNames;

  /** By location of the samples: its frames, the outermost first. */
  private final int[][] frames;

  PprofProfile(PprofReader file, Allowance allowance) throws FormatException {
    this.file = file;
    this.allowance = allowance;
    samples = file.samples;
    knowledge = PprofKnowledge.of(file);
    methods = new PprofMethods(file, knowledge.isOurs());
    stacks = new Stacks(allowance);
    if (samples.width() >= 0 && samples.width() != file.sampleTypes.size()) {
      throw file.wrong(
          "expected as many types of values as samples have values, "
              + samples.width()
              + ", found "
              + file.sampleTypes.size());
    }
    metrics = new int[file.sampleTypes.size()];
    metricNames = new String[metrics.length];
    metrics();
    frames = new int[samples.locations().size()][];
    for (int l = 0; l < frames.length; l++) {
      frames[l] = frames(samples.locations().get(l));
    }
  }

  Profile profile() throws FormatException {
    try {
      contexts();
    } catch (ArithmeticException e) {
      throw file.wrong("expected values that add up to less than 2^63, found more");
    }
    return stacks.profile(origin(), knowledge.paths());
  }

  private void metrics() throws FormatException {
    int time = timeType();
    for (int m = 0; m < metrics.length; m++) {
      ValueType type = file.sampleTypes.get(m);
      String name = text(type.type());
      String unit = text(type.unit());
      Metric metric = m == time ? Metric.TIME : Units.metric(name, unit);
      Known known = knowledge.known(name);
      metrics[m] = stacks.metric(metric.as(known != null ? known : Units.known(metric)));
      metricNames[m] = name;
      for (int before = 0; before < m; before++) {
        if (metrics[before] == metrics[m]) {
          throw file.wrong("expected each type of values once, found " + name + " again");
        }
      }
    }
  }

  /** Which of the types is the time: Tally's, or a sampler's of the processor or the wall clock. */
  private int timeType() throws FormatException {
    for (String wanted : List.of(Metric.TIME.name(), "cpu", "wall")) {
      for (int m = 0; m < metrics.length; m++) {
        ValueType type = file.sampleTypes.get(m);
        if (text(type.type()).equals(wanted) && Units.nanos(text(type.unit())) > 0) {
          return m;
        }
      }
    }
    return -1;
  }

  /** Of a location, which has several where calls were inlined; the outermost first. */
  private int[] frames(long id) throws FormatException {
    Location location = file.locations.get(id);
    if (location == null) {
      if (id == PprofSamples.NO_LOCATION) {
        return new int[] {stacks.frame(JavaNames.function("(no stack)"), 0)};
      }
      throw file.wrong("expected a location with the id " + Long.toUnsignedString(id));
    }
    List<Line> lines = location.lines();
    if (lines.isEmpty()) {
      return new int[] {stacks.frame(methods.unknown(location), 0)};
    }
    allowance.take(4L * lines.size());
    int[] of = new int[lines.size()];
    for (int i = 0; i < of.length; i++) {
      Line line = lines.get(of.length - 1 - i);
      Function function = file.functions.get(line.function());
      boolean known = knowledge.hasLines() && line.line() == (int) line.line();
      of[i] =
          function == null
              ? stacks.frame(methods.unknown(location), 0)
              : stacks.frame(methods.method(function), known ? (int) line.line() : 0);
    }
    return of;
  }

  private void contexts() throws FormatException {
    CallTree tree = samples.tree();
    int[] threads = new int[samples.labels().size()];
    for (int l = 0; l < threads.length; l++) {
      threads[l] = isPathless(l) ? -1 : thread(l);
    }
    long[] scale = new long[metrics.length];
    for (int m = 0; m < scale.length; m++) {
      long nanos = Units.nanos(text(file.sampleTypes.get(m).unit()));
      scale[m] = nanos > 0 ? nanos : 1;
    }
    int[] rows = new int[tree.size()];
    for (int c = 0; c < rows.length; c++) {
      int labels = tree.thread(c);
      if (threads[labels] < 0) {
        if (samples.sampled().get(c)) {
          edge(tree, c, scale);
        }
        continue;
      }
      int row = tree.parent(c) == CallTree.ROOT ? -1 : rows[tree.parent(c)];
      for (int frame : frames[tree.frame(c)]) {
        row = row < 0 ? stacks.root(threads[labels], frame) : stacks.child(row, frame);
      }
      rows[c] = row;
      for (int m = 0; m < metrics.length; m++) {
        stacks.add(row, metrics[m], Math.multiplyExact(tree.value(m, c), scale[m]));
      }
    }
  }

  private final Map<String, Integer> threadNumbers = new HashMap<>();

  private int thread(int labels) throws FormatException {
    String name = null;
    for (Label label : samples.labels().get(labels)) {
      if (label.text() != 0 && PprofProto.isThread(text(label.key()))) {
        name = text(label.text());
      }
    }
    String group = name == null ? Stacks.ALL_THREADS : name;
    Integer known = threadNumbers.get(group);
    if (known == null) {
      Long count = knowledge.threads(group);
      known = count == null ? stacks.thread(group) : stacks.threads(group, count);
      threadNumbers.put(group, known);
    }
    return known;
  }

  private boolean isPathless(int labels) throws FormatException {
    boolean pathless = false;
    for (Label label : samples.labels().get(labels)) {
      pathless |=
          label.text() != 0
              && text(label.key()).equals(PprofProto.PATH)
              && text(label.text()).equals(PprofProto.UNKNOWN);
    }
    return knowledge.isOurs() && pathless;
  }

  /** A stack of calls without a path: a name for them, the caller if there is one, the callee. */
  private void edge(CallTree tree, int c, long[] scale) throws FormatException {
    int parent = tree.parent(c);
    boolean called = parent != CallTree.ROOT && tree.parent(parent) != CallTree.ROOT;
    int caller = called ? method(tree, parent) : Edges.NOBODY;
    int edge = stacks.edge(caller, method(tree, c));
    Map<String, Long> numbers = new HashMap<>();
    for (Label label : samples.labels().get(tree.thread(c))) {
      numbers.put(text(label.key()), label.number());
    }
    for (int m = 0; m < metrics.length; m++) {
      stacks.addToEdge(
          edge,
          metrics[m],
          Math.multiplyExact(tree.value(m, c), scale[m]),
          numbers.getOrDefault(PprofProto.cumulative(metricNames[m]), 0L),
          numbers.getOrDefault(PprofProto.edgeCumulative(metricNames[m]), 0L));
    }
    if (numbers.containsKey(PprofProto.ONLY_COUNTED)) {
      stacks.onlyCounted(edge);
    }
  }

  private int method(CallTree tree, int c) throws FormatException {
    Location location = file.locations.get(samples.locations().get(tree.frame(c)));
    Function function =
        location == null || location.lines().isEmpty()
            ? null
            : file.functions.get(location.lines().get(0).function());
    if (function == null) {
      throw file.wrong("expected functions for calls without a path, found none");
    }
    return stacks.method(methods.method(function));
  }

  private Origin origin() throws FormatException {
    String event = text(file.periodType.type());
    boolean nanos = Units.nanos(text(file.periodType.unit())) == 1;
    Engine engine =
        event.isEmpty() || !knowledge.mayBeSampled()
            ? new Engine.Foreign(knowledge.isOurs() ? "Tally, by way of pprof" : "pprof")
            : new Engine.Sampling(event, nanos ? Math.max(0, file.period) : 0);
    return new Origin(
        "",
        List.of(),
        "",
        Math.max(0, file.timeNanos / 1_000_000),
        Math.max(0, file.durationNanos),
        true,
        1,
        List.of(),
        engine);
  }

  private String text(long number) throws FormatException {
    return text(file, number);
  }

  /** A text of the table; number 0 is the empty one, also where a file leaves the table away. */
  static String text(PprofReader file, long number) throws FormatException {
    if (number == 0) {
      return "";
    }
    if (number < 0 || number >= file.strings.size()) {
      throw file.wrong(
          "expected a text below " + file.strings.size() + ", found a reference to " + number);
    }
    return file.strings.get((int) number);
  }
}
