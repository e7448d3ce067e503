// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.concurrent.locks.LockSupport;

/**
 * The daemon that looks, every few milliseconds, which context is current on each recorder, and
 * adds hits to it, one for each millisecond between two looks. It reads one field a recorder: it
 * walks no stack and waits for no safepoint, so it is not biased towards safepoints, and a method
 * that is usually short but once took a second is seen for that second. It also takes recorders
 * back from threads that have died.
 *
 * <p>Hits divide the measured time of a region among the counted contexts in it, so only their
 * proportions within one recorder matter: losing looks evenly, to a starved core or a
 * stop-the-world pause, does no harm.
 */
public final class HitSampler implements Runnable {
  /** What a hit stands for. */
  public static final long HIT_NANOS = 1_000_000;

  /**
   * Mean milliseconds between looks. A wake-up costs some 25 µs on a virtual machine: a short
   * program needs many looks to say anything, a long one gets enough of them more cheaply.
   */
  private static final int FIRST_INTERVAL = 1;

  private static final int LAST_INTERVAL = 4;

  /** Looks after which the interval doubles. */
  private static final int LOOKS_AN_INTERVAL = 500;

  private static volatile long looks = 1;
  private static volatile long hitsGiven = 1;

  /** Recorders looked at in one tick; more of them take turns. */
  private static final int MOST_A_TICK = 512;

  private static final int TICKS_A_RECLAIM = 128;

  private int random = 0x2545F491;
  private Recorder cursor;

  /** How many looks there were for each hit given out, at most 1; on any thread. */
  public static double looksPerHit() {
    return Math.min(1, (double) looks / hitsGiven);
  }

  /** Runs until the JVM ends. */
  @Override
  public void run() {
    Recorders.leaveOutThisThread();
    int interval = FIRST_INTERVAL;
    long given = 0;
    for (long tick = 1; ; tick++) {
      if (tick % LOOKS_AN_INTERVAL == 0 && interval < LAST_INTERVAL) {
        interval *= 2;
      }
      // Jitter of a half keeps step with no periodic program.
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      long nanos = interval * HIT_NANOS;
      LockSupport.parkNanos(nanos / 2 + (random >>> 4) % nanos);
      // A program that interrupts every thread it finds: else no park would ever wait again.
      Thread.interrupted();
      try {
        look(interval, tick % TICKS_A_RECLAIM == 0);
      } catch (Throwable e) { // Nothing can be loaded or allocated: another look may do.
        cursor = null;
      }
      given += interval;
      looks = tick;
      hitsGiven = given;
    }
  }

  private void look(int hits, boolean reclaim) {
    Recorder recorder = cursor == null ? Recorders.newest() : cursor;
    for (int seen = 0; recorder != null && seen < MOST_A_TICK; seen++) {
      if (reclaim) {
        Recorders.reclaim(recorder);
      }
      long current = recorder.current();
      if (current != recorder.root) {
        Context.hit(current, hits);
      }
      recorder = recorder.next;
    }
    cursor = recorder;
  }
}
