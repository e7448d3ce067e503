// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

/**
 * Texts as Python sees them: rows of code points, where Java has UTF-16 units. In Java's own order
 * U+10000 comes before U+FFFF, and an emoji is two columns wide.
 */
public final class CodePoints {
  private CodePoints() {}

  /** Orders by code point; a surrogate without its partner counts as the code point it is. */
  public static int compare(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        if (!Character.isSurrogate(left) && !Character.isSurrogate(right)) {
          return left - right;
        }
        // After a common first half, either text may have a whole pair where the other has not.
        boolean half = i > 0 && Character.isHighSurrogate(a.charAt(i - 1));
        boolean pair = half && (Character.isLowSurrogate(left) || Character.isLowSurrogate(right));
        int start = pair ? i - 1 : i;
        return Integer.compare(a.codePointAt(start), b.codePointAt(start));
      }
    }
    return a.length() - b.length();
  }

  /** Columns that a text takes in a report. */
  public static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
