// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

/**
 * Work with a price: every step waits for the one before, so that {@code n} steps take {@code n}
 * times as long as one, however well they are compiled. Never recorded, so that its time belongs to
 * the method that calls it.
 */
final class Steps {
  private Steps() {}

  /** Some 3 ns on a processor of about 3 GHz. */
  static long spin(long x, int steps) {
    for (int i = 0; i < steps; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return x;
  }
}
