// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import dev.tally.python.PythonText;
import dev.tally.report.Shown;
import dev.tally.report.Stats;
import java.util.Arrays;
import java.util.List;

/** Why a report shows no function, where pstats shows nothing, and what may have been meant. */
final class EmptyAnswer {
  private final Stats stats;
  private final List<String> words;
  private final List<Restriction> restrictions;

  /**
   * @param words what was typed for each of the restrictions
   */
  EmptyAnswer(Stats stats, List<String> words, List<Restriction> restrictions) {
    this.stats = stats;
    this.words = words;
    this.restrictions = restrictions;
  }

  /** One line. */
  String reason() {
    return "   " + sentence();
  }

  private String sentence() {
    int last = stats.shown().emptiedBy();
    if (last == Shown.BY_NONE) {
      return "The profile holds no function.";
    }
    String word = words.get(last);
    String quoted = PythonText.repr(word);
    for (String each : words) {
      if (each.equals("|") || each.startsWith(">")) {
        return "There is no shell here: "
            + PythonText.repr(each)
            + " was searched in names; in a shell: tally stats FILE -c COMMAND "
            + each
            + " ...";
      }
    }
    if (!(restrictions.get(last) instanceof Restriction.Matching matching)
        || matching.excluding()) {
      return word + " leaves no function.";
    }
    if (SortKey.words().containsKey(word)) {
      return quoted + " is found in no function's name; to order by it: sort " + word;
    }
    int found = last == 0 ? 0 : stats.count(restrictions.get(last));
    if (found > 0) {
      return quoted
          + (found == 1 ? " is found in one function" : " is found in " + found + " functions")
          + ", but in none of those left by what is before it; put it first";
    }
    FunctionTable table = stats.table();
    return NearNames.sentence(
        quoted, word, () -> Arrays.stream(stats.functions()).mapToObj(table::key).iterator());
  }
}
