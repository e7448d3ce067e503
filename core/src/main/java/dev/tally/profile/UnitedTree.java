// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.List;

/**
 * The call trees of two profiles in one, by path: what only one of them has is there, too. A path
 * is one of methods, whatever their lines; thread groups are left out of it, because which thread
 * of a pool does something is chance.
 *
 * @param diff whose rows the tree's frames are
 * @param tree with the numbers of calls before and after as its metrics
 */
record UnitedTree(Diff diff, CallTree tree) {
  static final int BEFORE = 0;
  static final int AFTER = 1;

  private static final List<Metric> METRICS =
      List.of(
          new Metric("calls before", Metric.COUNT, Metric.Known.EXACT),
          new Metric("calls after", Metric.COUNT, Metric.Known.EXACT));

  static UnitedTree of(Diff diff, int[] beforeRows, int[] afterRows) {
    CallTree.Builder builder = new CallTree.Builder(Metrics.of(METRICS));
    add(builder, diff.second(), afterRows, AFTER);
    add(builder, diff.first(), beforeRows, BEFORE);
    return new UnitedTree(diff, builder.build());
  }

  private static void add(CallTree.Builder builder, Profile profile, int[] rowOf, int metric) {
    CallTree tree = profile.tree();
    int[] methodOf = profile.methodOfFrame();
    int[] united = new int[tree.size()];
    for (int c = 0; c < united.length; c++) {
      int row = rowOf[methodOf[tree.frame(c)]];
      int parent = tree.parent(c);
      united[c] =
          parent == CallTree.ROOT ? builder.root(0, row) : builder.child(united[parent], row);
      builder.add(united[c], metric, tree.calls(c));
    }
  }
}
