// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import dev.tally.Calls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Methods that a test calls more or less often than its baseline says, as {@code tally diff} shows
 * them: the largest difference first, and below a method that is called more often who calls it.
 */
final class BaselineDiff {
  private static final int MOST_CALLERS = 3;

  private final List<Row> rows = new ArrayList<>();

  private record Row(String before, String after, long change, String method) {
    String changed() {
      return String.format(Locale.ROOT, "%+,d", change);
    }
  }

  /** Adds a method, unless it is called as often as before. */
  void add(String method, long before, long after) {
    if (before != after) {
      rows.add(new Row(number(before), number(after), after - before, method));
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * @param calls of the test, which know the callers
   */
  String text(Calls calls) {
    rows.sort(Comparator.comparingLong((Row row) -> -Math.abs(row.change)));
    int before = "before".length();
    int after = "after".length();
    int change = "change".length();
    for (Row row : rows) {
      before = Math.max(before, row.before.length());
      after = Math.max(after, row.after.length());
      change = Math.max(change, row.changed().length());
    }
    String format = "  %" + before + "s  %" + after + "s  %" + change + "s  %s%n";
    StringBuilder text =
        new StringBuilder(String.format(format, "before", "after", "change", "method"));
    String indent = " ".repeat(before + after + change + 10);
    for (Row row : rows) {
      text.append(String.format(format, row.before, row.after, row.changed(), row.method));
      // Not for lambdas, of which all of a method are one, nor for what no pattern can name.
      if (row.change > 0 && row.method.matches("[^# ]+\\(.*")) {
        calls
            .callersOf(row.method)
            .lines()
            .limit(MOST_CALLERS)
            .forEach(line -> text.append(indent).append(line.strip()).append('\n'));
      }
    }
    return text.toString();
  }

  private static String number(long calls) {
    return String.format(Locale.ROOT, "%,d", calls);
  }
}
