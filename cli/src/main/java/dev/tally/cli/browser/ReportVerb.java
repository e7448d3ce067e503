// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.cli.shell.RestrictionWord;
import dev.tally.pstats.Restriction;
import dev.tally.python.PythonText;
import dev.tally.report.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code stats}, {@code callers} and {@code callees}, each with restrictions. */
final class ReportVerb extends Verb {
  private final Report report;

  /** One of the reports of {@link Stats}. */
  @FunctionalInterface
  private interface Report {
    Stats print(Stats stats, Appendable out, Restriction... restrictions) throws IOException;
  }

  private ReportVerb(String name, String what, Report report) {
    super(
        name,
        name + " [RESTRICTION...]: " + what,
        "Restrictions apply from left to right, each to what the one before it left:",
        "  a number       shows that many functions at most",
        "  a fraction     such as .25 shows that part of them",
        "  anything else  is a regular expression, searched in the functions' names");
    this.report = report;
  }

  static ReportVerb stats() {
    return new ReportVerb("stats", "prints calls and times, a line each function.", Stats::print);
  }

  static ReportVerb callers() {
    return new ReportVerb("callers", "prints who called each function.", Stats::printCallers);
  }

  static ReportVerb callees() {
    return new ReportVerb("callees", "prints whom each function called.", Stats::printCallees);
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    List<String> words = new ArrayList<>();
    List<Restriction> restrictions = new ArrayList<>();
    for (String word : PythonText.split(argument)) {
      Restriction restriction = restriction(word, session);
      if (restriction != null) {
        words.add(word);
        restrictions.add(restriction);
      }
    }
    Stats stats = session.statsOrComplaint();
    if (stats != null) {
      report.print(stats, session.out(), restrictions.toArray(Restriction[]::new));
      if (stats.shown().ignored()) {
        session.fail();
      }
      if (stats.shown().functions() == 0 && stats.extras().explained()) {
        session.say(new EmptyAnswer(stats, words, restrictions).reason());
      }
    }
    return true;
  }

  private static @Nullable Restriction restriction(String word, Session session)
      throws IOException {
    Restriction restriction = RestrictionWord.parse(word);
    if (restriction == null) {
      session.complain("Fraction argument must be in [0, 1]");
    }
    return restriction;
  }

  /** Names of functions and packages that begin so, or else that have this anywhere in them. */
  @Override
  List<String> complete(Session session, String argument, String word) {
    Stats stats = session.stats();
    if (stats == null) {
      return List.of();
    }
    Set<String> names = FunctionWords.of(stats.table());
    List<String> begin = names.stream().filter(name -> name.startsWith(word)).toList();
    return begin.isEmpty() ? names.stream().filter(name -> name.contains(word)).toList() : begin;
  }
}
