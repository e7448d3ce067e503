// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.profile.Profile;
import dev.tally.report.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A command that pstats has not, for it asks about the paths of calls. */
abstract class AskingVerb extends Verb {
  /** What may follow with hyphens, beside what asks about a part. */
  private final String[] own;

  AskingVerb(List<String> own, String name, String... help) {
    super(name, help);
    this.own = own.toArray(String[]::new);
  }

  /**
   * Answers.
   *
   * @param stats what is in hand, for how it is to be seen
   * @param asked what it is about
   * @param words what was typed, without what {@code asked} was made by
   * @throws NoAnswer if that makes no sense or finds nothing
   */
  abstract void answer(Session session, Stats stats, Asked asked, List<String> words)
      throws IOException, NoAnswer;

  @Override
  public final boolean run(Session session, String argument) throws IOException {
    Stats stats = session.statsOrComplaint();
    if (stats == null) {
      return true;
    }
    try {
      List<String> words = new ArrayList<>(Words.split(argument));
      Scope scope = Scope.take(words, true, own);
      Profile part = session.inHand().profile(scope);
      PartOfProfile.checkPaths(part, name());
      List<String> notes = session.inHand().notes(part);
      answer(session, stats, session.asked(stats, part, notes), words);
      if (!notes.isEmpty() && session.data() == null) {
        session.say("   " + String.join("; ", notes));
      }
    } catch (NoAnswer | IllegalArgumentException e) {
      session.complain(String.valueOf(e.getMessage()));
    }
    return true;
  }

  @Override
  List<String> help(Session session) {
    List<String> lines = new ArrayList<>(super.help(session));
    lines.addAll(Scope.HELP);
    return lines;
  }

  @Override
  boolean isKnown(Session session) {
    return session.isAsked();
  }

  /** Where pstats' list is expected to the byte, this is not in it. */
  @Override
  boolean isListed(Session session) {
    return session.isRecording();
  }

  @Override
  List<String> complete(Session session, String argument, String word) {
    return FunctionWords.complete(session.stats(), word);
  }
}
