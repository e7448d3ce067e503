// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/**
 * 20 million calls of a 7 ns method, and beside them one loop that takes as long without a call. A
 * profiler that books its own cost on the calls shows them as most of the program.
 */
final class BesideLoop implements Program {
  private long callsNanos;
  private long loopNanos;

  @Override
  public long round() {
    long start = System.nanoTime();
    long x = calls(1);
    long middle = System.nanoTime();
    x = loop(x);
    callsNanos += middle - start;
    loopNanos += System.nanoTime() - middle;
    return x;
  }

  static long calls(long x) {
    for (int i = 0; i < ShortCalls.CALLS; i++) {
      x = mix(x, 2);
    }
    return x;
  }

  static long mix(long x, int steps) {
    for (int i = 0; i < steps; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return x;
  }

  static long loop(long x) {
    for (int i = 0; i < 2 * ShortCalls.CALLS; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return x;
  }

  @Override
  public Map<String, Long> callsPerRound() {
    return Map.of(
        "BesideLoop.mix", (long) ShortCalls.CALLS, "BesideLoop.calls", 1L, "BesideLoop.loop", 1L);
  }

  @Override
  public Map<String, Long> cumulative() {
    return Map.of("BesideLoop.calls", callsNanos, "BesideLoop.loop", loopNanos);
  }
}
