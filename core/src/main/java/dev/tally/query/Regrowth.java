// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Frame;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A profile that grows of the contexts of another: paths that become the same are united, and of
 * methods, frames and threads there are those that have a context or an edge.
 *
 * <p>For use by one thread.
 */
final class Regrowth {
  private static final int NEW = -1;

  private final Profile from;
  private final CallTree.Builder tree;
  private final int calls;
  private final int[] methodOf;
  private final int[] frameOf;
  private final int[] threadOf;
  private final List<Method> methods = new ArrayList<>();
  private final Map<Method, Integer> methodNumbers = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<Frame, Integer> frameNumbers = new HashMap<>();
  private final List<Threads> threads = new ArrayList<>();
  private final UnaryOperator<Method> label;

  /** Methods stay what they are. */
  Regrowth(Profile from) {
    this(from, method -> method);
  }

  /**
   * Methods become others.
   *
   * @param label what stands for a method; frames of what stands for several have no lines
   */
  Regrowth(Profile from, UnaryOperator<Method> label) {
    this.from = from;
    this.label = label;
    tree = new CallTree.Builder(Metrics.of(from.metrics()));
    calls = Metrics.number(from.metrics(), Metric.CALLS);
    methodOf = unknown(from.methods().size());
    frameOf = unknown(from.frames().size());
    threadOf = unknown(from.threads().size());
  }

  private static int[] unknown(int size) {
    int[] numbers = new int[size];
    Arrays.fill(numbers, NEW);
    return numbers;
  }

  /** The row of an outermost context, which need not have been one. */
  int root(int context) {
    int thread = from.tree().thread(context);
    if (threadOf[thread] == NEW) {
      threadOf[thread] = threads.size();
      threads.add(from.threads().get(thread));
    }
    return tree.root(threadOf[thread], frame(from.tree().frame(context)));
  }

  /** The row of a context below a row. */
  int child(int row, int context) {
    return tree.child(row, frame(from.tree().frame(context)));
  }

  /** Adds the numbers of a context to a row. */
  void add(int row, int context) {
    addOthersThanCalls(row, context, from.tree().isDivided(context));
    if (calls >= 0) {
      tree.add(row, calls, from.tree().value(calls, context));
    }
  }

  /**
   * Adds what a context holds beside its calls, as if it were inlined.
   *
   * @param into the context whose row it is: of that with all below it this was a part before
   */
  void addInlined(int row, int context, int into) {
    addOthersThanCalls(row, context, from.tree().isDivided(into));
  }

  private void addOthersThanCalls(int row, int context, boolean divided) {
    for (int m = 0; m < from.metrics().size(); m++) {
      if (m != calls) {
        tree.add(row, m, from.tree().value(m, context));
        tree.addError(row, m, from.tree().error(m, context), divided);
      }
    }
  }

  /** The number that a method of the other profile has here. */
  int method(int method) {
    if (methodOf[method] == NEW) {
      Method known = label.apply(from.methods().get(method));
      Integer number = methodNumbers.putIfAbsent(known, methods.size());
      methodOf[method] = number == null ? methods.size() : number;
      if (number == null) {
        methods.add(known);
      }
    }
    return methodOf[method];
  }

  private int frame(int frame) {
    if (frameOf[frame] == NEW) {
      Frame old = from.frames().get(frame);
      boolean same = from.methods().get(old.method()).equals(here(old.method()));
      Frame label = new Frame(method(old.method()), same ? old.line() : 0);
      Integer number = frameNumbers.putIfAbsent(label, frames.size());
      frameOf[frame] = number == null ? frames.size() : number;
      if (number == null) {
        frames.add(label);
      }
    }
    return frameOf[frame];
  }

  private Method here(int method) {
    return methods.get(method(method));
  }

  /** No edges, of the right metrics. */
  Edges noEdges() {
    return Edges.empty(from.metrics());
  }

  /** All edges of the other profile. */
  Edges sameEdges() {
    Edges old = from.edges();
    Edges.Builder edges = new Edges.Builder(Metrics.of(from.metrics()));
    for (int e = 0; e < old.size(); e++) {
      int caller = old.caller(e) == Edges.NOBODY ? Edges.NOBODY : method(old.caller(e));
      int edge = edges.edge(caller, method(old.callee(e)));
      for (int m = 0; m < from.metrics().size(); m++) {
        edges.add(edge, m, old.self(m, e), old.cumulative(m, e), old.edgeCumulative(m, e));
      }
      if (old.isOnlyCounted(e)) {
        edges.onlyCounted(edge);
      }
    }
    return edges.build();
  }

  /**
   * What has grown.
   *
   * @param edges of methods that are numbered by {@link #method}
   * @param notes what was asked, and what has no place in the answer
   */
  Profile profile(Edges edges, List<String> notes) {
    Origin origin = from.origin();
    List<String> all = new ArrayList<>(notes);
    all.addAll(origin.notes());
    return new Profile(
        new Origin(
            origin.creator(),
            origin.commandLine(),
            origin.jvm(),
            origin.startEpochMillis(),
            origin.durationNanos(),
            origin.complete(),
            origin.recordings(),
            all,
            origin.engine(),
            origin.places()),
        methods,
        frames,
        threads,
        from.paths(),
        tree.build(),
        edges,
        from.leftOut(),
        from.leftOutCount());
  }
}
