// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/**
 * Methods that change their minds: {@code waver} is short a million times and then long three
 * times, in the same place; {@code serve} is short when called from one caller and long from
 * another; {@code rare} is called so seldom that nothing about it is ever known but by a clock.
 */
final class Phases implements Program {
  @Override
  public long round() {
    long x = 1;
    for (int i = 0; i < 5; i++) {
      x = phase(x, 200_000, 10);
      x = phase(x, 3, 700_000);
      x = quick(x);
      x = slow(x);
      x = rare(x);
    }
    return x;
  }

  static long phase(long x, int times, int steps) {
    for (int i = 0; i < times; i++) {
      x = waver(x, steps);
    }
    return x;
  }

  static long waver(long x, int steps) {
    return Steps.spin(x, steps);
  }

  static long quick(long x) {
    for (int i = 0; i < 100_000; i++) {
      x = serve(x, 10);
    }
    return x;
  }

  static long slow(long x) {
    for (int i = 0; i < 100; i++) {
      x = serve(x, 40_000);
    }
    return x;
  }

  static long serve(long x, int steps) {
    return Steps.spin(x, steps);
  }

  static long rare(long x) {
    return Steps.spin(x, 2_000_000);
  }

  @Override
  public Map<String, Long> callsPerRound() {
    return Map.of(
        "Phases.phase", 10L,
        "Phases.waver", 5 * 200_003L,
        "Phases.quick", 5L,
        "Phases.slow", 5L,
        "Phases.serve", 5 * 100_100L,
        "Phases.rare", 5L);
  }

  @Override
  public Map<String, Long> selfSteps() {
    return Map.of(
        "Phases.phase",
        0L,
        "Phases.waver",
        5 * (200_000L * 10 + 3 * 700_000L),
        "Phases.quick",
        0L,
        "Phases.slow",
        0L,
        "Phases.serve",
        5 * (100_000L * 10 + 100 * 40_000L),
        "Phases.rare",
        5 * 2_000_000L);
  }
}
