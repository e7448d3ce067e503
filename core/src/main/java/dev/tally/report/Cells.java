// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Metric;
import dev.tally.profile.Profile;

/** How numbers of a profile stand in the cells of a table. */
final class Cells {
  private static final double NANOS_PER_SECOND = 1e9;

  private final boolean timed;

  Cells(Profile profile) {
    timed = profile.has(Metric.TIME);
  }

  /** Seconds; blank where no times were taken. */
  String time(long nanos) {
    if (!timed) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    Units.fixed(text, nanos / NANOS_PER_SECOND);
    return text.toString();
  }

  /** What part of the whole a time is. */
  String percent(long nanos, long whole) {
    StringBuilder text = new StringBuilder();
    if (timed) {
      Units.percent(text, (double) nanos, (double) whole);
    }
    return text.toString().strip();
  }

  static String calls(long calls, long primitiveCalls) {
    StringBuilder text = new StringBuilder();
    Units.calls(text, calls, primitiveCalls, 0);
    return text.toString();
  }

  /** How many calls that is for each call of the caller: {@code × 8}, {@code × 0.25}. */
  static String perCall(long calls, long callerCalls) {
    if (callerCalls <= 0) {
      return "";
    }
    if (calls % callerCalls == 0) {
      return "× " + calls / callerCalls;
    }
    double each = (double) calls / callerCalls;
    return "× " + threeDigits(each);
  }

  private static String threeDigits(double number) {
    if (number >= 100) {
      return Long.toString(Math.round(number));
    }
    if (number < 0.001) {
      return "<0.001";
    }
    String text =
        new java.math.BigDecimal(number).round(new java.math.MathContext(3)).toPlainString();
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
