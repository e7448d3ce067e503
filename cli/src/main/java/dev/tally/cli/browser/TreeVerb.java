// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.query.Pathless;
import dev.tally.report.Stats;
import dev.tally.report.TreeLines;
import dev.tally.report.TreeText;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** {@code tree [PATTERN] [DEPTH] [--up]}. */
final class TreeVerb extends AskingVerb {
  private static final String UP = "--up";

  TreeVerb() {
    super(
        List.of(UP),
        "tree",
        "tree [PATTERN] [DEPTH]: prints what functions that match called, as a tree; without",
        "PATTERN what the threads called. DEPTH is how many levels, "
            + TreeLines.DEPTH
            + " if none is given.",
        "tree PATTERN [DEPTH] --up: prints who called them, and through whom.",
        "Beside the calls stands how many that is for each call of the caller, with --up for each",
        "call of this function: × 8. Branches with less than a hundredth of the time and of the",
        "calls are added up in one line.");
  }

  @Override
  void answer(Session session, Stats stats, Asked asked, List<String> words)
      throws IOException, NoAnswer {
    boolean up = words.removeIf(UP::equals);
    int last = words.size() - 1;
    int depth = TreeLines.DEPTH;
    if (last >= 0 && words.get(last).matches("[-+]?[0-9]+")) {
      depth = depth(words.remove(last));
    }
    if (words.size() > 1) {
      throw new NoAnswer("tree takes one pattern and a depth, found also " + words.get(1));
    }
    if (up && words.isEmpty()) {
      throw new NoAnswer("tree --up needs a pattern: whose callers to print");
    }
    BitSet roots = words.isEmpty() ? null : PartOfProfile.rows(asked.names(), words.get(0));
    List<TreeLines.Line> lines = TreeLines.of(asked.part(), asked.names(), roots, up, depth);
    if (session.data() != null) {
      session.data().tree(asked, lines, up);
      return;
    }
    TreeText.print(stats, asked.part(), asked.names(), lines, session.out());
    long pathless = Pathless.calls(asked.part());
    if (pathless > 0) {
      session.say("   " + pathless + " calls have no path, so they are not in this");
    }
  }

  private static int depth(String word) throws NoAnswer {
    if (!word.matches("[1-9][0-9]{0,8}")) {
      throw new NoAnswer("the depth of a tree is a number from 1 on, found " + word);
    }
    return Integer.parseInt(word);
  }
}
