// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/** Nothing but calls: 48,315,633 of them a round. The worst case for a call profiler. */
final class Fib implements Program {
  private static final int N = 36;

  @Override
  public long round() {
    return fib(N);
  }

  static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  @Override
  public Map<String, Long> callsPerRound() {
    // fib(n) makes 2 F(n + 1) - 1 calls.
    long f = 0;
    long next = 1;
    for (int i = 0; i < N + 1; i++) {
      long sum = f + next;
      f = next;
      next = sum;
    }
    return Map.of("Fib.fib", 2 * f - 1);
  }
}
