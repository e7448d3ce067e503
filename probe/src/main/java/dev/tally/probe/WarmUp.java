// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * Runs the probes for a few milliseconds before the program does, on a thread whose recorder nobody
 * sees.
 *
 * <p>So they are compiled when the first class calls them: until then each would be interpreted,
 * and a program that starts makes most of its calls from interpreted code. It also shows the
 * compiler what a probe does most of the time, which is not what a program begins with, when all
 * contexts are new and timed; and the rest too, now and then, for what it has never seen it would
 * not compile at all.
 */
public final class WarmUp implements Runnable { // No lambda: its linking takes longer.
  /** More than the compiler wants to see before it begins. */
  private static final int CALLS = 20_000;

  /** A power of two: every so many calls one is off the fast path. */
  private static final int RARE = 512;

  /** Where there is no compiler, or a very slow one, there is nothing to warm up. */
  private static final long MOST_NANOS = 30_000_000;

  private static final int FIRST_METHOD = 0;

  private WarmUp() {}

  /** Called once; no class should have probes before the thread has ended. */
  public static Thread start() {
    return OwnThread.start("tally-warm-up", new WarmUp());
  }

  @Override
  public void run() {
    long outermost = Probe.enter(FIRST_METHOD);
    long caller = Probe.enter(FIRST_METHOD + 1);
    long start = Clock.now();
    for (int i = 0; i < CALLS; i++) {
      int method = FIRST_METHOD + 8 + (i % RARE == 0 ? i / RARE * 4 : 0);
      Probe.exit(Probe.enter(method));
      Probe.count(method + 1);
      if (i % RARE == 0 && Clock.now() - start > MOST_NANOS) {
        break;
      }
      if (i % RARE == 1) {
        Probe.enter(method); // Left open, as by an exception.
      }
      if (i % RARE == 2) {
        Probe.findLeaf(0, method); // Where nothing is current.
      }
      Probe.resume(caller);
    }
    Probe.exit(caller);
    Probe.exit(outermost);
  }
}
