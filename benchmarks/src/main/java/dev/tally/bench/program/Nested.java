// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/**
 * Callers and callees that all work: {@code outer} (600 ns with its callees) calls {@code middle}
 * three times, which calls {@code inner} (30 ns) three times; and a recursion that spins at each
 * level. Whether time goes to the caller or to the callee is what a clock read at the wrong end of
 * a call gets wrong.
 */
final class Nested implements Program {
  private static final int OUTER_CALLS = 300_000;
  private static final int DESCENTS = 100_000;
  private static final int DEPTH = 10;

  @Override
  public long round() {
    long x = 1;
    for (int i = 0; i < 100; i++) {
      x = trees(x);
      x = descents(x);
    }
    return x;
  }

  static long trees(long x) {
    for (int i = 0; i < OUTER_CALLS / 100; i++) {
      x = outer(x);
    }
    return x;
  }

  static long outer(long x) {
    x = Steps.spin(x, 30);
    for (int i = 0; i < 3; i++) {
      x = middle(x);
    }
    return Steps.spin(x, 30);
  }

  static long middle(long x) {
    x = Steps.spin(x, 15);
    for (int i = 0; i < 3; i++) {
      x = inner(x);
    }
    return Steps.spin(x, 15);
  }

  static long inner(long x) {
    return Steps.spin(x, 10);
  }

  static long descents(long x) {
    for (int i = 0; i < DESCENTS / 100; i++) {
      x = descend(x, DEPTH);
    }
    return x;
  }

  static long descend(long x, int levels) {
    x = Steps.spin(x, 10);
    x = levels == 1 ? ground(x) : descend(x, levels - 1);
    return Steps.spin(x, 10);
  }

  static long ground(long x) {
    return Steps.spin(x, 200);
  }

  @Override
  public Map<String, Long> callsPerRound() {
    long trees = OUTER_CALLS;
    long descents = DESCENTS;
    return Map.of(
        "Nested.trees",
        100L,
        "Nested.outer",
        trees,
        "Nested.middle",
        trees * 3,
        "Nested.inner",
        trees * 9,
        "Nested.descents",
        100L,
        "Nested.descend",
        descents * DEPTH,
        "Nested.ground",
        descents);
  }

  @Override
  public Map<String, Long> selfSteps() {
    long trees = OUTER_CALLS;
    long descents = DESCENTS;
    return Map.of(
        "Nested.trees", 0L,
        "Nested.outer", trees * 60,
        "Nested.middle", trees * 3 * 30,
        "Nested.inner", trees * 9 * 10,
        "Nested.descents", 0L,
        "Nested.descend", descents * DEPTH * 20,
        "Nested.ground", descents * 200);
  }
}
