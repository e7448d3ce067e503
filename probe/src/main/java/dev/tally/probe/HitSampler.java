// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.concurrent.locks.LockSupport;

/**
 * The daemon that looks, about once a millisecond, which context is current on each recorder, and
 * adds a hit to it. It reads one field a recorder: it walks no stack and waits for no safepoint, so
 * it is not biased towards safepoints, and a method that is usually short but once took a second is
 * seen for that second. It also takes recorders back from threads that have died.
 *
 * <p>Hits divide the measured time of a region among the counted contexts in it, so only their
 * proportions within one recorder matter: losing looks evenly, to a starved core or a
 * stop-the-world pause, does no harm.
 */
public final class HitSampler implements Runnable {
  /** Mean time between looks. */
  public static final long INTERVAL_NANOS = 1_000_000;

  /** Recorders looked at in one tick; more of them take turns. */
  private static final int MOST_A_TICK = 512;

  private static final int TICKS_A_RECLAIM = 128;

  private int random = 0x2545F491;
  private Recorder cursor;

  /** Runs until the JVM ends. */
  @Override
  public void run() {
    Recorders.leaveOutThisThread();
    for (int tick = 1; ; tick++) {
      // Jitter of a half keeps step with no periodic program.
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      LockSupport.parkNanos(INTERVAL_NANOS / 2 + (random >>> 12) % INTERVAL_NANOS);
      look(tick % TICKS_A_RECLAIM == 0);
    }
  }

  private void look(boolean reclaim) {
    Recorder recorder = cursor == null ? Recorders.newest() : cursor;
    for (int seen = 0; recorder != null && seen < MOST_A_TICK; seen++) {
      if (reclaim) {
        Recorders.reclaim(recorder);
      }
      long current = recorder.current();
      if (current != recorder.root) {
        Context.hit(current);
      }
      recorder = recorder.next;
    }
    cursor = recorder;
  }
}
