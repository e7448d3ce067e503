// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.read;

import dev.tally.agent.trace.LeftOutClasses;
import dev.tally.agent.trace.MethodIds;
import dev.tally.probe.Clock;
import dev.tally.probe.FlatCounter;
import dev.tally.probe.HitSampler;
import dev.tally.probe.Recorder;
import dev.tally.probe.Recorders;
import dev.tally.probe.ThreadGroupName;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.TestEngines;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link Profile} of what has been recorded so far, or of a part of it: the trees of all
 * recorders, those of one thread group merged. Reads without stopping the program. Used once, by
 * one thread.
 */
public final class Snapshot {
  /** Stand for rows that were read and entries of batches: numbers of their callers, not calls. */
  public static final String ROWS = "rows";

  public static final String ENTRIES = "entries";

  /** Instead of a row: a call that was open when the part began, or what comes to a test. */
  private static final int OUTSIDE = -1;

  private final MethodIds ids;
  private final Part part;
  private final Metrics metrics = new Metrics();
  private final CallTree.Builder tree = new CallTree.Builder(metrics);
  private final Edges.Builder edges = new Edges.Builder(metrics);
  private final int calls = metrics.add(Metric.CALLS);
  private final int rowsRead;
  private final int entries;
  private final int time;
  private final int hits;
  private final List<Method> methods = new ArrayList<>();
  private int[] methodIndex = new int[1024];
  private final Map<ThreadGroupName, Integer> groups = new LinkedHashMap<>();
  private final TreeReader reader;
  private final ProbePrice price;

  /**
   * @param clockNanos price of a clock read
   * @param part what it is to have
   */
  public Snapshot(MethodIds ids, double clockNanos, Timing timing, Part part) {
    this.ids = ids;
    this.part = part;
    boolean timed = timing != Timing.NONE;
    Known known = timing == Timing.EXACT ? Known.EXACT : Known.ESTIMATED;
    time = timed ? metrics.add(Metric.TIME.as(known)) : -1;
    hits = timing == Timing.AUTO ? metrics.add(Metric.HITS) : -1;
    this.rowsRead = ids.id(Method.ofTally(ROWS));
    this.entries = ids.id(Method.ofTally(ENTRIES));
    this.reader = new TreeReader(clockNanos);
    this.price = new ProbePrice(reader, timed);
  }

  /** Reads all recorders. */
  public void read() {
    long now = Clock.now();
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      if (!part.leavesOut(r)) {
        reader.read(r, now);
        long probesNanos = price.takeOff() + r.probingNanos();
        Moment.Numbers before = part.since().of(r);
        reader.subtract(before);
        add(r, probesNanos, before);
      }
    }
  }

  /** Whether no call was recorded. */
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /** The methods that were called. */
  public List<Method> methods() {
    return methods;
  }

  /** What was read. */
  public Profile profile(Origin origin, LeftOutClasses leftOut) {
    List<Threads> threads = new ArrayList<>();
    for (ThreadGroupName group : groups.keySet()) {
      threads.add(new Threads(group.name, group.threads.get()));
    }
    return new Profile(
        origin,
        methods,
        Profile.framesOf(methods.size()),
        threads,
        Paths.EXACT,
        tree.build(),
        edges.build(),
        leftOut.listed(),
        leftOut.count());
  }

  private void add(Recorder recorder, long probesNanos, Moment.Numbers before) {
    if (reader.size == 0) {
      return;
    }
    if (part.isWhole()) { // In a part paths may unite where what was above them is left out.
      tree.nextTree(reader.size);
    }
    long outsideNanos = 0;
    double outsideVariance = 0;
    int[] rows = new int[reader.size];
    for (int i = 0; i < reader.size; i++) {
      int above = reader.parent[i];
      boolean outermost = above < 0 || rows[above] == OUTSIDE;
      if (above >= 0 && isNumber(reader.method[i])) {
        rows[i] = OUTSIDE;
        if (!outermost) {
          tree.add(rows[above], numberOf(reader.method[i]), reader.calls[i]);
        }
        continue;
      }
      if (outermost && isOutside(i)) {
        rows[i] = OUTSIDE;
        outsideNanos += reader.selfNanos[i];
        outsideVariance += (double) reader.errorNanos[i] * reader.errorNanos[i];
        continue;
      }
      int method = methodIndex(reader.method[i]);
      rows[i] = outermost ? outermost(group(recorder), method) : tree.child(rows[above], method);
      tree.add(rows[i], calls, reader.calls[i]);
      addTime(rows[i], reader.selfNanos[i], reader.flatNanos[i]);
      addError(rows[i], reader.errorNanos[i], reader.isDivided(i));
      if (hits >= 0) {
        tree.add(rows[i], hits, reader.hits[i]);
      }
    }
    Part.Test test = part.test();
    if (test != null && test.own() == recorder) {
      int frame = frame(test, group(recorder));
      tree.add(frame, calls, 1);
      // What it takes to come to a test is the test's own time.
      addTime(frame, outsideNanos, 0);
      addError(frame, Math.round(Math.sqrt(outsideVariance)), false);
    }
    addOwn(recorder, "probes", probesNanos - before.probesNanos);
    addOwn(recorder, "weaving", recorder.weavingNanos() - before.weavingNanos);
    long[] stretches = recorder.flatCounters();
    int counter = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      for (long c = stretches[i]; c < stretches[i + 1]; c += FlatCounter.BYTES) {
        addFlat(c, before.flat, counter);
        counter += Moment.Numbers.FLAT_COLUMNS;
      }
    }
  }

  /** Whether a row that is outermost in the part, if it is in it, is no part of it. */
  private boolean isOutside(int row) {
    Part.Test test = part.test();
    return !part.isWhole() && (reader.calls[row] <= 0 || (test != null && comesToTest(test, row)));
  }

  /** Whether a row is of what comes to a test: the engine, or what that calls of the JDK. */
  private boolean comesToTest(Part.Test test, int row) {
    Method method = ids.method(reader.method[row]);
    return switch (method.kind()) {
      case TEST -> true; // The same, around what is counted of it.
      case JDK, NATIVE, LIBRARY -> reader.parent[row] >= 0 && comesToTest(test, reader.parent[row]);
      default -> TestEngines.contain(method.className());
    };
  }

  private int group(Recorder recorder) {
    Integer known = groups.putIfAbsent(recorder.group, groups.size());
    return known == null ? groups.size() - 1 : known;
  }

  private int outermost(int group, int method) {
    Part.Test test = part.test();
    return test == null ? tree.root(group, method) : tree.child(frame(test, group), method);
  }

  /** The frame of a test in a thread group. */
  private int frame(Part.Test test, int group) {
    return tree.root(group, methodIndex(ids.id(test.frame())));
  }

  private void addFlat(long c, long[] before, int counter) {
    long[] now = Moment.Numbers.flat(c);
    for (int i = 0; i < now.length && counter < before.length; i++) {
      now[i] -= before[counter + i];
    }
    if (now[0] <= 0 || isNumber(FlatCounter.callee(c))) {
      return;
    }
    int edge = edges.edge(methodIndex(FlatCounter.caller(c)), methodIndex(FlatCounter.callee(c)));
    edges.add(edge, calls, now[0], now[1], now[2]);
    if (time >= 0) {
      edges.add(edge, time, now[3], now[4], now[5]);
    }
  }

  private boolean isNumber(int method) {
    return method == rowsRead || method == entries;
  }

  private int numberOf(int method) {
    return metrics.add(method == rowsRead ? Metric.ROWS : Metric.ENTRIES);
  }

  private void addTime(int row, long selfNanos, long edgeNanos) {
    if (time >= 0) {
      tree.add(row, time, selfNanos);
      if (edgeNanos != 0) {
        tree.add(row, metrics.add(Metric.EDGE_TIME.as(Known.EXACT)), edgeNanos);
      }
    }
  }

  private void addError(int row, long errorNanos, boolean divided) {
    if (time >= 0) {
      tree.addError(row, time, errorNanos, divided);
    }
  }

  /** What was taken off the program's times, or never was in them, so that they still add up. */
  private void addOwn(Recorder recorder, String name, long nanos) {
    if (nanos > 0) {
      int own = methodIndex(ids.id(Method.ofTally(name)));
      addTime(outermost(group(recorder), own), nanos, 0);
    }
  }

  /** Methods are numbered in the recording as they first appear in it. */
  private int methodIndex(int id) {
    if (id >= methodIndex.length) {
      methodIndex = Arrays.copyOf(methodIndex, Math.max(id + 1, methodIndex.length * 2));
    }
    if (methodIndex[id] == 0) {
      methods.add(ids.method(id));
      methodIndex[id] = methods.size();
    }
    return methodIndex[id] - 1;
  }

  /** What a hit stands for, for the recording. */
  public static long hitIntervalNanos(boolean sampled) {
    return sampled ? HitSampler.HIT_NANOS : 0;
  }
}
