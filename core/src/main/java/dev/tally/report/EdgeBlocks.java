// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;
import dev.tally.python.CodePoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code callers} and {@code callees} as Tally prints them: each function, and a line for each edge
 * that leads to it or from it. The lines stand beside the function as in pstats, and below it where
 * the screen is too narrow for both names.
 */
final class EdgeBlocks {
  /** A function with its edges, and how many others there are. */
  private record Block(int function, List<Edge> edges, int more) {}

  /** Where in a row the two shares are. */
  private static final int SELF_SHARE = 2;

  private static final int CUMULATIVE_SHARE = 4;
  private static final String[] TITLES = {"ncalls", "tottime", "%", "cumtime", "%"};
  private static final String[] OF_AMOUNTS = {"ncalls", "self", "%", "cumul.", "%"};
  private static final int[] LEAST = {7, 8, 7, 8, 7};

  private final Stats stats;
  private final Look look;
  private final RowNames names;
  private final boolean toCallers;
  private final int[] widths = LEAST.clone();
  private int longest = "Function".length();
  private int longestOther;

  private EdgeBlocks(Stats stats, Look look, RowNames names, boolean toCallers) {
    this.stats = stats;
    this.look = look;
    this.names = names;
    this.toCallers = toCallers;
    if (!stats.extras().percent()) {
      widths[SELF_SHARE] = 0;
      widths[CUMULATIVE_SHARE] = 0;
    }
  }

  static void printCallers(
      Stats stats, Look look, RowNames names, Selection selection, Appendable out)
      throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (int function : selection.functions()) {
      blocks.add(block(stats, function, Edge.to(stats.table(), function)));
    }
    new EdgeBlocks(stats, look, names, true).print(selection, blocks, out);
  }

  static void printCallees(
      Stats stats, Look look, RowNames names, Callees callees, Selection selection, Appendable out)
      throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (int function : selection.functions()) {
      blocks.add(block(stats, function, Edge.from(stats.table(), callees, function)));
    }
    new EdgeBlocks(stats, look, names, false).print(selection, blocks, out);
  }

  private static Block block(Stats stats, int function, List<Edge> edges) {
    List<Edge> shown = Edge.shown(edges, stats);
    return new Block(function, shown, edges.size() - shown.size());
  }

  private void print(Selection selection, List<Block> blocks, Appendable out) throws IOException {
    if (selection.isEmpty()) {
      return;
    }
    List<List<String[]>> cells = new ArrayList<>();
    for (Block block : blocks) {
      cells.add(measure(block));
    }
    out.append(selection.preface(look)).append('\n');
    print(blocks, cells, out);
    out.append('\n');
  }

  private List<String[]> measure(Block block) {
    longest = Math.max(longest, CodePoints.width(names.ofFunction(block.function())));
    List<String[]> cells = new ArrayList<>();
    for (Edge edge : block.edges()) {
      String[] row = cells(block.function(), edge);
      for (int c = 0; c < row.length; c++) {
        widths[c] = widths[c] == 0 ? 0 : Math.max(widths[c], CodePoints.width(row[c]));
      }
      longestOther = Math.max(longestOther, CodePoints.width(names.of(edge.other())));
      cells.add(row);
    }
    return cells;
  }

  private String[] cells(int function, Edge edge) {
    FunctionTable table = edge.in();
    StringBuilder calls = new StringBuilder();
    if (table.hasCalls()) {
      Units.calls(calls, edge.calls(), table.edgePrimitiveCalls(edge.edge()), 0);
    }
    if (table.amountsOf() != null && !table.isOnlyCounted(edge.edge())) {
      double self = table.edgeSelfAmount(edge.edge());
      double cumulative = table.edgeCumulativeAmount(edge.edge());
      return new String[] {
        calls.toString(),
        Unit.amount(self),
        Unit.share(self, stats.selfAmount()),
        Unit.amount(cumulative),
        Unit.share(cumulative, stats.selfAmount())
      };
    }
    if (!table.hasTimes() || table.isOnlyCounted(edge.edge())) {
      return new String[] {calls.toString(), "", "", "", ""};
    }
    double self = table.edgeSelfSeconds(edge.edge());
    double cumulative = table.edgeCumulativeSeconds(edge.edge());
    // The times are those of whoever was called, so they are known as well as these.
    int called = toCallers ? function : edge.function();
    return new String[] {
      calls.toString(),
      (called < 0 ? "" : Marks.self(stats.table(), called)) + look.unit().sum(self),
      Unit.share(self, stats.selfSeconds()),
      (called < 0 ? "" : Marks.cumulative(stats.table(), called)) + look.unit().sum(cumulative),
      Unit.share(cumulative, stats.selfSeconds())
    };
  }

  private void print(List<Block> blocks, List<List<String[]>> cells, Appendable out)
      throws IOException {
    int numbers = 0;
    for (int width : widths) {
      numbers += width == 0 ? 0 : width + 1;
    }
    int width = look.width();
    int beside = longest + "  -> ".length();
    boolean below = width != Look.UNLIMITED && beside + numbers + 1 + longestOther > width;
    int indent = below ? 1 : beside;
    int room = width == Look.UNLIMITED ? Integer.MAX_VALUE : width - indent - numbers - 1;
    String title = toCallers ? "was called by..." : "called...";
    StringBuilder text = new StringBuilder("Function");
    Units.spaces(text, (below ? 0 : longest + 1 - text.length()) + 1);
    text.append(title).append('\n');
    Units.spaces(text, indent);
    right(text, stats.table().amountsOf() == null ? TITLES : OF_AMOUNTS);
    out.append(Paint.BOLD.on(text.toString().stripTrailing(), look.coloured())).append('\n');
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      text.setLength(0);
      String name = names.ofFunction(block.function());
      String arrow = toCallers ? "<-" : "->";
      if (below) {
        text.append(Shortened.middle(name, width - 3)).append(' ').append(arrow).append('\n');
      } else {
        Units.name(text, name, longest + 2);
        text.append(arrow).append(' ');
      }
      boolean first = !below;
      for (int e = 0; e < block.edges().size(); e++) {
        Units.spaces(text, first ? 0 : indent);
        right(text, cells.get(b).get(e));
        text.append(' ').append(Shortened.middle(names.of(block.edges().get(e).other()), room));
        text.append('\n');
        first = false;
      }
      if (block.edges().isEmpty() && !below) {
        text.setCharAt(text.length() - 1, '\n');
      }
      if (block.more() > 0) {
        Units.spaces(text, indent + 2);
        text.append("and ").append(block.more()).append(" more\n");
      }
      out.append(text);
    }
  }

  private void right(StringBuilder text, String[] cells) {
    for (int c = 0; c < cells.length; c++) {
      if (widths[c] > 0) {
        Units.spaces(text, widths[c] - CodePoints.width(cells[c]));
        text.append(cells[c]).append(' ');
      }
    }
  }
}
