// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.pstats.MethodRows;
import dev.tally.query.Pathless;
import dev.tally.report.ByTable;
import dev.tally.report.Stats;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** {@code by PATTERN [WHAT] [ROWS]}. */
final class ByVerb extends AskingVerb {
  ByVerb() {
    super(
        List.of(),
        "by",
        "by PATTERN: splits everything by the nearest function that matches and it happened in.",
        "by PATTERN WHAT: splits the calls of functions that match WHAT, such as those of a",
        "repository by test: by Test Repository",
        "A number behind that shows so many rows at most. Rows are in the order of sort, the",
        "highest first. The parts of a function add up to its numbers in stats.");
  }

  @Override
  void answer(Session session, Stats stats, Asked asked, List<String> words)
      throws IOException, NoAnswer {
    int last = words.size() - 1;
    long most = Long.MAX_VALUE;
    if (last > 0 && words.get(last).matches("[-+]?[0-9]+")) {
      String word = words.remove(last);
      if (!word.matches("[1-9][0-9]{0,17}")) {
        throw new NoAnswer("the number of rows is one from 1 on, found " + word);
      }
      most = Long.parseLong(word);
    }
    if (words.isEmpty() || words.size() > 2) {
      throw new NoAnswer(
          "by needs a pattern, and takes a second one: by ENDPOINT REPOSITORY"
              + (words.isEmpty() ? "" : "; found also " + words.get(2)));
    }
    MethodRows names = asked.names();
    BitSet ancestors = PartOfProfile.rows(names, words.get(0));
    BitSet what = words.size() == 1 ? null : PartOfProfile.rows(names, words.get(1));
    ByTable table = new ByTable(stats, asked.part(), names, ancestors, most);
    DataReports data = session.data();
    if (data != null && what == null) {
      data.shares(asked, table);
    } else if (data != null && what != null) {
      data.parts(asked, table, what);
    } else if (what == null) {
      table.printShares(session.out());
    } else {
      table.printParts(what, session.out());
    }
    long pathless = Pathless.calls(asked.part());
    if (pathless > 0 && data == null) {
      session.say("   " + pathless + " calls have no path, so they are in no row");
    }
  }
}
