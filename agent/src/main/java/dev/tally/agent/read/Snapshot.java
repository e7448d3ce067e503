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
import dev.tally.profile.FlatCall;
import dev.tally.profile.Method;
import dev.tally.profile.Origin;
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
  private final MethodIds ids;
  private final CallTree.Builder tree = new CallTree.Builder();
  private final List<Method> methods = new ArrayList<>();
  private int[] methodIndex = new int[1024];
  private final Map<ThreadGroupName, Integer> groups = new LinkedHashMap<>();
  private final Map<Long, FlatCall> flatCalls = new LinkedHashMap<>();
  private final TreeReader reader;
  private final ProbePrice price;

  /**
   * @param clockNanos price of a clock read
   * @param timed whether any time is told
   */
  public Snapshot(MethodIds ids, double clockNanos, boolean timed) {
    this.ids = ids;
    this.reader = new TreeReader(clockNanos);
    this.price = new ProbePrice(reader, timed);
  }

  /** Reads all recorders. */
  public void read() {
    long now = Clock.now();
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      reader.read(r, now);
      add(r, price.takeOff() + r.pricingNanos());
    }
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
        threads,
        tree.build(),
        List.copyOf(flatCalls.values()),
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
      int method = methodIndex(reader.method[i]);
      int above = reader.parent[i];
      rows[i] = above < 0 ? tree.root(group, method) : tree.child(rows[above], method);
      tree.add(rows[i], reader.calls[i], reader.selfNanos[i], reader.errorNanos[i], reader.hits[i]);
      if (reader.flatNanos[i] != 0) {
        tree.addFlatNanos(rows[i], reader.flatNanos[i]);
      }
    }
    if (probeNanos > 0) {
      int probes = ids.id(new Method("tally", "probes", "", "", 0, true));
      tree.add(tree.root(group, methodIndex(probes)), 0, probeNanos, 0, 0);
    }
    for (FlatCounter c = recorder.firstFlat(); c != null; c = c.next) {
      int caller = methodIndex(c.caller);
      int callee = methodIndex(c.callee);
      FlatCall call =
          new FlatCall(
              caller,
              callee,
              c.calls,
              c.primitiveCalls,
              c.edgePrimitiveCalls,
              c.selfNanos,
              c.cumulativeNanos,
              c.edgeCumulativeNanos);
      flatCalls.merge(((long) caller << 32) | callee, call, FlatCall::plus);
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
