// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/**
 * Six methods with the same share of the time, from ten million calls of 10 ns to ten calls of 10
 * ms: whatever a profiler does differently for short and for long calls, the shares must come out
 * equal.
 */
final class Rates implements Program {
  private static final int STEPS_EACH = 30_000_000;

  @Override
  public long round() {
    long x = 1;
    for (int i = 0; i < 10; i++) {
      x = drive(x);
    }
    return x;
  }

  static long drive(long x) {
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 10; j++) {
        for (int k = 0; k < 10; k++) {
          for (int l = 0; l < 100; l++) {
            x = tenNanos(x);
          }
          for (int l = 0; l < 10; l++) {
            x = hundredNanos(x);
          }
          x = microsecond(x);
        }
        x = tenMicros(x);
      }
      x = hundredMicros(x);
    }
    return tenMillis(x);
  }

  static long tenNanos(long x) {
    return Steps.spin(x, 3);
  }

  static long hundredNanos(long x) {
    return Steps.spin(x, 30);
  }

  static long microsecond(long x) {
    return Steps.spin(x, 300);
  }

  static long tenMicros(long x) {
    return Steps.spin(x, 3_000);
  }

  static long hundredMicros(long x) {
    return Steps.spin(x, 30_000);
  }

  static long tenMillis(long x) {
    return Steps.spin(x, 3_000_000);
  }

  @Override
  public Map<String, Long> callsPerRound() {
    return Map.of(
        "Rates.drive", 10L,
        "Rates.tenNanos", 10_000_000L,
        "Rates.hundredNanos", 1_000_000L,
        "Rates.microsecond", 100_000L,
        "Rates.tenMicros", 10_000L,
        "Rates.hundredMicros", 1_000L,
        "Rates.tenMillis", 10L);
  }

  @Override
  public Map<String, Long> selfSteps() {
    long each = STEPS_EACH;
    return Map.of(
        "Rates.drive", 0L,
        "Rates.tenNanos", each,
        "Rates.hundredNanos", each,
        "Rates.microsecond", each,
        "Rates.tenMicros", each,
        "Rates.hundredMicros", each,
        "Rates.tenMillis", each);
  }
}
