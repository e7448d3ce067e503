// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A profile whose methods are packages, classes or whatever groups methods. A call within a group
 * is a recursive call: primitive calls are those that come from outside, and a group's cumulative
 * time counts once what it did while it was entered already.
 */
public final class Grouped {
  private Grouped() {}

  /**
   * Groups.
   *
   * @param groupOf the group of a method, itself a method in name
   * @param asked how somebody asked for this, such as {@code "by package"}
   */
  public static Profile of(Profile profile, UnaryOperator<Method> groupOf, String asked) {
    CallTree tree = profile.tree();
    Regrowth groups = new Regrowth(profile, groupOf);
    int[] rows = new int[tree.size()];
    for (int c = 0; c < rows.length; c++) {
      rows[c] =
          tree.parent(c) == CallTree.ROOT ? groups.root(c) : groups.child(rows[tree.parent(c)], c);
      groups.add(rows[c], c);
    }
    Edges edges = edges(profile, groups);
    return groups.profile(
        edges,
        edges.size() == 0
            ? List.of(asked)
            : List.of(
                asked,
                profile.paths() == Paths.NONE
                    ? "cumtime counts twice what leaves a group and comes back to it"
                    : Pathless.calls(profile) + " calls have no path, so cumtime is without them"));
  }

  /**
   * Edges between groups. Of a call within one only what is its own is added. In a profile without
   * paths what enters a group is taken to enter it from outside all its activations, as there is no
   * path that could tell; where most paths are known their times have that of these calls already.
   */
  private static Edges edges(Profile profile, Regrowth groups) {
    Edges old = profile.edges();
    List<Metric> metrics = profile.metrics();
    Edges.Builder edges = new Edges.Builder(Metrics.of(metrics));
    boolean none = profile.paths() == Paths.NONE;
    long[][] unexplained = unexplained(profile);
    for (int e = 0; e < old.size(); e++) {
      boolean nobody = old.caller(e) == Edges.NOBODY;
      int caller = nobody ? Edges.NOBODY : groups.method(old.caller(e));
      int callee = groups.method(old.callee(e));
      int edge = edges.edge(caller, callee);
      for (int m = 0; m < metrics.size(); m++) {
        long entered = caller == callee ? 0 : old.edgeCumulative(m, e);
        if (nobody) {
          entered = old.calls(e) > 0 ? unexplained[m][old.callee(e)] : 0;
        }
        edges.add(edge, m, old.self(m, e), none ? entered : 0, entered);
      }
      if (old.isOnlyCounted(e)) {
        edges.onlyCounted(edge);
      }
    }
    return edges.build();
  }

  /** By metric and method, what is cumulative and not explained by the method's callers. */
  private static long[][] unexplained(Profile profile) {
    Edges edges = profile.edges();
    long[][] left = new long[profile.metrics().size()][profile.methods().size()];
    for (int m = 0; m < left.length; m++) {
      for (int e = 0; e < edges.size(); e++) {
        boolean called = edges.caller(e) != Edges.NOBODY;
        left[m][edges.callee(e)] +=
            edges.cumulative(m, e) - (called ? edges.edgeCumulative(m, e) : 0);
      }
      for (int method = 0; method < left[m].length; method++) {
        left[m][method] = Math.max(0, left[m][method]);
      }
    }
    return left;
  }
}
