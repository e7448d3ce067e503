// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;

/** The types of values that pprof's writers use, as metrics. */
public final class Units {
  private Units() {}

  /** Nanoseconds in one of a unit, 0 if it is none of time. */
  public static long nanos(String unit) {
    return switch (unit) {
      case "nanoseconds", "nanosecond", "ns" -> 1;
      case "microseconds", "microsecond", "us" -> 1_000;
      case "milliseconds", "millisecond", "ms" -> 1_000_000;
      case "seconds", "second", "s" -> 1_000_000_000;
      default -> 0;
    };
  }

  /** What is not the profile's time. */
  public static Metric metric(String name, String unit) {
    if (name.equals(Metric.CALLS.name()) && unit.equals(Metric.COUNT)) {
      return Metric.CALLS;
    }
    if (unit.equals(Metric.COUNT) && (name.equals("samples") || name.equals("sample"))) {
      return Metric.HITS;
    }
    return new Metric(name, nanos(unit) > 0 ? Metric.NANOSECONDS : unit, Known.SAMPLED);
  }

  /** How well a number is known of which the file does not say that. */
  public static Known known(Metric metric) {
    return metric.isSame(Metric.CALLS) ? Known.EXACT : Known.SAMPLED;
  }
}
