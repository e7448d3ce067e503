// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

/** The columns of counts in a diff's tables: before, after, the change, and its part. */
final class DiffColumns {
  static final int PERCENT_WIDTH = 11;

  private final StringBuilder text;
  private final boolean percent;

  /** Of each column, the blanks before it too. */
  private int width = "  before".length();

  DiffColumns(StringBuilder text, boolean percent) {
    this.text = text;
    this.percent = percent;
  }

  /** Makes room for a row. */
  void measure(long before, long after) {
    int start = text.length();
    for (long number : new long[] {before, after, after - before}) {
      count(text, number);
      width = Math.max(width, text.length() - start + 3);
      text.setLength(start);
    }
  }

  void heading(String last) {
    right("before", width);
    right("after", width);
    right("change", width + 1);
    if (percent) {
      right("%", PERCENT_WIDTH);
    }
    text.append("  ").append(last).append('\n');
  }

  /** One row, up to where the name comes; of what appeared or vanished one number is none. */
  void numbers(long before, long after, boolean appeared, boolean vanished) {
    right(appeared ? "-" : counted(before), width);
    right(vanished ? "-" : counted(after), width);
    right(signed(after - before), width + 1);
    if (percent) {
      part(after - before, before);
    }
    text.append("  ");
  }

  /** As wide as {@link #numbers}. */
  void blank() {
    Units.spaces(text, 3 * width + 1 + (percent ? PERCENT_WIDTH : 0) + 2);
  }

  private void part(long change, long before) {
    right(before == 0 || change == 0 ? "" : part((double) change, (double) before), PERCENT_WIDTH);
  }

  /** {@code +4.2%}, without decimals where these say nothing. */
  static String part(double change, double before) {
    StringBuilder number = new StringBuilder(change > 0 ? "+" : "");
    double percent = change / before * 100;
    if (!Double.isFinite(percent)) {
      return "";
    }
    if (Math.abs(percent) >= 1000) {
      count(number, Math.round(percent));
    } else {
      long tenths = Math.round(percent * 10);
      number.append(percent < 0 ? "-" : "").append(Math.abs(tenths) / 10);
      number.append('.').append(Math.abs(tenths) % 10);
    }
    return number.append('%').toString();
  }

  private void right(String word, int columns) {
    Units.spaces(text, columns - word.length());
    text.append(word);
  }

  private static String signed(long number) {
    return number == 0 ? "" : (number > 0 ? "+" : "") + counted(number);
  }

  private static String counted(long number) {
    StringBuilder text = new StringBuilder();
    count(text, number);
    return text.toString();
  }

  /** {@code 1,001}. */
  static void count(StringBuilder text, long number) {
    int start = text.length();
    text.append(number);
    int first = start + (number < 0 ? 1 : 0);
    for (int i = text.length() - 3; i > first; i -= 3) {
      text.insert(i, ',');
    }
  }

  /** {@code 1,000 calls}. */
  static void counted(StringBuilder text, long number, String what) {
    count(text, number);
    text.append(' ').append(number == 1 ? what.substring(0, what.length() - 1) : what);
  }

  /** {@code 1,000 more calls}. */
  static void more(StringBuilder text, long difference, String what) {
    if (difference == 0) {
      text.append("As many ").append(what).append(" in all");
      return;
    }
    // The smallest number has no opposite, and no program makes so many calls.
    count(text, Math.abs(difference));
    text.append(difference > 0 ? " more " : " fewer ");
    text.append(Math.abs(difference) == 1 ? what.substring(0, what.length() - 1) : what);
  }
}
