// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.agent.trace.LeftOutClasses;
import dev.tally.agent.trace.MethodIds;
import dev.tally.probe.Calibration;
import dev.tally.probe.Clock;
import dev.tally.probe.Context;
import dev.tally.probe.CountingPrice;
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
final class Snapshot {
  /** So many that their mean is not one interruption's. */
  private static final long MANY_CALLS = 10_000;

  /** Counted calls of a thread that cost so much together that it is worth knowing how much. */
  private static final long MANY_COUNTED = 5_000_000;

  private final MethodIds ids;
  private final CallTree.Builder tree = new CallTree.Builder();
  private final List<Method> methods = new ArrayList<>();
  private int[] methodIndex = new int[1024];
  private final Map<ThreadGroupName, Integer> groups = new LinkedHashMap<>();
  private final Map<Long, FlatCall> flatCalls = new LinkedHashMap<>();
  private final TreeReader reader;
  private final Calibration prices;

  /**
   * @param clockNanos price of a clock read
   * @param prices what to take off for the probes
   */
  Snapshot(MethodIds ids, double clockNanos, Calibration prices) {
    this.ids = ids;
    this.reader = new TreeReader(clockNanos);
    this.prices = prices;
  }

  /** Reads all recorders. */
  Profile take(Origin origin, LeftOutClasses leftOut) {
    long now = Clock.now();
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      reader.read(r, now);
      add(r, subtractProbes());
    }
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
    int[] rows = new int[reader.size];
    for (int i = 0; i < reader.size; i++) {
      long context = reader.context[i];
      int method = methodIndex(Context.method(context));
      int above = reader.parent[i];
      rows[i] = above < 0 ? tree.root(group, method) : tree.child(rows[above], method);
      tree.add(rows[i], reader.calls[i], reader.selfNanos[i], reader.errorNanos[i], reader.hits[i]);
      if (Context.flatNanos(context) != 0) {
        tree.addFlatNanos(rows[i], Context.flatNanos(context));
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

  /**
   * Takes off what the probes cost. Returns what was taken, which the recording shows as a row of
   * its own, so that times still add up.
   */
  private long subtractProbes() {
    return prices.equals(Calibration.NONE) ? 0 : subtractCounting() + subtractTiming();
  }

  /** Part of a timed call's price is in the callee's time, part in the caller's. */
  private long subtractTiming() {
    long[] calls = new long[reader.size];
    long[] callees = new long[reader.size];
    for (int i = 0; i < reader.size; i++) {
      calls[i] = timedCalls(i);
      if (reader.parent[i] >= 0) {
        callees[reader.parent[i]] += calls[i];
      }
    }
    Calibration price = cheapest(calls, callees);
    long taken = 0;
    for (int i = 0; i < reader.size; i++) {
      taken += take(i, calls[i] * price.innerNanos() + callees[i] * price.outerNanos());
    }
    return taken;
  }

  /**
   * A counted call's price is in the callee's time and in its caller's, as much in each as there is
   * time: which of them is current while the price is paid is up to the processor. The price of a
   * leaf, which never is current, is in its caller's.
   */
  private long subtractCounting() {
    long counted = 0;
    for (int i = 0; i < reader.size; i++) {
      counted += reader.calls[i] - timedCalls(i);
    }
    CountingPrice price = counted < MANY_COUNTED ? CountingPrice.known() : CountingPrice.measure();
    long[] before = Arrays.copyOf(reader.selfNanos, reader.size);
    double[] callers = new double[reader.size];
    long taken = 0;
    for (int i = 0; i < reader.size; i++) {
      long calls = reader.calls[i] - timedCalls(i);
      boolean leaf = Context.leaf(reader.context[i]);
      double nanos = calls * (leaf ? price.leafNanos() : price.callNanos());
      int caller = reader.parent[i];
      double self = reader.selfNanos[i];
      double both = self + (caller < 0 ? 0 : before[caller]);
      long off = leaf || both == 0 ? 0 : take(i, nanos * self / both);
      taken += off;
      if (caller >= 0) {
        callers[caller] += nanos - off;
      }
    }
    for (int i = 0; i < reader.size; i++) {
      taken += take(i, callers[i]);
    }
    return taken;
  }

  private long timedCalls(int row) {
    long context = reader.context[row];
    if (Context.leaf(context)) {
      return 0;
    }
    long calls = reader.calls[row];
    return Context.timed(context) ? calls : Math.min(calls, Context.callsWhileTimed(context));
  }

  private long take(int row, double nanos) {
    long off = Math.min(Math.round(nanos), reader.selfNanos[row]);
    reader.selfNanos[row] -= off;
    return off;
  }

  /**
   * The price, but no more than the whole of what this thread's cheapest calls took: where a probe
   * runs beside other work, the processor does part of both at once, and a price that was measured
   * alone would leave nothing of short calls.
   */
  private Calibration cheapest(long[] timedCalls, long[] timedCallees) {
    double inner = prices.innerNanos();
    for (int i = 0; i < reader.size; i++) {
      if (timedCalls[i] >= MANY_CALLS && Context.timed(reader.context[i])) {
        inner = Math.min(inner, (double) reader.selfNanos[i] / timedCalls[i]);
      }
    }
    double outer = prices.outerNanos();
    for (int i = 0; i < reader.size; i++) {
      if (timedCallees[i] >= MANY_CALLS && Context.timed(reader.context[i])) {
        double self = reader.selfNanos[i] - timedCalls[i] * inner;
        outer = Math.min(outer, self / timedCallees[i]);
      }
    }
    return new Calibration(inner, Math.max(0, outer));
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
  static long hitIntervalNanos(boolean sampled) {
    return sampled ? HitSampler.HIT_NANOS : 0;
  }
}
