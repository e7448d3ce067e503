// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds {@link ChangedCalls} in a {@link UnitedTree}: contexts whose calls changed otherwise than
 * those of the context above. Contexts of the same caller and callee are one change, if they
 * changed in the same direction.
 */
final class PathChanges {
  private static final int NONE = -1;

  /** A recursion may be deeper than anybody wants to read. */
  private static final int MOST_CALLERS = 100;

  private final CallTree tree;

  /** By row, whether a method is {@linkplain Diff#isLasting lasting}. */
  private final boolean[] lasting;

  private final long[] inclusiveBefore;
  private final long[] inclusiveAfter;

  /** Numbers pairs of a caller's row and a callee's, the latter for each direction. */
  private final EdgeIndex index = new EdgeIndex();

  /** The change that a context is part of. */
  private final int[] changeOf;

  /**
   * Contexts that appeared or vanished with all callers up to one that lasts, while none of these
   * contexts is of a method that lasts: what such a method calls has its reason in that.
   */
  private final BitSet unsettled = new BitSet();

  /** Of unsettled contexts the change that they are part of, or the nearest one above. */
  private final int[] changeAbove;

  private final List<Sums> sums = new ArrayList<>();

  private static final class Sums {
    long before;
    long after;
    long callerBefore;
    long callerAfter;

    /** In all its contexts and below. */
    long more;

    double effect;

    /** The context with the largest part in it, and that part. */
    int largest = NONE;

    double largestEffect;
    int open;
  }

  PathChanges(UnitedTree united) {
    tree = united.tree();
    lasting = new boolean[united.diff().size()];
    for (int row = 0; row < lasting.length; row++) {
      lasting[row] = united.diff().isLasting(row);
    }
    inclusiveBefore = tree.inclusive(UnitedTree.BEFORE);
    inclusiveAfter = tree.inclusive(UnitedTree.AFTER);
    changeOf = new int[tree.size()];
    Arrays.fill(changeOf, NONE);
    changeAbove = changeOf.clone();
  }

  List<ChangedCalls> changes() {
    for (int c = 0; c < changeOf.length; c++) {
      add(c);
    }
    addBelow();
    List<ChangedCalls> changes = new ArrayList<>();
    for (Sums sum : sums) {
      changes.add(
          new ChangedCalls(
              callers(sum.largest),
              tree.frame(sum.largest),
              sum.before,
              sum.after,
              sum.callerBefore,
              sum.callerAfter,
              sum.more - (sum.after - sum.before),
              sum.effect));
    }
    return changes;
  }

  private void add(int c) {
    int parent = tree.parent(c);
    boolean outermost = parent == CallTree.ROOT;
    long callerBefore = outermost ? 1 : before(parent);
    long callerAfter = outermost ? 1 : after(parent);
    boolean lasts = lasting[tree.frame(c)];
    boolean below = !outermost && unsettled.get(parent);
    if ((below || (callerBefore != 0 && callerAfter != 0)) && !lasts) {
      unsettled.set(c, before(c) != after(c) && (before(c) == 0 || after(c) == 0));
    }
    double more =
        below
            ? lasts ? after(c) - before(c) : 0
            : ChangedCalls.unexplained(before(c), after(c), callerBefore, callerAfter);
    changeAbove[c] = below ? changeAbove[parent] : NONE;
    if (more == 0) {
      return;
    }
    int caller = outermost ? NONE : tree.frame(parent);
    int number = index.number(caller, tree.frame(c) * 2 + (more > 0 ? 1 : 0));
    if (number == sums.size()) {
      sums.add(new Sums());
    }
    changeOf[c] = number;
    changeAbove[c] = number;
    Sums sum = sums.get(number);
    sum.before += before(c);
    sum.after += after(c);
    sum.callerBefore += callerBefore;
    sum.callerAfter += callerAfter;
    // Calls below it come with each of its calls: as many as there are where there are more calls.
    double each =
        more > 0 ? (double) inclusiveAfter[c] / after(c) : (double) inclusiveBefore[c] / before(c);
    double effect = more * each;
    sum.effect += effect;
    if (below && changeAbove[parent] != NONE) {
      // What is told of by itself is no part of the effect of the change above.
      sums.get(changeAbove[parent]).effect -= effect;
    }
    if (sum.largest == NONE || Math.abs(effect) > sum.largestEffect) {
      sum.largest = c;
      sum.largestEffect = Math.abs(effect);
    }
  }

  /** What is below a context that is itself below one of the same change is there already. */
  private void addBelow() {
    Walk walk = new Walk(tree);
    for (int step; (step = walk.next()) != Walk.END; ) {
      boolean enter = step >= 0;
      int c = enter ? step : ~step;
      if (changeOf[c] == NONE) {
        continue;
      }
      Sums sum = sums.get(changeOf[c]);
      if (!enter) {
        sum.open--;
      } else if (sum.open++ == 0) {
        sum.more += inclusiveAfter[c] - inclusiveBefore[c];
      }
    }
  }

  private List<Integer> callers(int context) {
    List<Integer> callers = new ArrayList<>();
    int c = tree.parent(context);
    while (c != CallTree.ROOT && callers.size() < MOST_CALLERS) {
      callers.add(tree.frame(c));
      c = tree.parent(c);
    }
    return callers;
  }

  private long before(int c) {
    return tree.value(UnitedTree.BEFORE, c);
  }

  private long after(int c) {
    return tree.value(UnitedTree.AFTER, c);
  }
}
