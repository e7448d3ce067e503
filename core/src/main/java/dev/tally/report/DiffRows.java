// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.Restriction;
import dev.tally.python.PythonRegex;
import dev.tally.python.PythonText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * What restrictions leave of the rows of a diff's tables: they apply to each table alike, in turn,
 * each to what the one before it left.
 */
final class DiffRows {
  /** Rows of a table where nobody says how many. */
  static final int FEW = 20;

  private final List<Step> steps = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean sized;

  /**
   * A restriction.
   *
   * @param methods those in whose labels an expression was found; of a number or a share all
   */
  private record Step(Restriction restriction, BitSet methods) {}

  /**
   * Searches for the expressions.
   *
   * @param labels of all methods, by row
   */
  DiffRows(List<Restriction> restrictions, List<String> labels) {
    long left = PythonRegex.MAX_STEPS;
    for (Restriction restriction : restrictions) {
      if (restriction instanceof Restriction.Matching matching) {
        left = search(matching, labels, left);
      } else {
        sized = true;
        steps.add(new Step(restriction, new BitSet()));
      }
    }
  }

  /** An expression that cannot be used is left away, as in all reports. */
  private long search(Restriction.Matching matching, List<String> labels, long left) {
    String text = PythonText.repr(matching.regex());
    BitSet found = new BitSet();
    long rest = left;
    try {
      PythonRegex regex = PythonRegex.compile(matching.regex(), left);
      try {
        for (int row = 0; row < labels.size(); row++) {
          found.set(row, regex.isFoundIn(labels.get(row)));
        }
      } finally {
        rest = Math.min(left, regex.stepsLeft());
      }
      steps.add(new Step(matching, found));
    } catch (PythonRegex.InvalidException e) {
      complaints.add("<Invalid regular expression " + text + ">");
    } catch (PythonRegex.UnsupportedException e) {
      complaints.add("<Regular expression " + text + " was not used: " + e.getMessage() + ">");
    }
    return rest;
  }

  /** What to say of restrictions that cannot be used. */
  List<String> complaints() {
    return complaints;
  }

  /**
   * The rows of a table that are left.
   *
   * @param methods which methods a row is of; to find an expression in one of them is enough
   */
  <T> List<T> of(List<T> rows, Function<T, List<Integer>> methods) {
    List<T> left = rows;
    for (Step step : steps) {
      if (step.restriction instanceof Restriction.First first) {
        left = first(left, first.count() < 0 ? left.size() : first.count());
      } else if (step.restriction instanceof Restriction.Fraction fraction) {
        double share = fraction.share();
        boolean some = share >= 0 && share < 1;
        left = first(left, some ? (long) (left.size() * share + .5) : left.size());
      } else {
        boolean excluding = ((Restriction.Matching) step.restriction).excluding();
        left =
            left.stream()
                .filter(r -> methods.apply(r).stream().anyMatch(step.methods::get) != excluding)
                .toList();
      }
    }
    return left;
  }

  /** How many of the rows that are left are shown; so many if nobody says how many. */
  int shown(int rows, int otherwise) {
    return sized ? rows : Math.min(rows, otherwise);
  }

  private static <T> List<T> first(List<T> rows, long count) {
    return rows.subList(0, (int) Math.min(rows.size(), count));
  }
}
