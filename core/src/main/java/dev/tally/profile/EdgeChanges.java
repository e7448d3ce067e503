// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@link ChangedCalls} where paths are not known: by how often each method is called, and how
 * often from each caller.
 */
final class EdgeChanges {
  private final Diff diff;
  private final EdgeIndex edges = new EdgeIndex();
  private final long[] before;
  private final long[] after;

  /** By row: calls, and how many of them are from nobody. */
  private final long[] callsBefore;

  private final long[] callsAfter;
  private final long[] outermostBefore;
  private final long[] outermostAfter;

  EdgeChanges(Diff diff) {
    this.diff = diff;
    before = new long[diff.edgeCount()];
    after = new long[diff.edgeCount()];
    callsBefore = new long[diff.size()];
    callsAfter = new long[diff.size()];
    for (int row = 0; row < diff.size(); row++) {
      callsBefore[diff.onPaths(row)] += diff.before().calls(row);
      callsAfter[diff.onPaths(row)] += diff.after().calls(row);
    }
    outermostBefore = callsBefore.clone();
    outermostAfter = callsAfter.clone();
    for (int e = 0; e < diff.edgeCount(); e++) {
      int callee = diff.onPaths(diff.callee(e));
      int edge = edges.number(diff.onPaths(diff.caller(e)), callee);
      before[edge] += diff.edgeCallsBefore(e);
      after[edge] += diff.edgeCallsAfter(e);
      outermostBefore[callee] -= diff.edgeCallsBefore(e);
      outermostAfter[callee] -= diff.edgeCallsAfter(e);
    }
  }

  List<ChangedCalls> changes() {
    List<ChangedCalls> changes = new ArrayList<>();
    for (int e = 0; e < edges.size(); e++) {
      int caller = edges.caller(e);
      double more = more(e);
      if (more != 0) {
        changes.add(
            new ChangedCalls(
                List.of(caller),
                edges.callee(e),
                before[e],
                after[e],
                callsBefore[caller],
                callsAfter[caller],
                0,
                more));
      }
    }
    for (int row = 0; row < diff.size(); row++) {
      long more = outermostAfter[row] - outermostBefore[row];
      if (more != 0) {
        changes.add(
            new ChangedCalls(
                List.of(), row, outermostBefore[row], outermostAfter[row], 1, 1, 0, more));
      }
    }
    return changes;
  }

  private double more(int e) {
    int caller = edges.caller(e);
    if (callsBefore[caller] == 0 || callsAfter[caller] == 0) {
      return diff.isLasting(edges.callee(e)) ? after[e] - before[e] : 0;
    }
    return ChangedCalls.unexplained(before[e], after[e], callsBefore[caller], callsAfter[caller]);
  }
}
