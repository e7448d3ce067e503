// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.SortKey;
import java.io.IOException;
import java.math.BigInteger;

/**
 * {@code stats} as Tally prints it: pstats' columns, with times of calls in units of their own, and
 * marks where a number is no measured one. What is not known is blank.
 */
final class RowsTable {
  private static final String INDENT = "         ";

  /** Between a file's date and its name. */
  private static final String GAP = "    ";

  private static final int NONE = -1;

  private final Stats stats;
  private final FunctionTable table;
  private final Look look;
  private final RowNames names;

  private RowsTable(Stats stats, Look look, RowNames names) {
    this.stats = stats;
    table = stats.table();
    this.look = look;
    this.names = names;
  }

  /**
   * Prints the report.
   *
   * @param most how many functions at most
   */
  static void print(
      Stats stats, Look look, RowNames names, Selection selection, int most, Appendable out)
      throws IOException {
    new RowsTable(stats, look, names).print(selection, most, out);
  }

  private void print(Selection selection, int most, Appendable out) throws IOException {
    int width = look.width();
    for (String heading : stats.headings()) {
      out.append(heading(heading, width)).append('\n');
    }
    out.append(stats.headings().isEmpty() ? "" : "\n");
    StringBuilder text = new StringBuilder();
    Wrapped.line(text, INDENT, sums(), width);
    for (String note : stats.notes()) {
      Wrapped.line(text, INDENT, note, width);
    }
    out.append(text.append('\n'));
    if (selection.isEmpty()) {
      return;
    }
    out.append(selection.preface(look)).append('\n');
    int all = selection.functions().length;
    int shown = Math.min(all, most);
    rows(selection, shown).print(out, look);
    if (shown < all) {
      text.setLength(0);
      String rest = look.rest().replace("%d", Integer.toString(all));
      Wrapped.line(text, "   ", "and " + (all - shown) + " more; " + rest, width);
      out.append(Paint.FAINT.on(text.toString().stripTrailing(), look.coloured())).append('\n');
    }
    out.append('\n');
  }

  /** The date stays, the file's name loses its middle. */
  private static String heading(String heading, int width) {
    if (width == Look.UNLIMITED) {
      return heading;
    }
    int name = heading.indexOf(GAP) < 0 ? 0 : heading.indexOf(GAP) + GAP.length();
    return heading.substring(0, name)
        + Shortened.middle(heading.substring(name), Math.max(1, width - name));
  }

  private String sums() {
    BigInteger calls = stats.calls();
    StringBuilder text = new StringBuilder();
    if (table.hasCalls()) {
      text.append(calls)
          .append(calls.equals(BigInteger.ONE) ? " function call" : " function calls");
      if (!calls.equals(stats.primitiveCalls())) {
        text.append(" (").append(stats.primitiveCalls()).append(" primitive calls)");
      }
    } else {
      text.append(table.size()).append(table.size() == 1 ? " function" : " functions");
    }
    if (table.hasTimes()) {
      text.append(" in ").append(look.unit().sum(stats.selfSeconds()));
      text.append(look.unit() == Unit.FITTING ? " seconds" : " " + look.unit().word());
    }
    if (table.amountsOf() != null) {
      text.append(" in ").append(Unit.amount(stats.selfAmount())).append(' ');
      text.append(table.amountsOf());
    }
    return text.append(table.hasCalls() ? "" : ", calls not known").toString();
  }

  private TextTable rows(Selection selection, int count) {
    TextTable rows = new TextTable(look.paths() ? "filename:lineno(function)" : "function");
    int shareRank = stats.extras().percent() ? TextTable.ALWAYS : TextTable.WHERE_ROOM + 1;
    boolean timed = table.amountsOf() == null;
    int calls = rows.column("ncalls", 9, TextTable.ALWAYS);
    int self = rows.column(timed ? "tottime" : "self", 8, TextTable.ALWAYS);
    int error = rows.column("±", 6, TextTable.WHERE_ROOM + 2);
    int selfShare = rows.column("%", 6, shareRank);
    int selfEach = rows.column("percall", 8, TextTable.UNLESS_NARROW + 1);
    int cumulative = rows.column(timed ? "cumtime" : "cumul.", 8, TextTable.ALWAYS);
    int cumulativeShare = rows.column("%", 6, shareRank);
    int cumulativeEach = rows.column("percall", 8, TextTable.UNLESS_NARROW);
    int waitingRank = stats.cost() == SortKey.WAITING ? TextTable.ALWAYS : TextTable.WHERE_ROOM;
    int waiting = table.hasWaiting() ? rows.column("waiting", 8, waitingRank) : NONE;
    for (int i = 0; i < count; i++) {
      int f = selection.functions()[i];
      int row = rows.row(names.ofFunction(f));
      if (table.hasCalls()) {
        StringBuilder text = new StringBuilder();
        Units.calls(text, table.calls(f), table.primitiveCalls(f), 0);
        rows.set(row, calls, text.toString());
      }
      if (!timed) {
        rows.set(row, self, Unit.amount(table.selfAmount(f)));
        rows.set(row, selfShare, Unit.share(table.selfAmount(f), stats.selfAmount()));
        rows.set(row, cumulative, Unit.amount(table.cumulativeAmount(f)));
        rows.set(row, cumulativeShare, Unit.share(table.cumulativeAmount(f), stats.selfAmount()));
      }
      if (!table.hasTimes()) {
        continue;
      }
      double selfSeconds = table.selfSeconds(f);
      double cumulativeSeconds = table.cumulativeSeconds(f);
      rows.set(row, self, Marks.self(table, f) + look.unit().sum(selfSeconds));
      rows.set(row, error, Marks.error(table, f));
      rows.set(row, selfShare, Unit.share(selfSeconds, stats.selfSeconds()));
      rows.set(row, selfEach, each(selfSeconds, table.calls(f)));
      rows.set(row, cumulative, Marks.cumulative(table, f) + look.unit().sum(cumulativeSeconds));
      rows.set(row, cumulativeShare, Unit.share(cumulativeSeconds, stats.selfSeconds()));
      rows.set(row, cumulativeEach, each(cumulativeSeconds, table.primitiveCalls(f)));
      if (waiting != NONE) {
        rows.set(row, waiting, look.unit().sum(table.waitingSeconds(f)));
      }
    }
    return rows;
  }

  /** Blank where no time was taken at all, as of what is only counted: no call takes none. */
  private String each(double seconds, long calls) {
    boolean known = table.hasCalls() && calls != 0 && seconds != 0;
    return known ? look.unit().each(seconds / calls) : "";
  }
}
