// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.IOException;

/** pstats' {@code print_stats}: one line a function. */
final class StatsTable {
  private static final String INDENT = "         ";
  private static final String NO_NUMBER = "        ";
  private static final String TITLE =
      "   ncalls  tottime  percall  cumtime  percall filename:lineno(function)";
  private static final String PERCENT_TITLE =
      "   ncalls  tottime       %  percall  cumtime       %  percall filename:lineno(function)";

  private StatsTable() {}

  static void print(Stats stats, Selection selection, Appendable out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String heading : stats.headings()) {
      text.append(heading).append('\n');
    }
    if (!stats.headings().isEmpty()) {
      text.append('\n');
    }
    for (FunctionKey top : stats.topLevel()) {
      text.append(INDENT).append(top.name()).append('\n');
    }
    text.append(INDENT).append(stats.calls()).append(" function calls ");
    if (!stats.calls().equals(stats.primitiveCalls())) {
      text.append('(').append(stats.primitiveCalls()).append(" primitive calls) ");
    }
    text.append("in ");
    Units.fixed(text, stats.selfSeconds());
    text.append(" seconds\n");
    for (String note : stats.notes()) {
      text.append(INDENT).append(note).append('\n');
    }
    text.append('\n');
    if (!selection.isEmpty()) {
      text.append(selection.preface()).append('\n');
      text.append(stats.extras().percent() ? PERCENT_TITLE : TITLE).append('\n');
      for (int function : selection.functions()) {
        line(text, stats, function);
        out.append(text);
        text.setLength(0);
      }
      text.append("\n\n");
    }
    out.append(text);
  }

  private static void line(StringBuilder text, Stats stats, int function) {
    FunctionTable table = stats.table();
    long calls = table.calls(function);
    long primitiveCalls = table.primitiveCalls(function);
    Units.calls(text, calls, primitiveCalls, 9);
    text.append(' ');
    seconds(text, stats, table.selfSeconds(function), calls);
    seconds(text, stats, table.cumulativeSeconds(function), primitiveCalls);
    text.append(table.key(function).label()).append('\n');
  }

  private static void seconds(StringBuilder text, Stats stats, double seconds, long calls) {
    Units.seconds(text, seconds);
    if (stats.extras().percent()) {
      Units.percent(text, seconds, stats.selfSeconds());
    }
    text.append(' ');
    if (calls == 0) {
      text.append(NO_NUMBER);
    } else {
      Units.seconds(text, seconds / calls);
    }
    text.append(' ');
  }
}
