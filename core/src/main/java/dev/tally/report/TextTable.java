// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.python.CodePoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A table that fits the screen: columns of numbers, then one of names. Of the numbers some come
 * only where there is room, and some go where there is little.
 *
 * <pre>{@code
 * TextTable table = new TextTable("function");
 * int calls = table.column("ncalls", 9, TextTable.ALWAYS);
 * int share = table.column("%", 6, TextTable.WHERE_ROOM);
 * int row = table.row("Order.total");
 * table.set(row, calls, "12");
 * table.print(out, look);
 * }</pre>
 *
 * <p>Numbers are aligned to the right, with one blank between columns; a column is as wide as its
 * widest number, and at least as wide as was said. For use by one thread.
 */
public final class TextTable {
  /** A column that is there on every screen. */
  public static final int ALWAYS = 0;

  /** Ranks of columns that go where names would not have {@link #NAME} columns; largest first. */
  public static final int UNLESS_NARROW = 1;

  /**
   * Ranks of columns that come where names fit all the same, unless they are blank; smallest first.
   * Never where there is no screen.
   */
  public static final int WHERE_ROOM = 100;

  /** What a screen is taken to have at least. */
  static final int NARROWEST = 40;

  /** What a name should have before columns of numbers go. */
  private static final int NAME = 28;

  /** What a name has where other columns come; few are longer, and then they are shortened. */
  private static final int LONG_NAME = 44;

  private record Column(String title, int width, int rank) {}

  private final String nameTitle;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();

  public TextTable(String nameTitle) {
    this.nameTitle = nameTitle;
  }

  /**
   * Adds a column. Columns of the same rank come and go together.
   *
   * @param rank {@link #ALWAYS}, or from {@link #UNLESS_NARROW} or {@link #WHERE_ROOM} on
   * @return its number, for {@link #set}
   */
  public int column(String title, int width, int rank) {
    columns.add(new Column(title, width, rank));
    return columns.size() - 1;
  }

  /** Adds a row, all blank but for its name, and gives its number. */
  public int row(String name) {
    names.add(name);
    rows.add(new String[columns.size()]);
    return rows.size() - 1;
  }

  public void set(int row, int column, String text) {
    rows.get(row)[column] = text;
  }

  /** Prints titles and rows, a line each. */
  public void print(Appendable out, Look look) throws IOException {
    int[] widths = widths();
    int longest = CodePoints.width(nameTitle);
    for (String name : names) {
      longest = Math.max(longest, CodePoints.width(name));
    }
    int width = look.width();
    boolean[] shown = shown(widths, longest, width);
    int room = Integer.MAX_VALUE;
    if (width != Look.UNLIMITED) {
      room = Math.max(1, width - used(widths, shown));
    }
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      if (shown[c]) {
        right(line, columns.get(c).title(), widths[c]);
      }
    }
    line.append(Shortened.middle(nameTitle, room));
    out.append(Paint.BOLD.on(line.toString(), look.coloured())).append('\n');
    for (int row = 0; row < rows.size(); row++) {
      line.setLength(0);
      for (int c = 0; c < widths.length; c++) {
        String text = rows.get(row)[c];
        if (shown[c]) {
          right(line, text == null ? "" : text, widths[c]);
        }
      }
      line.append(Shortened.middle(names.get(row), room)).append('\n');
      out.append(line);
    }
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      Column column = columns.get(c);
      widths[c] = Math.max(column.width(), CodePoints.width(column.title()));
      for (String[] row : rows) {
        widths[c] = Math.max(widths[c], row[c] == null ? 0 : CodePoints.width(row[c]));
      }
    }
    return widths;
  }

  private boolean[] shown(int[] widths, int longest, int width) {
    boolean[] shown = new boolean[widths.length];
    TreeSet<Integer> few = new TreeSet<>();
    TreeSet<Integer> more = new TreeSet<>();
    for (int c = 0; c < shown.length; c++) {
      int rank = columns.get(c).rank();
      shown[c] = rank < WHERE_ROOM;
      if (rank >= WHERE_ROOM) {
        if (!isBlank(c)) {
          more.add(rank);
        }
      } else if (rank >= UNLESS_NARROW) {
        few.add(rank);
      }
    }
    if (width == Look.UNLIMITED) {
      return shown;
    }
    while (!few.isEmpty() && used(widths, shown) + Math.min(longest, NAME) > width) {
      set(shown, few.pollLast(), false);
    }
    for (int rank : more) {
      set(shown, rank, true);
      if (used(widths, shown) + Math.min(longest, LONG_NAME) > width) {
        set(shown, rank, false);
      }
    }
    return shown;
  }

  private boolean isBlank(int column) {
    return rows.stream().allMatch(row -> row[column] == null || row[column].isEmpty());
  }

  private void set(boolean[] shown, int rank, boolean value) {
    for (int c = 0; c < shown.length; c++) {
      shown[c] = columns.get(c).rank() == rank ? value : shown[c];
    }
  }

  /** What stands before the names takes so much. */
  private static int used(int[] widths, boolean[] shown) {
    int used = 0;
    for (int c = 0; c < widths.length; c++) {
      used += shown[c] ? widths[c] + 1 : 0;
    }
    return used;
  }

  private static void right(StringBuilder line, String text, int width) {
    Units.spaces(line, width - CodePoints.width(text));
    line.append(text).append(' ');
  }
}
