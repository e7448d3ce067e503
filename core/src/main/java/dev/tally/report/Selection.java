// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.Restriction;
import dev.tally.python.CodePoints;
import dev.tally.python.PythonNumber;
import dev.tally.python.PythonRegex;
import dev.tally.python.PythonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a report shows, and what it says before them about their order and about what
 * was left away.
 */
final class Selection {
  private final FunctionTable table;
  private final @Nullable RowNames names;
  private int[] functions;
  private final StringBuilder preface = new StringBuilder();
  private final String orderedBy;
  private final List<String> reduced = new ArrayList<>();

  /** What is left of the time for searching, which all expressions of a report share. */
  private long steps = PythonRegex.MAX_STEPS;

  private int emptiedBy = Shown.BY_NONE;
  private boolean ignored;

  private Selection(
      FunctionTable table, @Nullable RowNames names, int[] functions, @Nullable String order) {
    this.table = table;
    orderedBy = order == null ? "" : order;
    this.names = names;
    this.functions = functions;
  }

  /**
   * Functions out of all.
   *
   * @param names what they are called in the report, if that is not only their labels: expressions
   *     are searched in both
   * @param order what they are ordered by, null if by nothing
   * @param restrictions applied in turn, each to what the one before it left
   */
  static Selection of(
      FunctionTable table,
      @Nullable RowNames names,
      int[] functions,
      @Nullable String order,
      Restriction... restrictions) {
    Selection selection = new Selection(table, names, functions, order);
    selection.preface.append(
        order == null ? "   Random listing order was used\n" : "   Ordered by: " + order + "\n");
    for (int i = 0; i < restrictions.length; i++) {
      boolean before = selection.isEmpty();
      selection.restrict(restrictions[i]);
      if (selection.isEmpty() && !before) {
        selection.emptiedBy = i;
      }
    }
    return selection;
  }

  private void restrict(Restriction restriction) {
    if (restriction instanceof Restriction.Matching matching) {
      match(matching.regex(), !matching.excluding());
    } else if (restriction instanceof Restriction.First first) {
      cut(first.count() < 0 ? functions.length : first.count(), Long.toString(first.count()));
    } else {
      double share = ((Restriction.Fraction) restriction).share();
      cut(
          share >= 0 && share < 1 ? (long) (functions.length * share + .5) : functions.length,
          PythonNumber.repr(share));
    }
  }

  /** Empty if by nothing. */
  String orderedBy() {
    return orderedBy;
  }

  /** A sentence for each restriction that left functions away. */
  List<String> reduced() {
    return List.copyOf(reduced);
  }

  boolean isEmpty() {
    return functions.length == 0;
  }

  Shown shown() {
    return new Shown(functions.length, emptiedBy, ignored);
  }

  int[] functions() {
    return functions;
  }

  /** Whole lines, for a report that is not {@linkplain #isEmpty empty}. */
  String preface() {
    return preface.toString();
  }

  /** The same in lines that fit a screen. */
  String preface(Look look) {
    StringBuilder text = new StringBuilder();
    for (String line : preface.toString().lines().toList()) {
      Wrapped.line(text, "   ", line.strip(), look.width());
    }
    return Paint.FAINT.on(text.toString().stripTrailing(), look.coloured()) + "\n";
  }

  /** Columns that the widest label takes. */
  int width() {
    int width = 0;
    for (int function : functions) {
      width = Math.max(width, CodePoints.width(table.key(function).label()));
    }
    return width;
  }

  private void cut(long count, String restriction) {
    if (count < functions.length) {
      reduce(Arrays.copyOf(functions, (int) count), restriction);
    }
  }

  /**
   * @param wanted whether functions in which the expression is found stay, or those in which not
   */
  private void match(String pattern, boolean wanted) {
    int[] found = new int[functions.length];
    int count = 0;
    try {
      PythonRegex regex = PythonRegex.compile(pattern, steps);
      try {
        for (int function : functions) {
          if (isFound(regex, function) == wanted) {
            found[count++] = function;
          }
        }
      } finally {
        steps = Math.min(steps, regex.stepsLeft());
      }
    } catch (PythonRegex.InvalidException e) {
      ignored = true;
      preface
          .append("   <Invalid regular expression ")
          .append(PythonText.repr(pattern))
          .append(">\n");
      return;
    } catch (PythonRegex.UnsupportedException e) {
      ignored = true;
      preface
          .append("   <Regular expression ")
          .append(PythonText.repr(pattern))
          .append(" was not used: ")
          .append(e.getMessage())
          .append(">\n");
      return;
    }
    if (count < functions.length) {
      reduce(Arrays.copyOf(found, count), PythonText.repr((wanted ? "" : "!") + pattern));
    }
  }

  private boolean isFound(PythonRegex regex, int function) throws PythonRegex.UnsupportedException {
    return regex.isFoundIn(table.key(function).label())
        || (names != null && regex.isFoundIn(names.ofFunction(function)));
  }

  private void reduce(int[] rest, String restriction) {
    String sentence =
        "List reduced from "
            + functions.length
            + " to "
            + rest.length
            + " due to restriction <"
            + restriction
            + ">";
    reduced.add(sentence);
    preface.append("   ").append(sentence).append('\n');
    functions = rest;
  }
}
