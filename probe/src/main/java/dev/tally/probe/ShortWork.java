// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/** As much as a short method does, for the price of a call that is measured beside it. */
final class ShortWork {
  /** Number of {@link #recorded}, where the program's own methods are not called. */
  static final int METHOD = 0;

  private ShortWork() {}

  /** Some 6 ns of arithmetic, each step waiting for the one before; 0 for 0 only. */
  static long of(long from) {
    long x = from;
    for (int i = 0; i < 2; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      x *= 0x2545F4914F6CDD1DL;
    }
    return x;
  }

  /** What the agent makes of a method that does this work. */
  static long recorded(long from) {
    long caller = Probe.enter(METHOD);
    try {
      long x = of(from);
      Probe.exit(x, caller);
      return x;
    } catch (Throwable e) {
      Probe.unwind(caller);
      throw e;
    }
  }
}
