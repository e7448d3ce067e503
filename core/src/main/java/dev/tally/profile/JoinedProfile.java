// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import dev.tally.profile.Metric.Known;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link Join} makes: the counted profile without what its own clock and sampler said, and
 * what Tally cost there; with the times of the other.
 */
final class JoinedProfile {
  private static final int NONE = JoinTargets.NONE;

  private final Profile counts;
  private final Profile times;
  private final long intervalNanos;
  private final Metrics metrics = new Metrics();
  private final CallTree.Builder tree = new CallTree.Builder(metrics);
  private final Edges.Builder edges = new Edges.Builder(metrics);

  /** By metric of the counts, and of the times: its number here, or {@link #NONE}. */
  private final int[] counted;

  private final int[] timed;
  private final int time;
  private final int edgeTime;

  /** By context and by edge of the counts. */
  private final int[] contexts;

  private final int[] rowOfEdge;

  /** Times by how they were found. */
  private final long[] nanosBy = new long[JoinedStacks.NOT + 1];

  JoinedProfile(Profile counts, Profile times, long intervalNanos) {
    this.counts = counts;
    this.times = times;
    this.intervalNanos = intervalNanos;
    metrics.add(Metric.CALLS);
    counted = numbers(counts.metrics(), List.of(Metric.TIME, Metric.EDGE_TIME, Metric.HITS));
    time = metrics.add(Metric.TIME.as(Known.SAMPLED));
    edgeTime = counts.edges().size() == 0 ? NONE : metrics.add(Metric.EDGE_TIME.as(Known.SAMPLED));
    timed = numbers(times.metrics(), List.of(Metric.CALLS, Metric.EDGE_TIME));
    contexts = new int[counts.tree().size()];
    rowOfEdge = new int[counts.edges().size()];
    copyContexts();
    copyEdges();
  }

  private int[] numbers(List<Metric> of, List<Metric> but) {
    int[] numbers = new int[of.size()];
    for (int m = 0; m < numbers.length; m++) {
      Metric metric = of.get(m);
      numbers[m] = but.stream().anyMatch(metric::isSame) ? NONE : metrics.add(metric);
    }
    return numbers;
  }

  private void copyContexts() {
    CallTree from = counts.tree();
    for (int c = 0; c < contexts.length; c++) {
      int parent = from.parent(c);
      boolean left = counts.method(c).kind() == Kind.PROBE;
      if (left || (parent != CallTree.ROOT && contexts[parent] == NONE)) {
        contexts[c] = NONE;
        continue;
      }
      contexts[c] =
          parent == CallTree.ROOT
              ? tree.root(from.thread(c), from.frame(c))
              : tree.child(contexts[parent], from.frame(c));
      for (int m = 0; m < counted.length; m++) {
        if (counted[m] != NONE) {
          tree.add(contexts[c], counted[m], from.value(m, c));
          tree.addError(contexts[c], counted[m], from.error(m, c), from.isDivided(c));
        }
      }
    }
  }

  private void copyEdges() {
    Edges from = counts.edges();
    for (int e = 0; e < rowOfEdge.length; e++) {
      if (counts.methods().get(from.callee(e)).kind() == Kind.PROBE) {
        rowOfEdge[e] = NONE;
        continue;
      }
      rowOfEdge[e] = edges.edge(from.caller(e), from.callee(e));
      for (int m = 0; m < counted.length; m++) {
        if (counted[m] != NONE) {
          edges.add(
              rowOfEdge[e],
              counted[m],
              from.self(m, e),
              from.cumulative(m, e),
              from.edgeCumulative(m, e));
        }
      }
      if (from.isOnlyCounted(e)) {
        edges.onlyCounted(rowOfEdge[e]);
      }
    }
  }

  /** Adds the times of a tree, each to where it belongs. */
  void addStacks(JoinedStacks stacks) {
    CallTree from = times.tree();
    for (int t = 0; t < from.size(); t++) {
      nanosBy[stacks.how(t)] += nanos(t);
      if (stacks.context(t) != NONE) {
        addToContext(t, contexts[stacks.context(t)]);
      } else if (stacks.edge(t) != NONE) {
        int row = rowOfEdge[stacks.edge(t)];
        for (int m = 0; m < timed.length; m++) {
          addToEdge(row, timed[m], from.value(m, t), 0, 0);
        }
        addToEdge(row, times.has(Metric.TIME) ? NONE : time, nanos(t), 0, 0);
      }
    }
    addCumulative(stacks);
  }

  private void addToContext(int t, int row) {
    CallTree from = times.tree();
    for (int m = 0; m < timed.length; m++) {
      if (timed[m] != NONE) {
        tree.add(row, timed[m], from.value(m, t));
        tree.addError(row, timed[m], from.error(m, t));
      }
    }
    if (!times.has(Metric.TIME)) {
      tree.add(row, time, nanos(t));
      // Of n samples, each by chance, the number has this error.
      tree.addError(row, time, Math.round(Math.sqrt((double) hits(t)) * intervalNanos));
    }
  }

  private void addToEdge(int row, int metric, long self, long cumulative, long edgeCumulative) {
    if (metric != NONE) {
      edges.add(row, metric, self, cumulative, edgeCumulative);
    }
  }

  private long hits(int t) {
    return times.tree().value(Metrics.number(times.metrics(), Metric.HITS), t);
  }

  private long nanos(int t) {
    return times.has(Metric.TIME)
        ? times.tree().selfNanos(t)
        : Math.multiplyExact(hits(t), intervalNanos);
  }

  /** What is below calls without a path: theirs, if no other call of the method is open above. */
  private void addCumulative(JoinedStacks stacks) {
    int[] openMethods = new int[counts.methods().size()];
    int[] openEdges = new int[rowOfEdge.length];
    int[] methodOf = counts.methodOfFrame();
    long[] inclusive = inclusiveNanos();
    Walk walk = new Walk(times.tree());
    for (int step; (step = walk.next()) != Walk.END; ) {
      int t = step >= 0 ? step : ~step;
      if (!stacks.isFound(t)) {
        continue;
      }
      int edge = stacks.edge(t);
      int method =
          edge == NONE
              ? methodOf[counts.tree().frame(stacks.context(t))]
              : counts.edges().callee(edge);
      int way = step >= 0 ? 1 : -1;
      openMethods[method] += way;
      if (edge != NONE) {
        openEdges[edge] += way;
        if (way > 0) {
          boolean first = openMethods[method] == 1;
          boolean firstOfEdge = openEdges[edge] == 1;
          addToEdge(
              rowOfEdge[edge], time, 0, first ? inclusive[t] : 0, firstOfEdge ? inclusive[t] : 0);
          enterFromPath(stacks, t, inclusive[t]);
        }
      }
    }
  }

  /** A context's inclusive time has that of calls without a path below it. */
  private void enterFromPath(JoinedStacks stacks, int t, long nanos) {
    int parent = times.tree().parent(t);
    if (parent != CallTree.ROOT && stacks.context(parent) != NONE) {
      tree.add(contexts[stacks.context(parent)], edgeTime, nanos);
    }
  }

  private long[] inclusiveNanos() {
    CallTree from = times.tree();
    long[] inclusive = new long[from.size()];
    for (int t = from.size() - 1; t >= 0; t--) {
      inclusive[t] += nanos(t);
      if (from.parent(t) != CallTree.ROOT) {
        inclusive[from.parent(t)] += inclusive[t];
      }
    }
    return inclusive;
  }

  /** Adds an edge of the times to a context or to an edge of the counts. */
  void addEdge(int e, int context, int edge, int how) {
    Edges from = times.edges();
    long nanos =
        times.has(Metric.TIME)
            ? from.selfNanos(e)
            : Math.multiplyExact(
                from.self(Metrics.number(times.metrics(), Metric.HITS), e), intervalNanos);
    nanosBy[how] += nanos;
    for (int m = 0; m < timed.length; m++) {
      if (timed[m] != NONE && context != NONE) {
        tree.add(contexts[context], timed[m], from.self(m, e));
      } else if (timed[m] != NONE && edge != NONE) {
        addToEdge(
            rowOfEdge[edge],
            timed[m],
            from.self(m, e),
            from.cumulative(m, e),
            from.edgeCumulative(m, e));
      }
    }
    if (!times.has(Metric.TIME) && context != NONE) {
      tree.add(contexts[context], time, nanos);
    } else if (!times.has(Metric.TIME) && edge != NONE) {
      addToEdge(rowOfEdge[edge], time, nanos, 0, 0);
    }
  }

  Profile profile() {
    Origin of = counts.origin();
    List<String> notes = new ArrayList<>(of.notes());
    notes.addAll(times.origin().notes());
    notes.add(found());
    return new Profile(
        new Origin(
            of.creator(),
            of.commandLine(),
            of.jvm(),
            of.startEpochMillis(),
            of.durationNanos(),
            of.complete() && times.origin().complete(),
            of.recordings(),
            notes,
            new Engine.Joined(of.engine(), times.origin().engine()),
            of.places()),
        counts.methods(),
        counts.frames(),
        counts.threads(),
        counts.paths(),
        tree.build(),
        edges.build(),
        counts.leftOut(),
        counts.leftOutCount());
  }

  /** How the times were found, and how much was not. */
  private String found() {
    long all = Arrays.stream(nanosBy).sum();
    return "calls are of one run, times of another, sampled; of these were found by path "
        + percent(nanosBy[JoinedStacks.BY_PATH], all)
        + ", by caller and callee "
        + percent(nanosBy[JoinedStacks.BY_CALL], all)
        + ", by method "
        + percent(nanosBy[JoinedStacks.BY_METHOD], all)
        + ", in no counted method "
        + percent(nanosBy[JoinedStacks.NOT], all)
        + ", which are left out";
  }

  private static String percent(long part, long all) {
    long tenths = all == 0 ? 0 : Math.round(part * 1000.0 / all);
    return tenths / 10 + "." + Math.abs(tenths % 10) + " %";
  }
}
