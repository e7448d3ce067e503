// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.FunctionKey;
import dev.tally.profile.FunctionTable;
import java.io.IOException;

/** pstats' {@code print_stats}: one line a function. */
final class StatsTable {
  private static final String INDENT = "         ";
  private static final String NO_NUMBER = "        ";

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
      text.append("   ncalls  tottime  percall  cumtime  percall filename:lineno(function)\n");
      for (int function : selection.functions()) {
        line(text, stats.table(), function);
        out.append(text);
        text.setLength(0);
      }
      text.append("\n\n");
    }
    out.append(text);
  }

  private static void line(StringBuilder text, FunctionTable table, int function) {
    long calls = table.calls(function);
    long primitiveCalls = table.primitiveCalls(function);
    Units.calls(text, calls, primitiveCalls, 9);
    text.append(' ');
    secondsAndPerCall(text, table.selfSeconds(function), calls);
    secondsAndPerCall(text, table.cumulativeSeconds(function), primitiveCalls);
    text.append(table.key(function).label()).append('\n');
  }

  private static void secondsAndPerCall(StringBuilder text, double seconds, long calls) {
    Units.seconds(text, seconds);
    text.append(' ');
    if (calls == 0) {
      text.append(NO_NUMBER);
    } else {
      Units.seconds(text, seconds / calls);
    }
    text.append(' ');
  }
}
