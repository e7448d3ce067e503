// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.PythonRegex.InvalidException;
import dev.tally.python.PythonRegex.UnsupportedException;
import dev.tally.python.RegexNode.Category;
import dev.tally.python.RegexNode.Literal;
import org.jspecify.annotations.Nullable;

/**
 * What follows a backslash, but for places and references to groups, which only mean something
 * outside of {@code [...]}. Letters without a meaning are errors in Python; Java has other meanings
 * for some.
 */
final class RegexEscapes {
  private static final String OCTAL = "01234567";
  private static final String HEX = "0123456789abcdefABCDEF";
  private static final int MAX_OCTAL = 0377;

  private RegexEscapes() {}

  /** {@code \d} and its like; null if it is something else. */
  static @Nullable Category category(String escape) {
    return switch (escape) {
      case "\\d", "\\s", "\\w" -> new Category(escape.charAt(1), false);
      case "\\D", "\\S", "\\W" -> new Category(Character.toLowerCase(escape.charAt(1)), true);
      default -> null;
    };
  }

  /** The one character that an escape stands for. */
  static Literal literal(RegexSource source, String escape)
      throws InvalidException, UnsupportedException {
    int c = escape.codePointAt(1);
    return new Literal(
        switch (c) {
          case 'a' -> 0x07;
          case 'b' -> 0x08;
          case 't' -> '\t';
          case 'n' -> '\n';
          case 'v' -> 0x0b;
          case 'f' -> '\f';
          case 'r' -> '\r';
          case 'x' -> hex(source, escape, 2);
          case 'u' -> hex(source, escape, 4);
          case 'U' -> hex(source, escape, 8);
          case 'N' -> named(source);
          case '0', '1', '2', '3', '4', '5', '6', '7' ->
              octal(escape.substring(1) + source.getWhile(2, OCTAL));
          default -> itself(escape, c);
        });
  }

  /**
   * @throws InvalidException if the number is too large
   */
  static int octal(String digits) throws InvalidException {
    int value = Integer.parseInt(digits, 8);
    if (value > MAX_OCTAL) {
      throw new InvalidException("octal escape value \\" + digits + " outside of range 0-0o377");
    }
    return value;
  }

  private static int itself(String escape, int c) throws InvalidException {
    if (c < 0x80 && Character.isLetterOrDigit(c)) {
      throw new InvalidException("bad escape " + escape);
    }
    return c;
  }

  private static int hex(RegexSource source, String escape, int length) throws InvalidException {
    String digits = source.getWhile(length, HEX);
    if (digits.length() != length) {
      throw new InvalidException("incomplete escape " + escape + digits);
    }
    long value = Long.parseLong(digits, 16);
    if (value > Character.MAX_CODE_POINT) {
      throw new InvalidException("bad escape " + escape + digits);
    }
    return (int) value;
  }

  private static int named(RegexSource source) throws InvalidException, UnsupportedException {
    if (!source.skip("{")) {
      throw new InvalidException("missing {");
    }
    String name = source.getUntil("}", "character name");
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      // Python knows aliases that Java does not, so this need not be an error there.
      throw new UnsupportedException("this JVM knows no character by the name of " + name);
    }
  }
}
