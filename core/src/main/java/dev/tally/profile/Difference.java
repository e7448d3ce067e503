// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was recorded between two moments of one recording: a part of it.
 *
 * <p>Calls that were open at the first moment are not in it, and what they called since is: that
 * moves up to the root. So it is with cProfile's {@code enable} and {@code disable}.
 */
public final class Difference {
  private final CallTree.Builder tree;
  private final Edges.Builder edges;
  private final Profile all;

  /** Those that have calls in the part, and their numbers in it; -1 for one that has none. */
  private final List<Method> methods = new ArrayList<>();

  private final int[] methodNumbers;
  private final List<Frame> frames = new ArrayList<>();
  private final int[] frameNumbers;

  private Difference(Profile all) {
    this.all = all;
    Metrics metrics = Metrics.of(all.metrics());
    tree = new CallTree.Builder(metrics);
    edges = new Edges.Builder(metrics);
    methodNumbers = new int[all.methods().size()];
    frameNumbers = new int[all.frames().size()];
    Arrays.fill(methodNumbers, -1);
    Arrays.fill(frameNumbers, -1);
  }

  /**
   * The difference of two moments.
   *
   * @param now the later one, which has every path of the earlier one
   */
  public static Profile between(Profile since, Profile now) {
    Merge both = new Merge();
    both.add(now);
    both.subtract(since);
    return new Difference(both.profile()).profile(since, now);
  }

  private Profile profile(Profile since, Profile now) {
    addContexts(all.tree());
    addEdges(all.edges());
    Origin whole = now.origin();
    long before = since.origin().durationNanos();
    Origin origin =
        new Origin(
            whole.creator(),
            whole.commandLine(),
            whole.jvm(),
            whole.startEpochMillis() + before / 1_000_000,
            whole.durationNanos() - before,
            // Whether the program goes on makes no difference to a part that has ended.
            true,
            1,
            whole.notes(),
            whole.engine(),
            whole.places());
    return new Profile(
        origin,
        methods,
        frames,
        // The earlier moment's threads are all there, in the same order: groups are never dropped.
        now.threads(),
        now.paths(),
        tree.build(),
        edges.build(),
        now.leftOut(),
        now.leftOutCount());
  }

  private void addContexts(CallTree from) {
    int calls = Metrics.number(all.metrics(), Metric.CALLS);
    int[] rows = new int[from.size()];
    for (int c = 0; c < rows.length; c++) {
      int above = from.parent(c);
      boolean outermost = above == CallTree.ROOT || rows[above] < 0;
      if (from.value(calls, c) <= 0 && outermost) {
        rows[c] = CallTree.ROOT;
        continue;
      }
      rows[c] =
          outermost
              ? tree.root(from.thread(c), frame(from.frame(c)))
              : tree.child(rows[above], frame(from.frame(c)));
      for (int m = 0; m < all.metrics().size(); m++) {
        // Estimates of two moments may differ by a little in the wrong direction.
        tree.add(rows[c], m, Math.max(0, from.value(m, c)));
        tree.addError(rows[c], m, from.error(m, c));
      }
    }
  }

  private void addEdges(Edges from) {
    for (int e = 0; e < from.size(); e++) {
      if (from.calls(e) > 0) {
        int edge = edges.edge(method(from.caller(e)), method(from.callee(e)));
        for (int m = 0; m < all.metrics().size(); m++) {
          edges.add(edge, m, from.self(m, e), from.cumulative(m, e), from.edgeCumulative(m, e));
        }
      }
    }
  }

  private int method(int method) {
    if (method != Edges.NOBODY && methodNumbers[method] < 0) {
      methodNumbers[method] = methods.size();
      methods.add(all.methods().get(method));
    }
    return method == Edges.NOBODY ? Edges.NOBODY : methodNumbers[method];
  }

  private int frame(int frame) {
    if (frameNumbers[frame] < 0) {
      Frame old = all.frames().get(frame);
      int method = method(old.method());
      frameNumbers[frame] = frames.size();
      frames.add(new Frame(method, old.line()));
    }
    return frameNumbers[frame];
  }
}
