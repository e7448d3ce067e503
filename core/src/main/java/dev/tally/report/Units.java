// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.python.CodePoints;
import dev.tally.python.PythonNumber;

/** How numbers and names stand in their columns. */
final class Units {
  private Units() {}

  /** Three decimals, right-aligned in 8 columns; wider numbers take what they need. */
  static void seconds(StringBuilder line, double seconds) {
    int start = line.length();
    fixed(line, seconds);
    padLeft(line, start, 8);
  }

  /**
   * What part of the whole some seconds are, in 8 columns with a blank before; blank if there is no
   * whole.
   */
  static void percent(StringBuilder line, double seconds, double whole) {
    int start = line.length();
    double percent = seconds / whole * 100;
    if (Double.isFinite(percent)) {
      long tenths = Math.round(percent * 10);
      line.append(tenths / 10).append('.').append(Math.abs(tenths % 10)).append('%');
    }
    padLeft(line, start, 8);
  }

  /** Three decimals. */
  static void fixed(StringBuilder line, double seconds) {
    PythonNumber.appendFixed3(line, seconds);
  }

  /** The number that is printed, as a number again. */
  static double rounded(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      return seconds;
    }
    StringBuilder text = new StringBuilder();
    fixed(text, seconds);
    return Double.parseDouble(text.toString());
  }

  /** All calls, and behind a slash the primitive ones if they are fewer; right-aligned. */
  static void calls(StringBuilder line, long calls, long primitiveCalls, int columns) {
    int start = line.length();
    line.append(calls);
    if (calls != primitiveCalls) {
      line.append('/').append(primitiveCalls);
    }
    padLeft(line, start, columns);
  }

  /** Left-aligned. */
  static void name(StringBuilder line, String name, int columns) {
    line.append(name);
    spaces(line, columns - CodePoints.width(name));
  }

  static void spaces(StringBuilder line, int count) {
    for (int i = 0; i < count; i++) {
      line.append(' ');
    }
  }

  private static void padLeft(StringBuilder line, int start, int columns) {
    int missing = columns - (line.length() - start);
    if (missing > 0) {
      line.insert(start, " ".repeat(missing));
    }
  }
}
