// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import java.math.BigDecimal;
import java.math.MathContext;

/** How numbers of a profile stand in the cells of a table. */
final class Cells {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Unit unit;
  private final boolean timed;
  private final boolean counted;
  private final boolean sampled;

  Cells(Profile profile, Unit unit) {
    this.unit = unit;
    timed = profile.has(Metric.TIME);
    counted = profile.has(Metric.CALLS);
    sampled = profile.origin().engine() instanceof Engine.Sampling;
  }

  /** How often something was called; blank where that is not known. */
  String calls(long calls) {
    return calls(calls, calls);
  }

  /** The same with primitive calls, if they are fewer. */
  String calls(long calls, long primitiveCalls) {
    StringBuilder text = new StringBuilder();
    if (counted) {
      Units.calls(text, calls, primitiveCalls, 0);
    }
    return text.toString();
  }

  /** A time of many calls; blank where no times were taken. */
  String time(long nanos) {
    return timed ? unit.sum(nanos / NANOS_PER_SECOND) : "";
  }

  /** The same, marked if it is not exact. */
  String time(long nanos, boolean estimated) {
    String mark = sampled ? Marks.SAMPLED : estimated ? Marks.ESTIMATED : "";
    return timed ? mark + time(nanos) : "";
  }

  /** What part of a whole a time is. */
  String share(long nanos, long whole) {
    return timed ? Unit.share((double) nanos, (double) whole) : "";
  }

  /** How many calls that is for each call of the caller: {@code × 8}, {@code × 0.25}. */
  String perCall(long calls, long callerCalls) {
    if (callerCalls <= 0 || !counted) {
      return "";
    }
    if (calls % callerCalls == 0) {
      return "× " + calls / callerCalls;
    }
    double each = (double) calls / callerCalls;
    if (each >= 100) {
      return "× " + Math.round(each);
    }
    if (each < 0.001) {
      return "× <0.001";
    }
    BigDecimal digits = new BigDecimal(each).round(new MathContext(3));
    return "× " + digits.stripTrailingZeros().toPlainString();
  }
}
