// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.python.CodePoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose columns are as wide as what stands in them. Columns of numbers are right-aligned;
 * those of names, which come last, left-aligned.
 */
final class Columns {
  private static final int NARROWEST = 8;

  private final int numbers;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param numbers how many of the columns are numbers
   */
  Columns(int numbers, String... titles) {
    this.numbers = numbers;
    rows.add(titles);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  void print(Appendable out) throws IOException {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], CodePoints.width(row[i]));
      }
    }
    StringBuilder line = new StringBuilder();
    for (String[] row : rows) {
      line.append("  ");
      for (int i = 0; i < row.length; i++) {
        int width = Math.max(widths[i], i < numbers ? NARROWEST : 0);
        Units.spaces(line, i < numbers ? width + 1 - CodePoints.width(row[i]) : 2);
        line.append(row[i]);
        if (i >= numbers && i < row.length - 1) {
          Units.spaces(line, width - CodePoints.width(row[i]));
        }
      }
      out.append(line.toString().stripTrailing()).append('\n');
      line.setLength(0);
    }
  }
}
