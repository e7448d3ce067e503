// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * Runs the probes for a few milliseconds before the program does, on a thread whose recorder nobody
 * sees.
 *
 * <p>HotSpot lays code out by what it has seen a method do, and what it has seen of a probe counts
 * for every method that the probe is inlined into. But a program begins with contexts that are new
 * and timed, off the fast path: by that alone, the compiler would take the fast path for one of two
 * equals and keep the program's own values in memory rather than in registers around it. So it gets
 * to see here what a probe will do most of the time; and the rest too, now and then, for what it
 * has never seen it would not compile at all.
 */
public final class WarmUp {
  /** More than the compiler wants to see before it begins. */
  private static final int CALLS = 20_000;

  /** A power of two: every so many calls one is off the fast path. */
  private static final int RARE = 512;

  /** Where there is no compiler, or a very slow one, there is nothing to warm up. */
  private static final long MOST_NANOS = 30_000_000;

  private static final int FIRST_METHOD = 0;

  private WarmUp() {}

  /** Returns when done; called once, before any class has probes. */
  public static void run() {
    OwnThread.run("tally-warm-up", WarmUp::calls);
  }

  private static void calls() {
    long outermost = Probe.enter(FIRST_METHOD);
    long caller = Probe.enter(FIRST_METHOD + 1);
    long start = Clock.now();
    for (int i = 0; i < CALLS; i++) {
      int method = FIRST_METHOD + 8 + (i % RARE == 0 ? i / RARE * 4 : 0);
      Probe.exit(Probe.enter(method));
      Probe.count(method + 1);
      Probe.call(caller, method + 2);
      Probe.back(caller);
      Probe.tick(caller, method + 3);
      if (i % RARE == 0 && Clock.now() - start > MOST_NANOS) {
        break;
      }
      if (i % RARE == 1) {
        Probe.enter(method); // Left open, as by an exception.
      }
      Probe.resume(caller);
    }
    Probe.exit(caller);
    Probe.exit(outermost);
  }
}
