// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;
import java.util.stream.LongStream;

/** Short calls on all processors at once: where counters that threads share would show. */
final class ParallelStream implements Program {
  private static final int NUMBERS = 100_000;

  @Override
  public long round() {
    return LongStream.rangeClosed(1, NUMBERS).parallel().map(ParallelStream::length).sum();
  }

  /** Steps of the Collatz sequence from n down to 1. */
  static long length(long n) {
    long steps = 0;
    while (n != 1) {
      n = next(n);
      steps++;
    }
    return steps;
  }

  static long next(long n) {
    return isEven(n) ? n / 2 : 3 * n + 1;
  }

  static boolean isEven(long n) {
    return (n & 1) == 0;
  }

  @Override
  public Map<String, Long> callsPerRound() {
    long steps = 0;
    for (long start = 1; start <= NUMBERS; start++) {
      for (long n = start; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
        steps++;
      }
    }
    return Map.of(
        "ParallelStream.length", (long) NUMBERS,
        "ParallelStream.next", steps,
        "ParallelStream.isEven", steps);
  }
}
