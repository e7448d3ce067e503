// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call tree without some of its contexts, whose callees go to their callers. Contexts that come
 * to stand on the same path become one.
 *
 * <p>Most contexts stay where they are, so a path is looked for only below a context that others
 * have joined, among its callees: a tree of a million contexts takes no table of them.
 */
final class FoldedTree {
  private final CallTree from;

  /** By row: its caller, thread, frame, first callee, and the next callee of its caller. */
  private final int[] parent;

  private final int[] thread;
  private final int[] frame;
  private final int[] first;
  private final int[] next;

  /** By row: whether callees of several contexts come together in it. */
  private final boolean[] joined;

  /** The outermost rows are a list too, from the last. */
  private int lastRoot = -1;

  private boolean outermostJoined;
  private int size;

  FoldedTree(CallTree from) {
    this.from = from;
    parent = new int[from.size()];
    thread = new int[from.size()];
    frame = new int[from.size()];
    first = new int[from.size()];
    next = new int[from.size()];
    joined = new boolean[from.size()];
  }

  /** Says that callees of what is left out come to stand below this row, or outermost. */
  void join(int row) {
    if (row == CallTree.ROOT) {
      outermostJoined = true;
    } else {
      joined[row] = true;
    }
  }

  /**
   * The row of a context that is kept.
   *
   * @param below the row of its caller, or {@link CallTree#ROOT}
   * @param as its new frame
   * @param shared whether several frames have become this one
   */
  int row(int context, int below, int as, boolean shared) {
    boolean outermost = below == CallTree.ROOT;
    if (shared || (outermost ? outermostJoined : joined[below])) {
      int candidate = outermost ? lastRoot : first[below] - 1;
      for (; candidate >= 0; candidate = next[candidate]) {
        if (frame[candidate] == as && (!outermost || thread[candidate] == from.thread(context))) {
          joined[candidate] = true;
          return candidate;
        }
      }
    }
    int row = size++;
    parent[row] = below;
    thread[row] = from.thread(context);
    frame[row] = as;
    if (outermost) {
      next[row] = lastRoot;
      lastRoot = row;
    } else {
      next[row] = first[below] - 1;
      first[below] = row + 1;
    }
    return row;
  }

  /**
   * The tree.
   *
   * @param row the row that each context's numbers go to
   * @param called whether the calls of a context are calls of that row; of what is folded it was
   *     known before how exact it is with all below it
   */
  CallTree build(int[] row, boolean[] called) {
    List<Metric> metrics = from.metrics();
    int calls = Metrics.number(metrics, Metric.CALLS);
    long[][] values = new long[metrics.size()][];
    long[][] errors = new long[metrics.size()][];
    for (int m = 0; m < values.length; m++) {
      values[m] = values(m, row, m == calls ? called : null);
      errors[m] = metrics.get(m).known() == Metric.Known.EXACT ? null : errors(m, row);
    }
    BitSet divided = new BitSet();
    BitSet undivided = new BitSet();
    for (int c = 0; c < row.length; c++) {
      if (called[c] && from.errorNanos(c) > 0) {
        (from.isDivided(c) ? divided : undivided).set(row[c]);
      }
    }
    divided.andNot(undivided);
    return CallTree.ofColumns(
        metrics,
        Arrays.copyOf(parent, size),
        Arrays.copyOf(thread, size),
        Arrays.copyOf(frame, size),
        values,
        errors,
        divided);
  }

  private long @Nullable [] values(int metric, int[] row, boolean @Nullable [] counted) {
    long[] column = null;
    for (int c = 0; c < row.length; c++) {
      long value = counted == null || counted[c] ? from.value(metric, c) : 0;
      if (value != 0) {
        column = column == null ? new long[size] : column;
        column[row[c]] += value;
      }
    }
    return column;
  }

  /** Independent errors add in squares. */
  private long @Nullable [] errors(int metric, int[] row) {
    long[] column = null;
    for (int c = 0; c < row.length; c++) {
      long error = from.error(metric, c);
      if (error == 0) {
        continue;
      }
      column = column == null ? new long[size] : column;
      long before = column[row[c]];
      column[row[c]] =
          before == 0
              ? error
              : Math.round(Math.sqrt((double) before * before + (double) error * error));
    }
    return column;
  }
}
