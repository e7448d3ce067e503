// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A profile with one of its metrics and without the others. */
public final class OneMetric {
  private OneMetric() {}

  /** The profile with this metric of it; time brings that of calls without a path, its part. */
  public static Profile of(Profile profile, Metric metric) {
    List<Integer> kept = new ArrayList<>();
    List<Metric> metrics = new ArrayList<>();
    for (int m = 0; m < profile.metrics().size(); m++) {
      Metric each = profile.metrics().get(m);
      boolean partOfTime = each.isSame(Metric.EDGE_TIME) && metric.isSame(Metric.TIME);
      if (each.isSame(metric) || partOfTime) {
        kept.add(m);
        metrics.add(each);
      }
    }
    return new Profile(
        profile.origin(),
        profile.methods(),
        profile.frames(),
        profile.threads(),
        profile.paths(),
        tree(profile.tree(), metrics, kept),
        edges(profile.edges(), metrics, kept),
        profile.leftOut(),
        profile.leftOutCount());
  }

  private static CallTree tree(CallTree tree, List<Metric> metrics, List<Integer> kept) {
    int size = tree.size();
    int[] parent = new int[size];
    int[] thread = new int[size];
    int[] frame = new int[size];
    long[][] values = new long[kept.size()][size];
    long[][] errors = new long[kept.size()][size];
    BitSet divided = new BitSet();
    for (int c = 0; c < size; c++) {
      divided.set(c, tree.isDivided(c));
      parent[c] = tree.parent(c);
      thread[c] = tree.thread(c);
      frame[c] = tree.frame(c);
      for (int k = 0; k < kept.size(); k++) {
        values[k][c] = tree.value(kept.get(k), c);
        errors[k][c] = tree.error(kept.get(k), c);
      }
    }
    return CallTree.ofColumns(metrics, parent, thread, frame, values, errors, divided);
  }

  private static Edges edges(Edges edges, List<Metric> metrics, List<Integer> kept) {
    Edges.Builder builder = new Edges.Builder(Metrics.of(metrics));
    for (int e = 0; e < edges.size(); e++) {
      int edge = builder.edge(edges.caller(e), edges.callee(e));
      for (int k = 0; k < kept.size(); k++) {
        int m = kept.get(k);
        builder.add(edge, k, edges.self(m, e), edges.cumulative(m, e), edges.edgeCumulative(m, e));
      }
      if (edges.isOnlyCounted(e)) {
        builder.onlyCounted(edge);
      }
    }
    return builder.build();
  }
}
