// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * What Tally does on a thread of the program between that thread's calls: it weaves a class that is
 * being loaded, or writes because the program has asked for it.
 *
 * <p>Meanwhile no call of this thread is recorded, because it is made on our behalf: a class loader
 * of the program may be asked for a class file. And no open call is charged with the time, which
 * the recording shows in rows of its own.
 *
 * <pre>
 *   long paused = OwnWork.begin();
 *   try {
 *     ...
 *   } finally {
 *     OwnWork.end(paused, true);
 *   }
 * </pre>
 */
public final class OwnWork {
  private OwnWork() {}

  /** Stops recording the current thread; within other work of ours nothing changes. */
  public static long begin() {
    return Recorders.pause();
  }

  /**
   * What records the current thread when it is not paused; null if nothing does.
   *
   * @param paused what {@link #begin} has returned
   */
  public static Recorder recorder(long paused) {
    return paused == 0 || paused == Context.SKIPPED ? null : Recorder.of(paused);
  }

  /**
   * Goes on recording the current thread.
   *
   * @param paused what {@link #begin} has returned
   * @param weaving whether the time was spent on weaving
   */
  public static void end(long paused, boolean weaving) {
    Recorders.resume(paused, weaving);
  }
}
