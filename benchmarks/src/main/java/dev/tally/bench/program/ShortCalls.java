// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/**
 * 20 million calls of a method that takes about 7 ns and can never take longer: it has no loop and
 * calls nothing. The optimiser inlines it when nobody watches.
 */
final class ShortCalls implements Program {
  static final int CALLS = 20_000_000;

  @Override
  public long round() {
    return calls(1);
  }

  static long calls(long x) {
    for (int i = 0; i < CALLS; i++) {
      x = mix(x);
    }
    return x;
  }

  static long mix(long x) {
    x ^= x >>> 12;
    x ^= x << 25;
    x ^= x >>> 27;
    x *= 0x2545F4914F6CDD1DL;
    x ^= x >>> 12;
    x ^= x << 25;
    x ^= x >>> 27;
    return x * 0x2545F4914F6CDD1DL;
  }

  @Override
  public Map<String, Long> callsPerRound() {
    return Map.of("ShortCalls.mix", (long) CALLS, "ShortCalls.calls", 1L);
  }
}
