// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the README's picture of what recording costs, from the results of a run of the bench:
 * {@code benchmarks/chart RESULTS.tsv > docs/overhead.svg}. Every number in it is a cell of that
 * file; a bar whose cell is empty is left out.
 */
public final class Chart {
  private static final int LEFT = 190;
  private static final int WIDTH = 720;
  private static final int LONGEST = 400;
  private static final int LINE = 24;

  /** Who is drawn, and how the reader knows them. */
  private static final List<String[]> TOOLS =
      List.of(
          new String[] {"tally-auto", "Tally"},
          new String[] {"jdk-method-timing", "JDK method timing"},
          new String[] {"nano-time", "two nanoTime a call"},
          new String[] {"cprofile", "cProfile (Python)"});

  private final Table table;
  private final StringBuilder body = new StringBuilder();
  private int y = 34;

  private Chart(Table table) {
    this.table = table;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 1 || !Files.isReadable(Path.of(args[0]))) {
      System.err.println(
          "benchmarks/chart: give the results to draw, such as benchmarks/target/overhead-25.tsv");
      System.exit(2);
    }
    System.out.print(new Chart(Table.read(Path.of(args[0]))).svg());
  }

  private String svg() {
    bars("fib: nanoseconds that each call takes longer", "ns/call", " ns", "fib", "python-fib");
    bars("Jackson, writing and reading JSON: times as long", "×", " ×", "jackson");
    bars("javac, 200 classes in a fresh JVM: times as long", "first ×", " ×", "javac");
    text(0, "note", table.machine() + "; medians");
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        role="img" aria-label="What recording costs">
          <!-- SPDX-License-Identifier: Apache-2.0 -->
          <!-- Made by benchmarks/chart. -->
          <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328 }
            .head { font-weight: 600 }
            .note { font-size: 11px; fill: #59636e }
            .bar { fill: #8c959f }
            .tally { fill: #1a7f37 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .note { fill: #9198a1 }
              .bar { fill: #6e7681 }
              .tally { fill: #3fb950 }
            }
          </style>
        %s</svg>
        """
        .formatted(WIDTH, y, WIDTH, y, body);
  }

  /** One block of bars; of the programs, the one that a tool watches. */
  private void bars(String heading, String column, String unit, String... programs) {
    List<String[]> found = new ArrayList<>();
    double most = 0;
    for (String[] tool : TOOLS) {
      for (String program : programs) {
        String cell = table.cell(program, tool[0], column);
        if (!cell.isEmpty()) {
          found.add(new String[] {tool[1], cell});
          most = Math.max(most, Double.parseDouble(cell));
        }
      }
    }
    text(0, "head", heading);
    for (String[] bar : found) {
      double length = Math.max(1, Double.parseDouble(bar[1]) / most * LONGEST);
      body.append(
          String.format(
              Locale.ROOT,
              "  <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"14\" rx=\"2\"/>%n",
              bar[0].equals("Tally") ? "tally" : "bar",
              LEFT,
              y - 12,
              length));
      label(LEFT + (int) length + 8, y, bar[1] + unit);
      text(LEFT - 8, "end", bar[0]);
    }
    y += LINE / 2;
  }

  /** A line of its own, or the label on the left of a bar; goes on to the next line. */
  private void text(int x, String style, String text) {
    String anchor = style.equals("end") ? "text-anchor=\"end\"" : "class=\"" + style + "\"";
    body.append("  <text x=\"%d\" y=\"%d\" %s>%s</text>%n".formatted(x, y, anchor, escape(text)));
    y += LINE;
  }

  private void label(int x, int line, String text) {
    body.append("  <text x=\"%d\" y=\"%d\">%s</text>%n".formatted(x, line, escape(text)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
