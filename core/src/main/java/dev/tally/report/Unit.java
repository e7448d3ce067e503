// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

/**
 * In what unit a report prints times. Seconds of a whole program and nanoseconds of one call do not
 * fit the same one, so by default each time of a call has its own.
 */
public enum Unit {
  /** Sums in seconds with three decimals, times of a call with a unit of their own. */
  FITTING("", 1),
  SECONDS("s", 1),
  MILLISECONDS("ms", 1e3),
  MICROSECONDS("us", 1e6);

  private static final String[] PREFIXES = {" s", " ms", " µs", " ns"};

  private final String word;
  private final double perSecond;

  Unit(String word, double perSecond) {
    this.word = word;
    this.perSecond = perSecond;
  }

  /** The word that asks for it; empty for the one that nobody needs to ask for. */
  public String word() {
    return word;
  }

  /** The time of many calls together: {@code 0.147}. */
  public String sum(double seconds) {
    StringBuilder text = new StringBuilder();
    Units.fixed(text, seconds * perSecond);
    return text.toString();
  }

  /** The time of one call: {@code 14.1 µs}, or a number if a unit was asked for. */
  public String each(double seconds) {
    return this == FITTING ? brief(seconds) : sum(seconds);
  }

  /**
   * A time with three digits and its unit: {@code 14.1 µs}, {@code 726 ms}, {@code 1.25 s}. Seconds
   * have as many digits as they need, and what is not a whole nanosecond one decimal.
   */
  public static String brief(double seconds) {
    if (seconds == 0 || !Double.isFinite(seconds)) {
      return seconds == 0 ? "0 s" : seconds + " s";
    }
    double number = Math.abs(seconds);
    int prefix = 0;
    // What would be rounded up to 1000 has the next larger unit.
    while (number < 0.9995 && prefix < PREFIXES.length - 1) {
      number *= 1000;
      prefix++;
    }
    int most = prefix == PREFIXES.length - 1 ? 1 : 2;
    int decimals = Math.min(most, number < 9.995 ? 2 : number < 99.95 ? 1 : 0);
    StringBuilder text = new StringBuilder(seconds < 0 ? "-" : "");
    decimal(text, number, decimals);
    return text.append(PREFIXES[prefix]).toString();
  }

  /** An amount of something else than time: a whole number. */
  static String amount(double amount) {
    return Long.toString(Math.round(amount));
  }

  /** What part of a whole a number is: {@code 43.2%}; empty if there is no whole. */
  public static String share(double part, double whole) {
    double percent = part / whole * 100;
    if (!Double.isFinite(percent)) {
      return "";
    }
    StringBuilder text = new StringBuilder(percent < 0 ? "-" : "");
    decimal(text, Math.abs(percent), 1);
    return text.append('%').toString();
  }

  /** Without {@code String.format}, which takes a starting JVM 20 ms. */
  private static void decimal(StringBuilder text, double number, int decimals) {
    long power = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
    long rounded = Math.round(number * power);
    text.append(rounded / power);
    if (decimals > 0) {
      long rest = rounded % power;
      text.append('.').append(decimals == 2 && rest < 10 ? "0" : "").append(rest);
    }
  }
}
