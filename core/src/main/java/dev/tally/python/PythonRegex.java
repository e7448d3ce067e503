// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression in Python's dialect. */
public final class PythonRegex {
  private final Pattern pattern;

  private PythonRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Python itself refuses the expression. */
  public static final class InvalidException extends Exception {
    InvalidException(String message) {
      super(message);
    }
  }

  /** Python takes the expression, but it cannot be searched for here; the message says why. */
  public static final class UnsupportedException extends Exception {
    UnsupportedException(String message) {
      super(message);
    }
  }

  public static PythonRegex compile(String regex) throws InvalidException, UnsupportedException {
    if (regex.indexOf('\0') >= 0) {
      throw new UnsupportedException("it contains NUL");
    }
    try {
      return new PythonRegex(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new InvalidException(e.getDescription());
    }
  }

  /** {@code re.search}. */
  public boolean isFoundIn(String text) throws UnsupportedException {
    try {
      return pattern.matcher(text).find();
    } catch (StackOverflowError e) {
      throw new UnsupportedException("it nests too deeply");
    }
  }
}
