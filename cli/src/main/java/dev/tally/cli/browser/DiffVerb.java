// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.IOException;
import java.util.List;

/** {@code diff FILE}, which pstats has not. */
final class DiffVerb extends Verb {
  DiffVerb() {
    super(
        "diff",
        "diff FILE: prints what changed from FILE to the profile in hand: FILE is the earlier one.",
        "Files that were added to the profile in hand count; strip and sort make no difference.",
        "tally diff FILE FILE has restrictions, too.");
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    session.diff(argument);
    return true;
  }

  @Override
  boolean isKnown(Session session) {
    return session.comparer() != null;
  }

  /** Where pstats' list is expected to the byte, this is not in it. */
  @Override
  boolean isListed(Session session) {
    return isKnown(session) && session.stats() != null && session.stats().extras().explained();
  }

  @Override
  List<String> complete(Session session, String argument, String word) {
    return session.files(argument, word);
  }
}
