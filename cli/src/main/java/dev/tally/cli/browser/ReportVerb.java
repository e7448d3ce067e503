// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.Restriction;
import dev.tally.python.PythonNumber;
import dev.tally.python.PythonText;
import dev.tally.report.Stats;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    List<Restriction> restrictions = new ArrayList<>();
    for (String word : PythonText.split(argument)) {
      BigInteger count = PythonNumber.parseInt(word);
      Double share = count == null ? PythonNumber.parseFloat(word) : null;
      if (count != null) {
        restrictions.add(Restriction.first(saturated(count)));
      } else if (share == null) {
        restrictions.add(Restriction.matching(word));
      } else if (share > 1 || share < 0) {
        session.say("Fraction argument must be in [0, 1]");
      } else {
        restrictions.add(Restriction.fraction(share));
      }
    }
    Stats stats = session.statsOrComplaint();
    if (stats != null) {
      report.print(stats, session.out(), restrictions.toArray(Restriction[]::new));
    }
    return true;
  }

  /**
   * Names of functions, as far as they are words; of built-ins what stands between the braces,
   * since that is where an expression is searched.
   */
  @Override
  public List<String> arguments(Session session) {
    Stats stats = session.stats();
    if (stats == null) {
      return List.of();
    }
    FunctionTable table = stats.table();
    Set<String> names = new LinkedHashSet<>();
    for (int f = 0; f < table.size(); f++) {
      FunctionKey key = table.key(f);
      String label = key.label();
      boolean inBraces = label.startsWith("{") && label.length() == key.name().length();
      String name = inBraces ? label.substring(1, label.length() - 1) : key.name();
      if (PythonText.split(name).size() == 1) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private static long saturated(BigInteger count) {
    return count.bitLength() < Long.SIZE
        ? count.longValue()
        : count.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
