// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as Python reads and writes them. */
public final class PythonNumber {
  /** Digits beyond which Python declines to read an int. */
  private static final int MAX_INT_DIGITS = 4300;

  /** Up to here a thousand times a double is off by far less than {@link #NEAR_HALF}. */
  private static final double FAST_LIMIT = 1e9;

  private static final double NEAR_HALF = 1e-3;

  private static final RoundingMode[] ROUNDINGS = {
    RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP
  };

  private PythonNumber() {}

  /** {@code int(word)}, or null where Python raises ValueError. */
  public static @Nullable BigInteger parseInt(String word) {
    String ascii = asciiDigits(word);
    int start = signLength(ascii);
    int end = digits(ascii, start);
    if (end == start || end != ascii.length()) {
      return null;
    }
    String digits = ascii.replace("_", "");
    return digits.length() - start > MAX_INT_DIGITS
        ? null
        : new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
  }

  /** {@code float(word)}, or null where Python raises ValueError. */
  public static @Nullable Double parseFloat(String word) {
    String ascii = asciiDigits(word);
    int start = signLength(ascii);
    String rest = ascii.substring(start);
    double sign = ascii.startsWith("-") ? -1.0 : 1.0;
    if (rest.equalsIgnoreCase("inf") || rest.equalsIgnoreCase("infinity")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (rest.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    int whole = digits(ascii, start);
    int end = whole;
    boolean anyDigit = whole > start;
    if (end < ascii.length() && ascii.charAt(end) == '.') {
      int fraction = digits(ascii, end + 1);
      anyDigit |= fraction > end + 1;
      end = fraction;
    }
    if (anyDigit && end < ascii.length() && (ascii.charAt(end) | 0x20) == 'e') {
      int exponent = end + 1 + signLength(ascii.substring(end + 1));
      end = digits(ascii, exponent);
      anyDigit = end > exponent;
    }
    return anyDigit && end == ascii.length() ? Double.valueOf(ascii.replace("_", "")) : null;
  }

  /** The end of a run of digits, single underscores between them allowed. */
  private static int digits(String ascii, int start) {
    int i = start;
    while (i < ascii.length()) {
      char c = ascii.charAt(i);
      boolean underscore = c == '_' && i > start && ascii.charAt(i - 1) != '_';
      if (!underscore && (c < '0' || c > '9')) {
        break;
      }
      i++;
    }
    return i > start && ascii.charAt(i - 1) == '_' ? i - 1 : i;
  }

  private static int signLength(String ascii) {
    return ascii.startsWith("+") || ascii.startsWith("-") ? 1 : 0;
  }

  /** Python takes the decimal digits of every script. */
  private static String asciiDigits(String word) {
    StringBuilder ascii = new StringBuilder(word.length());
    word.codePoints()
        .forEach(
            c ->
                ascii.appendCodePoint(
                    c > 0x7f && Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
    return ascii.toString();
  }

  /** {@code repr(value)}: the shortest decimal that reads back as the same double. */
  public static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return Double.doubleToRawLongBits(value) < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int point = shortest.precision() - shortest.scale();
    if (point > -4 && point <= 16) {
      return shortest.scale() < 1 ? shortest.setScale(1).toPlainString() : shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = point - 1;
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** Not {@link Double#toString}, which before JDK 19 was not always the shortest. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision < 17; precision++) {
      for (RoundingMode rounding : ROUNDINGS) {
        BigDecimal candidate = exact.round(new MathContext(precision, rounding));
        if (candidate.doubleValue() == value) {
          return candidate;
        }
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
  }

  /**
   * {@code "%.3f" % value}: rounds the double's exact binary value, halves to even, and never uses
   * an exponent. Java's own formatting rounds the shortest decimal, half up.
   */
  public static void appendFixed3(StringBuilder out, double value) {
    double thousandfold = value * 1000;
    double rounded = Math.rint(thousandfold);
    // The product is itself rounded, so halves and what comes near them take the exact way.
    if (value >= 0
        && value < FAST_LIMIT
        && Math.abs(Math.abs(thousandfold - rounded) - 0.5) > NEAR_HALF
        && Double.doubleToRawLongBits(value) >= 0) {
      long thousandths = (long) rounded;
      int fraction = (int) (thousandths % 1000);
      out.append(thousandths / 1000).append('.');
      out.append((char) ('0' + fraction / 100));
      out.append((char) ('0' + fraction / 10 % 10));
      out.append((char) ('0' + fraction % 10));
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.append(repr(value));
    } else {
      if (Double.doubleToRawLongBits(value) < 0) {
        out.append('-');
      }
      out.append(
          new BigDecimal(Math.abs(value)).setScale(3, RoundingMode.HALF_EVEN).toPlainString());
    }
  }
}
