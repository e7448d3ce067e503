// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in Python's dialect, as {@code re.compile} takes it for texts.
 *
 * <p>It is read as Python reads it and written anew for Java's engine, which does the searching. An
 * expression that Python refuses is refused; one that Java's engine cannot search for is refused
 * with a reason; neither is ever taken for something else. What a letter or a digit is follows the
 * Unicode version of the running JVM.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class PythonRegex {
  /**
   * Steps that Java's engine may take for all expressions of a report, in all texts together,
   * beside {@link #STEPS_A_CHARACTER}: some seconds. A step is a look at a character, or at the
   * text's length.
   */
  public static final long MAX_STEPS = 1L << 26;

  /** What a search that does not go astray may take, however many texts there are. */
  private static final int STEPS_A_CHARACTER = 16;

  /** Longer than any that is meant; what it is turned into is a hundred times as long at most. */
  private static final int MAX_LENGTH = 1 << 16;

  /** Members of a set with which a character is compared in a few steps, cases folded. */
  private static final int MEMBERS_A_STEP = 8;

  private final Pattern pattern;
  private final int stepsALook;
  private long stepsLeft;

  private PythonRegex(Pattern pattern, int stepsALook, long steps) {
    this.pattern = pattern;
    this.stepsALook = stepsALook;
    stepsLeft = steps;
  }

  /** Python itself refuses the expression. */
  public static final class InvalidException extends Exception {
    InvalidException(String message) {
      super(message);
    }
  }

  /** The expression cannot be searched for here; the message says why. */
  public static final class UnsupportedException extends Exception {
    UnsupportedException(String message) {
      super(message);
    }
  }

  public static PythonRegex compile(String regex) throws InvalidException, UnsupportedException {
    return compile(regex, MAX_STEPS);
  }

  /**
   * Compiles an expression for which there may be less time than for a first one.
   *
   * @param steps what {@link #stepsLeft} said of the one before
   */
  public static PythonRegex compile(String regex, long steps)
      throws InvalidException, UnsupportedException {
    if (regex.length() > MAX_LENGTH) {
      throw new UnsupportedException("it is longer than " + MAX_LENGTH + " characters");
    }
    try {
      RegexParser parser = new RegexParser(regex);
      RegexNode expression = parser.parse();
      RegexTranslator.Translation translation =
          RegexTranslator.translate(expression, parser.flags(), parser.groups());
      return new PythonRegex(
          Pattern.compile(translation.java()), 1 + translation.widestSet() / MEMBERS_A_STEP, steps);
    } catch (PatternSyntaxException e) {
      throw new UnsupportedException("Java's engine says: " + e.getDescription());
    } catch (StackOverflowError e) {
      throw new UnsupportedException("it nests too deeply");
    }
  }

  /** What searches that went beyond {@link #STEPS_A_CHARACTER} have left of the steps. */
  public long stepsLeft() {
    return Math.max(0, stepsLeft);
  }

  /** {@code re.search}. */
  public boolean isFoundIn(String text) throws UnsupportedException {
    stepsLeft += (long) STEPS_A_CHARACTER * text.length();
    try {
      // Transparent bounds change nothing, as the whole text is searched; but they make the engine
      // ask for the text's length whenever it looks ahead, even where there is no character.
      return pattern.matcher(new Text(text)).useTransparentBounds(true).find();
    } catch (StackOverflowError e) {
      throw new UnsupportedException("it needs too much memory for one of the texts");
    } catch (OutOfSteps e) {
      throw new UnsupportedException("it takes too long to search for");
    }
  }

  /** A text that ends a search which does not end by itself. */
  private final class Text implements CharSequence {
    private final String text;

    Text(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      step();
      return text.charAt(index);
    }

    @Override
    public int length() {
      step();
      return text.length();
    }

    private void step() {
      stepsLeft -= stepsALook;
      if (stepsLeft < 0) {
        throw new OutOfSteps();
      }
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class OutOfSteps extends RuntimeException {
    OutOfSteps() {
      super(null, null, false, false);
    }
  }
}
