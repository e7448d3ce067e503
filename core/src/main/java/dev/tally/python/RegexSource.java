// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import dev.tally.python.PythonRegex.InvalidException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as its parser reads it: one code point at a time, but a backslash together
 * with what it escapes.
 */
final class RegexSource {
  private final int[] codePoints;

  /** One past {@link #next}. */
  private int index;

  private @Nullable String next;

  RegexSource(String regex) throws InvalidException {
    codePoints = regex.codePoints().toArray();
    advance();
  }

  /** The token that is read next; null at the end. */
  @Nullable String next() {
    return next;
  }

  boolean nextIs(String token) {
    return token.equals(next);
  }

  /** Whether the next token is one of these characters. */
  boolean nextIsOneOf(String characters) {
    return next != null && next.length() == 1 && characters.contains(next);
  }

  @Nullable String get() throws InvalidException {
    String token = next;
    advance();
    return token;
  }

  /** Like {@link #get}, where the expression must not end. */
  String need(String errorAtEnd) throws InvalidException {
    String token = get();
    if (token == null) {
      throw new InvalidException(errorAtEnd);
    }
    return token;
  }

  boolean skip(String token) throws InvalidException {
    if (token.equals(next)) {
      advance();
      return true;
    }
    return false;
  }

  /** Where {@link #next} begins, for {@link #seek}. */
  int position() {
    return next == null ? index : index - (int) next.codePoints().count();
  }

  void seek(int position) throws InvalidException {
    index = position;
    advance();
  }

  /** The next tokens, at most so many, while they are one of these characters. */
  String getWhile(int limit, String characters) throws InvalidException {
    StringBuilder found = new StringBuilder();
    while (found.length() < limit && nextIsOneOf(characters)) {
      found.append(next);
      advance();
    }
    return found.toString();
  }

  /** What stands before a terminator, which is read too. */
  String getUntil(String terminator, String what) throws InvalidException {
    StringBuilder found = new StringBuilder();
    while (true) {
      String token = get();
      if (token == null || (token.equals(terminator) && found.isEmpty())) {
        throw new InvalidException(
            found.isEmpty() ? "missing " + what : "missing " + terminator + ", unterminated name");
      }
      if (token.equals(terminator)) {
        return found.toString();
      }
      found.append(token);
    }
  }

  private void advance() throws InvalidException {
    int start = index;
    if (start >= codePoints.length) {
      next = null;
      return;
    }
    int length = 1;
    if (codePoints[start] == '\\') {
      length = 2;
      if (start + 1 == codePoints.length) {
        throw new InvalidException("bad escape (end of pattern)");
      }
    }
    index = start + length;
    next = new String(codePoints, start, length);
  }
}
