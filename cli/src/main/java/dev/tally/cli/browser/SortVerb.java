// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.pstats.SortKey;
import dev.tally.report.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code sort [KEY...]}. */
final class SortVerb extends Verb {
  SortVerb() {
    super(
        "sort",
        "sort KEY...: orders the functions by one or more keys.",
        "sort: lists the keys. Each may be shortened as long as it remains the only one.");
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    Stats stats = session.statsOrComplaint();
    if (stats == null) {
      return true;
    }
    boolean ours = stats.extras().look() != null;
    List<SortKey> keys = ours ? SortKey.ofOurWords(argument) : SortKey.ofWords(argument);
    if (!keys.isEmpty()) {
      session.inHand().sort(stats, keys);
      return true;
    }
    session.say("Valid sort keys (unique prefixes are accepted):");
    for (Map.Entry<String, SortKey> word : SortKey.words().entrySet()) {
      session.say(word.getKey() + " -- " + word.getValue().label());
    }
    if (ours) {
      session.say(SortKey.WAITING_WORD + " -- " + SortKey.WAITING.label());
    }
    if (!argument.isEmpty()) {
      session.fail();
    }
    return true;
  }

  @Override
  List<String> arguments(Session session) {
    List<String> words = new ArrayList<>(SortKey.words().keySet());
    if (session.stats() != null && session.stats().extras().look() != null) {
      words.add(SortKey.WAITING_WORD);
    }
    return words;
  }
}
