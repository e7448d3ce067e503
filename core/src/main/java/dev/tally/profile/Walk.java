// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Arrays;

/**
 * Visits a call tree depth first, each context once on the way down and once on the way back up,
 * without recursion. Siblings come in the order of their rows.
 */
public final class Walk {
  /** What {@link #next} gives when every context has been left. */
  public static final int END = Integer.MIN_VALUE;

  private static final int NONE = -1;

  private final CallTree tree;

  /** Per context, and for all outermost ones in the last place. */
  private final int[] firstChild;

  private final int[] nextSibling;

  /** The context entered or left last. */
  private int at = NONE;

  private boolean entering = true;

  public Walk(CallTree tree) {
    this.tree = tree;
    int size = tree.size();
    firstChild = new int[size + 1];
    nextSibling = new int[size];
    Arrays.fill(firstChild, NONE);
    for (int c = size - 1; c >= 0; c--) {
      int parent = tree.parent(c) == CallTree.ROOT ? size : tree.parent(c);
      nextSibling[c] = firstChild[parent];
      firstChild[parent] = c;
    }
  }

  /**
   * The context that is entered; or the complement (~) of the one that is left; or {@link #END}.
   */
  public int next() {
    if (at == NONE) {
      return entering ? enterOrLeave(firstChild[tree.size()], NONE) : END;
    }
    return entering
        ? enterOrLeave(firstChild[at], at)
        : enterOrLeave(nextSibling[at], tree.parent(at));
  }

  private int enterOrLeave(int entered, int left) {
    entering = entered != NONE;
    at = entering ? entered : left;
    if (at == NONE) {
      return END;
    }
    return entering ? at : ~at;
  }
}
