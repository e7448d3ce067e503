// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.CodePoints;
import dev.tally.profile.FunctionTable;
import dev.tally.profile.Restriction;
import dev.tally.python.PythonNumber;
import dev.tally.python.PythonRegex;
import dev.tally.python.PythonText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a report shows, and what it says before them about their order and about what
 * was left away.
 */
final class Selection {
  private final FunctionTable table;
  private final int[] functions;
  private final String preface;

  private Selection(FunctionTable table, int[] functions, String preface) {
    this.table = table;
    this.functions = functions;
    this.preface = preface;
  }

  /**
   * All functions.
   *
   * @param order what they are ordered by, null if by nothing
   */
  static Selection of(FunctionTable table, int[] functions, @Nullable String order) {
    return new Selection(
        table,
        functions,
        order == null ? "   Random listing order was used\n" : "   Ordered by: " + order + "\n");
  }

  Selection restrict(Restriction restriction) {
    if (restriction instanceof Restriction.Matching matching) {
      return matching(matching.regex());
    }
    if (restriction instanceof Restriction.First first) {
      return first(
          first.count() < 0 ? functions.length : first.count(), Long.toString(first.count()));
    }
    double share = ((Restriction.Fraction) restriction).share();
    return first(
        share >= 0 && share < 1 ? (long) (functions.length * share + .5) : functions.length,
        PythonNumber.repr(share));
  }

  boolean isEmpty() {
    return functions.length == 0;
  }

  int[] functions() {
    return functions;
  }

  /** Whole lines, for a report that is not {@linkplain #isEmpty empty}. */
  String preface() {
    return preface;
  }

  /** Columns that the widest label takes. */
  int width() {
    int width = 0;
    for (int function : functions) {
      width = Math.max(width, CodePoints.width(table.key(function).label()));
    }
    return width;
  }

  private Selection first(long count, String restriction) {
    return count < functions.length
        ? reduced(Arrays.copyOf(functions, (int) count), restriction)
        : this;
  }

  private Selection matching(String pattern) {
    PythonRegex regex;
    try {
      regex = PythonRegex.compile(pattern);
    } catch (PythonRegex.InvalidException e) {
      return said("   <Invalid regular expression " + PythonText.repr(pattern) + ">\n");
    } catch (PythonRegex.UnsupportedException e) {
      return said(unsupported(pattern, e));
    }
    int[] found = new int[functions.length];
    int count = 0;
    try {
      for (int function : functions) {
        if (regex.isFoundIn(table.key(function).label())) {
          found[count++] = function;
        }
      }
    } catch (PythonRegex.UnsupportedException e) {
      return said(unsupported(pattern, e));
    }
    return count == functions.length
        ? this
        : reduced(Arrays.copyOf(found, count), PythonText.repr(pattern));
  }

  private static String unsupported(String pattern, PythonRegex.UnsupportedException reason) {
    return "   <Regular expression "
        + PythonText.repr(pattern)
        + " was not used: "
        + reason.getMessage()
        + ">\n";
  }

  private Selection reduced(int[] rest, String restriction) {
    return new Selection(
        table,
        rest,
        preface
            + "   List reduced from "
            + functions.length
            + " to "
            + rest.length
            + " due to restriction <"
            + restriction
            + ">\n");
  }

  private Selection said(String line) {
    return new Selection(table, functions, preface + line);
  }
}
