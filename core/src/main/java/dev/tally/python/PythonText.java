// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import java.util.ArrayList;
import java.util.List;

/** Python's view of a text: what is blank in it, where its words end, and how it is quoted. */
public final class PythonText {
  private PythonText() {}

  /** Whether Python's {@code str.isspace} holds: more than Java's blanks, and other ones. */
  public static boolean isSpace(int codePoint) {
    return (codePoint >= 0x09 && codePoint <= 0x0d)
        || (codePoint >= 0x1c && codePoint <= 0x20)
        || codePoint == 0x85
        || codePoint == 0xa0
        || codePoint == 0x1680
        || (codePoint >= 0x2000 && codePoint <= 0x200a)
        || codePoint == 0x2028
        || codePoint == 0x2029
        || codePoint == 0x202f
        || codePoint == 0x205f
        || codePoint == 0x3000;
  }

  /** {@code str.strip()}. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** {@code str.split()}: the words between blanks. */
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || isSpace(text.charAt(i));
      if (blank && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }

  /** {@code repr(text)}: in quotes, with escapes for what cannot be printed. */
  public static String repr(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (codePoint == quote || codePoint == '\\') {
        out.append('\\').append((char) codePoint);
      } else if (codePoint == '\t') {
        out.append("\\t");
      } else if (codePoint == '\n') {
        out.append("\\n");
      } else if (codePoint == '\r') {
        out.append("\\r");
      } else if (isPrintable(codePoint)) {
        out.appendCodePoint(codePoint);
      } else if (codePoint < 0x100) {
        hex(out.append("\\x"), codePoint, 2);
      } else if (codePoint < 0x10000) {
        hex(out.append("\\u"), codePoint, 4);
      } else {
        hex(out.append("\\U"), codePoint, 8);
      }
    }
    return out.append(quote).toString();
  }

  private static void hex(StringBuilder out, int codePoint, int digits) {
    String hex = Integer.toHexString(codePoint);
    out.append("0".repeat(digits - hex.length())).append(hex);
  }

  /**
   * {@code str.isprintable}, by the Unicode version of the running JVM: for characters younger than
   * Unicode 13 the answer may differ from Python's.
   */
  private static boolean isPrintable(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint >= ' ';
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
