// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/**
 * As {@link ShortCalls}, 20 million calls of about 7 ns, but of a method with a loop, for all a
 * profiler knows one that might take an hour.
 */
final class ShortLoops implements Program {
  @Override
  public long round() {
    return calls(1);
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

  @Override
  public Map<String, Long> callsPerRound() {
    return Map.of("ShortLoops.mix", (long) ShortCalls.CALLS, "ShortLoops.calls", 1L);
  }
}
