// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Diff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Below a method of a diff, the callers that call it more or less often: the largest changes. */
final class DiffCallers {
  private static final int MOST = 3;

  private final Diff diff;
  private final DiffNames names;
  private final DiffColumns columns;

  DiffCallers(Diff diff, DiffNames names, DiffColumns columns) {
    this.diff = diff;
    this.names = names;
    this.columns = columns;
  }

  void write(StringBuilder text, int row) {
    List<Integer> changed = new ArrayList<>();
    for (int edge : diff.edgesTo(row)) {
      if (change(edge) != 0) {
        changed.add(edge);
      }
    }
    changed.sort(Comparator.comparingLong(edge -> -Math.abs(change(edge))));
    for (int edge : changed.subList(0, Math.min(MOST, changed.size()))) {
      if (change(edge) == diff.moreCalls(row)
          && diff.edgeCallsBefore(edge) == diff.before().calls(row)) {
        columns.blank();
      } else {
        columns.numbers(diff.edgeCallsBefore(edge), diff.edgeCallsAfter(edge), false, false);
      }
      text.append("  from ").append(names.shown(diff.caller(edge))).append('\n');
    }
    if (changed.size() > MOST) {
      columns.blank();
      text.append("  and ").append(changed.size() - MOST).append(" more callers\n");
    }
  }

  private long change(int edge) {
    return diff.edgeCallsAfter(edge) - diff.edgeCallsBefore(edge);
  }
}
