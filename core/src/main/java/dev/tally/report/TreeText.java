// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Profile;
import dev.tally.pstats.MethodRows;
import dev.tally.query.Branches.Branch;
import dev.tally.query.ThreadTimes;
import java.io.IOException;
import java.util.List;

/** {@link TreeLines} as text, indented by their levels. */
public final class TreeText {
  private TreeText() {}

  /**
   * Prints a tree.
   *
   * @param stats what is in hand, for how it is to look
   */
  public static void print(
      Stats stats, Profile profile, MethodRows methods, List<TreeLines.Line> lines, Appendable out)
      throws IOException {
    Look look = Look.of(stats);
    RowNames names = new RowNames(methods.names(), look.paths());
    Cells cells = new Cells(profile, look.unit());
    long whole = ThreadTimes.of(profile).stream().mapToLong(ThreadTimes::nanos).sum();
    TextTable table = new TextTable("function");
    int calls = table.column("ncalls", 9, TextTable.ALWAYS);
    int perCall = table.column("", 5, TextTable.UNLESS_NARROW);
    int self = table.column("tottime", 8, TextTable.UNLESS_NARROW + 1);
    int cumulative = table.column("cumtime", 8, TextTable.ALWAYS);
    boolean percent = stats.extras().percent();
    int share = table.column("%", 6, percent ? TextTable.ALWAYS : TextTable.WHERE_ROOM);
    for (TreeLines.Line line : lines) {
      Branch numbers = line.numbers();
      String name =
          line.more() > 0
              ? "... " + line.more() + " more"
              : names.of(methods.names().keyAt(numbers.row()));
      String end = line.deeper() > 0 ? " ... " + line.deeper() + " deeper" : "";
      int row = table.row("  ".repeat(line.level()) + name + end);
      table.set(row, calls, cells.calls(numbers.calls()));
      table.set(row, perCall, cells.perCall(numbers.calls(), numbers.callerCalls()));
      table.set(row, self, cells.time(numbers.selfNanos(), numbers.estimated()));
      table.set(
          row, cumulative, cells.time(numbers.cumulativeNanos(), numbers.cumulativeEstimated()));
      table.set(row, share, cells.share(numbers.cumulativeNanos(), whole));
    }
    table.print(out, look);
  }
}
