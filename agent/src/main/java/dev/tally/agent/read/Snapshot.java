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
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link Profile} of what has been recorded so far: the trees of all recorders, those of
 * one thread group merged. Reads without stopping the program. Used once, by one thread.
 */
public final class Snapshot {
  /** Stand for rows that were read and entries of batches: numbers of their callers, not calls. */
  public static final String ROWS = "rows";

  public static final String ENTRIES = "entries";

  private final MethodIds ids;
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
   */
  public Snapshot(MethodIds ids, double clockNanos, Timing timing) {
    this.ids = ids;
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
      reader.read(r, now);
      add(r, price.takeOff() + r.probingNanos());
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

  private void add(Recorder recorder, long probeNanos) {
    if (reader.size == 0) {
      return;
    }
    Integer group = groups.get(recorder.group);
    if (group == null) {
      group = groups.size();
      groups.put(recorder.group, group);
    }
    tree.nextTree(reader.size);
    int[] rows = new int[reader.size];
    for (int i = 0; i < reader.size; i++) {
      int above = reader.parent[i];
      if (above >= 0 && isNumber(reader.method[i])) {
        tree.add(rows[above], numberOf(reader.method[i]), reader.calls[i]);
        continue;
      }
      int method = methodIndex(reader.method[i]);
      rows[i] = above < 0 ? tree.root(group, method) : tree.child(rows[above], method);
      tree.add(rows[i], calls, reader.calls[i]);
      addTime(rows[i], reader.selfNanos[i], reader.errorNanos[i], reader.flatNanos[i]);
      if (hits >= 0) {
        tree.add(rows[i], hits, reader.hits[i]);
      }
    }
    addOwn(group, "probes", probeNanos);
    addOwn(group, "weaving", recorder.weavingNanos());
    long[] stretches = recorder.flatCounters();
    for (int i = 0; i < stretches.length; i += 2) {
      for (long c = stretches[i]; c < stretches[i + 1]; c += FlatCounter.BYTES) {
        if (FlatCounter.calls(c) > 0 && !isNumber(FlatCounter.callee(c))) {
          addFlat(c);
        }
      }
    }
  }

  private void addFlat(long c) {
    int edge = edges.edge(methodIndex(FlatCounter.caller(c)), methodIndex(FlatCounter.callee(c)));
    edges.add(
        edge,
        calls,
        FlatCounter.calls(c),
        FlatCounter.primitiveCalls(c),
        FlatCounter.edgePrimitiveCalls(c));
    if (time >= 0) {
      edges.add(
          edge,
          time,
          FlatCounter.selfNanos(c),
          FlatCounter.cumulativeNanos(c),
          FlatCounter.edgeCumulativeNanos(c));
    }
  }

  private boolean isNumber(int method) {
    return method == rowsRead || method == entries;
  }

  private int numberOf(int method) {
    return metrics.add(method == rowsRead ? Metric.ROWS : Metric.ENTRIES);
  }

  private void addTime(int row, long selfNanos, long errorNanos, long edgeNanos) {
    if (time >= 0) {
      tree.add(row, time, selfNanos);
      tree.addError(row, time, errorNanos);
      if (edgeNanos != 0) {
        tree.add(row, metrics.add(Metric.EDGE_TIME.as(Known.EXACT)), edgeNanos);
      }
    }
  }

  /** What was taken off the program's times, or never was in them, so that they still add up. */
  private void addOwn(int group, String name, long nanos) {
    if (nanos > 0) {
      int own = methodIndex(ids.id(Method.ofTally(name)));
      addTime(tree.root(group, own), nanos, 0, 0);
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
