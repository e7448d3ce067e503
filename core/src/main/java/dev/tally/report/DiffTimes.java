// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Diff;
import dev.tally.profile.Kind;
import dev.tally.profile.Metric;
import java.util.List;

/**
 * The methods of a diff whose times differ by more than the errors of both together, and by enough
 * to be seen in seconds with three decimals. Two runs of one program never take the same time,
 * which no error says; so this comes last.
 */
final class DiffTimes {
  private static final int WIDTH = 10;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long SHOWN_NANOS = 500_000;

  private final Diff diff;
  private final DiffNames names;
  private final DiffRows rows;
  private final DiffOrder order;
  private final boolean percent;

  DiffTimes(Diff diff, DiffNames names, DiffRows rows, DiffOrder order, boolean percent) {
    this.diff = diff;
    this.names = names;
    this.rows = rows;
    this.order = order;
    this.percent = percent;
  }

  void write(StringBuilder text, String before, String after) {
    if (!areKnown(diff)) {
      String without = diff.first().has(Metric.TIME) ? after : before;
      text.append("\nTimes are not compared: ").append(without).append(" has none.\n");
      return;
    }
    List<Integer> all = order.sorted(this::differ, DiffOrder.Measure.TIME);
    List<Integer> left = rows.of(all, List::of);
    List<Integer> shown = left.subList(0, rows.shown(left.size(), DiffRows.FEW));
    if (shown.isEmpty()) {
      return;
    }
    text.append("\nSeconds, where they differ by more than the errors of both")
        .append(order.label());
    text.append("\n\n");
    int group = 3 * WIDTH + (percent ? DiffColumns.PERCENT_WIDTH : 0);
    Units.name(text, "      self", group);
    text.append("      cumulative\n");
    for (int i = 0; i < 2; i++) {
      text.append("    before     after    change").append(percent ? "          %" : "");
    }
    text.append("  method\n");
    for (int row : shown) {
      cells(text, diff.before().self(row), diff.after().self(row), selfDiffers(row));
      cells(
          text,
          diff.before().cumulative(row),
          diff.after().cumulative(row),
          cumulativeDiffers(row));
      text.append("  ").append(names.shown(row)).append('\n');
    }
    if (left.size() > shown.size()) {
      text.append("and ").append(left.size() - shown.size()).append(" more\n");
    }
  }

  /** Whether both profiles have times. */
  static boolean areKnown(Diff diff) {
    return diff.first().has(Metric.TIME) && diff.second().has(Metric.TIME);
  }

  /** Whether a method's times differ by more than the errors. */
  boolean differ(int row) {
    return diff.method(row).kind() != Kind.PROBE && (selfDiffers(row) || cumulativeDiffers(row));
  }

  /** The change is blank where it says nothing. */
  private void cells(StringBuilder text, long before, long after, boolean differs) {
    right(text, fixed(before));
    right(text, fixed(after));
    long change = after - before;
    right(text, differs ? (change > 0 ? "+" : "") + fixed(change) : "");
    if (percent) {
      Units.spaces(text, DiffColumns.PERCENT_WIDTH - WIDTH);
      right(text, differs ? DiffColumns.part((double) change, (double) before) : "");
    }
  }

  private boolean selfDiffers(int row) {
    return differs(
        diff.before().self(row),
        diff.after().self(row),
        diff.before().selfError(row) + diff.after().selfError(row));
  }

  private boolean cumulativeDiffers(int row) {
    return differs(
        diff.before().cumulative(row),
        diff.after().cumulative(row),
        diff.before().cumulativeError(row) + diff.after().cumulativeError(row));
  }

  private static boolean differs(long before, long after, long errors) {
    return Math.abs(after - before) > Math.max(errors, SHOWN_NANOS);
  }

  private static void right(StringBuilder text, String word) {
    Units.spaces(text, WIDTH - word.length());
    text.append(word);
  }

  private static String fixed(long nanos) {
    StringBuilder text = new StringBuilder();
    Units.fixed(text, nanos / NANOS_PER_SECOND);
    return text.toString();
  }
}
