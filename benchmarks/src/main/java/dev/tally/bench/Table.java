// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The results: a line about the machine, and rows of cells, each with the time at which it was
 * measured. Kept as tab-separated values, from which a later run of a part goes on and the chart is
 * drawn; written for a terminal and as Markdown.
 */
final class Table {
  private static final String MEASURED = "measured";

  private final String machine;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String machine) {
    this.machine = machine;
  }

  /** What an earlier run has left in {@code file}, if it was on the same machine and JDK. */
  static Table continued(Path file, String machine) throws IOException {
    if (Files.exists(file)) {
      Table earlier = read(file);
      if (earlier.machine.equals(machine)) {
        return earlier;
      }
    }
    return new Table(machine);
  }

  static Table read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Table table = new Table(lines.get(0));
    for (String line : lines.subList(2, lines.size())) {
      table.rows.add(List.of(line.split("\t", -1)));
    }
    return table;
  }

  String machine() {
    return machine;
  }

  /** Adds a row, in place of the one that was measured of the same program and tool before. */
  void add(List<String> cells) {
    List<String> row = new ArrayList<>();
    cells.forEach(cell -> row.add(cell.replaceAll("\\s+", " ")));
    row.add(
        LocalDateTime.now(ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.MINUTES)
            .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).subList(0, 2).equals(row.subList(0, 2))) {
        rows.set(i, row);
        return;
      }
    }
    rows.add(row);
  }

  /** A cell by the names of its row and column; empty if there is no such row. */
  String cell(String program, String tool, String head) {
    for (List<String> row : rows) {
      if (row.get(0).equals(program) && row.get(1).equals(tool)) {
        return row.get(Report.HEADS.indexOf(head));
      }
    }
    return "";
  }

  /** Machine, heads, rows. */
  String values() {
    StringBuilder text = new StringBuilder(machine).append('\n');
    text.append(String.join("\t", Report.HEADS)).append('\t').append(MEASURED).append('\n');
    rows.forEach(row -> text.append(String.join("\t", row)).append('\n'));
    return text.toString();
  }

  /** For a terminal: the first two columns and the last to the left, all others to the right. */
  String text() {
    List<List<String>> printed = printed();
    int columns = Report.HEADS.size();
    int[] widths = new int[columns];
    for (List<String> row : printed) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder(heading()).append("\n\n");
    for (List<String> row : printed) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        boolean left = i < 2 || i == columns - 1;
        line.append(i == 0 ? "" : "  ").append(left ? row.get(i) + pad : pad + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder(heading()).append("\n\n");
    int columns = Report.HEADS.size();
    String rule = "|---|---|" + "---:|".repeat(columns - 3) + "---|\n";
    for (List<String> row : printed()) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n").append(rule);
      rule = "";
    }
    return text.toString();
  }

  /** The heads and the rows, program by program in the order of {@link Workload}. */
  private List<List<String>> printed() {
    List<List<String>> printed = new ArrayList<>();
    printed.add(Report.HEADS);
    for (Workload workload : Workload.values()) {
      for (List<String> row : rows) {
        if (row.get(0).equals(workload.id())) {
          printed.add(row.subList(0, Report.HEADS.size()));
        }
      }
    }
    return printed;
  }

  private String heading() {
    List<String> times = rows.stream().map(row -> row.get(row.size() - 1)).sorted().toList();
    return times.isEmpty()
        ? machine + "."
        : "%s. Measured from %s to %s."
            .formatted(machine, times.get(0), times.get(times.size() - 1));
  }
}
