// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.python.CodePoints;

/**
 * Names and paths that must fit some columns. What is left out is in the middle, so that the
 * function, which stands last, and the beginning, which tells whose it is, stay.
 */
public final class Shortened {
  private static final String GAP = "…";

  private Shortened() {}

  /**
   * The text if it fits, else its beginning and its end with an ellipsis between: {@code
   * com/acme/sh…/OrderDao.java:12(OrderDao.load)}, {@code {…regex.Pattern.compile}}.
   */
  public static String middle(String text, int columns) {
    int length = CodePoints.width(text);
    if (length <= columns) {
      return text;
    }
    if (columns < 2) {
      return GAP.repeat(Math.max(0, columns));
    }
    int room = columns - 1;
    // Of a built-in the package's beginning says least: java.
    int least = text.startsWith("{") ? 1 : room / 6;
    int tail = length - wordStart(text, length, length - room + least);
    int head = text.startsWith("{") ? 1 : room - tail;
    return text.substring(0, text.offsetByCodePoints(0, head))
        + GAP
        + text.substring(text.offsetByCodePoints(0, length - tail));
  }

  /** Where a word begins at or after a place, if one does before the rest is half over. */
  private static int wordStart(String text, int length, int from) {
    // The dots of a file's name part no words.
    boolean path = text.indexOf('/') >= 0;
    for (int i = from; i < from + (length - from) / 2; i++) {
      int before = text.codePointAt(text.offsetByCodePoints(0, i - 1));
      int at = text.codePointAt(text.offsetByCodePoints(0, i));
      if (before == '/' || (before == '.' && !path) || before == ' ' || at == '(') {
        return i;
      }
    }
    return from;
  }
}
