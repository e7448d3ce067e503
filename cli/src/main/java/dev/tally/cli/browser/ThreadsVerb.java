// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.query.Pathless;
import dev.tally.report.Stats;
import dev.tally.report.ThreadsTable;
import java.io.IOException;
import java.util.List;

/** {@code threads}. */
final class ThreadsVerb extends AskingVerb {
  ThreadsVerb() {
    super(
        List.of(),
        "threads",
        "threads: prints what the threads did, those together whose names differ in digits only.",
        "To see one of these groups alone: stats --thread 'http-*'");
  }

  @Override
  void answer(Session session, Stats stats, Asked asked, List<String> words)
      throws IOException, NoAnswer {
    if (!words.isEmpty()) {
      throw new NoAnswer(
          "threads takes no argument; for one group: stats --thread '" + words.get(0) + "'");
    }
    if (session.data() != null) {
      session.data().threads(asked);
      return;
    }
    ThreadsTable.print(stats, asked.part(), session.out());
    long pathless = Pathless.calls(asked.part());
    if (pathless > 0) {
      session.say("   " + pathless + " calls have no path, and no thread");
    }
  }
}
