// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.cli.shell.RestrictionWord;
import dev.tally.pstats.Restriction;
import dev.tally.python.PythonText;
import dev.tally.report.ReportData;
import dev.tally.report.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code stats}, {@code callers} and {@code callees}, each with restrictions. */
final class ReportVerb extends Verb {
  private final Report report;
  private final ReportData.Kind kind;

  /** What is asked whenever this is typed. */
  private final Scope always;

  /** One of the reports of {@link Stats}. */
  @FunctionalInterface
  private interface Report {
    Stats print(Stats stats, Appendable out, Restriction... restrictions) throws IOException;
  }

  private ReportVerb(String name, String what, ReportData.Kind kind, Report report) {
    this(name, what, Scope.WHOLE, kind, report);
  }

  private ReportVerb(String name, String what, Scope always, ReportData.Kind kind, Report report) {
    super(
        name,
        name + " [RESTRICTION...]: " + what,
        "Restrictions apply from left to right, each to what the one before it left:",
        "  a number       shows that many functions at most",
        "  a fraction     such as .25 shows that part of them",
        "  anything else  is a regular expression, searched in the functions' names");
    this.always = always;
    this.report = report;
    this.kind = kind;
  }

  static ReportVerb stats() {
    return new ReportVerb(
        "stats",
        "prints calls and times, a line each function.",
        ReportData.Kind.STATS,
        Stats::print);
  }

  static ReportVerb callers() {
    return new ReportVerb(
        "callers",
        "prints who called each function.",
        ReportData.Kind.CALLERS,
        Stats::printCallers);
  }

  static ReportVerb callees() {
    return new ReportVerb(
        "callees",
        "prints whom each function called.",
        ReportData.Kind.CALLEES,
        Stats::printCallees);
  }

  static ReportVerb packages() {
    return new ReportVerb(
        "packages",
        "prints calls and times, a line each package; from outside it behind the slash.",
        Scope.byPackage(),
        ReportData.Kind.STATS,
        Stats::print);
  }

  @Override
  public boolean run(Session session, String argument) throws IOException {
    List<String> typed =
        new ArrayList<>(session.isRecording() ? Words.split(argument) : PythonText.split(argument));
    Scope scope;
    try {
      scope = always.plus(session.scope(typed));
    } catch (NoAnswer e) {
      session.complain(String.valueOf(e.getMessage()));
      return true;
    }
    List<String> words = new ArrayList<>();
    List<Restriction> restrictions = new ArrayList<>();
    for (String word : typed) {
      Restriction restriction = restriction(word, session);
      if (restriction != null) {
        words.add(word);
        restrictions.add(restriction);
      }
    }
    Stats stats = session.statsOrComplaint(scope);
    if (stats != null) {
      print(stats, session, restrictions.toArray(Restriction[]::new));
      if (stats.shown().ignored()) {
        session.fail();
      }
      if (stats.shown().functions() == 0 && stats.extras().explained()) {
        session.say(new EmptyAnswer(stats, words, restrictions).reason());
      }
    }
    return true;
  }

  private void print(Stats stats, Session session, Restriction... restrictions) throws IOException {
    DataReports data = session.data();
    if (data == null) {
      report.print(stats, session.out(), restrictions);
    } else {
      data.print(stats.data(kind, restrictions));
    }
  }

  /** What asks about a part is known where more is than pstats'. */
  @Override
  List<String> help(Session session) {
    List<String> lines = new ArrayList<>(super.help(session));
    if (!session.isPlain()) {
      lines.add("  !EXPRESSION    leaves out the functions in whose names it is found");
    }
    if (session.isRecording()) {
      lines.add("  'sql SELECT'   in quotes: a restriction with a blank in it");
      lines.addAll(Scope.HELP);
    }
    return lines;
  }

  private static @Nullable Restriction restriction(String word, Session session)
      throws IOException {
    Restriction restriction =
        session.isPlain() ? RestrictionWord.parseAsPstats(word) : RestrictionWord.parse(word);
    if (restriction == null) {
      session.complain("Fraction argument must be in [0, 1]");
    }
    return restriction;
  }

  @Override
  boolean isKnown(Session session) {
    return always.isWhole() || session.isAsked();
  }

  @Override
  boolean isListed(Session session) {
    return always.isWhole() || session.isRecording();
  }

  @Override
  List<String> complete(Session session, String argument, String word) {
    return FunctionWords.complete(session.stats(), word);
  }
}
