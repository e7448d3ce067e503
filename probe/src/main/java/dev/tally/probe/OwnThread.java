// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * A thread for what the probe does for its own sake: what is called there is on no recording. What
 * fails there for want of memory is not done, and the program's output does not show it.
 */
final class OwnThread {
  private static final int STACK_BYTES = 128 * 1024;

  private OwnThread() {}

  /** Runs a task and returns when it has ended, or when the current thread is interrupted. */
  static void run(String name, Runnable task) {
    try {
      start(name, task).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (OutOfMemoryError notEvenForAThread) {
      // Not done.
    }
  }

  /** Runs a task while the current thread does something else. */
  static Thread start(String name, Runnable task) {
    Runnable unseen =
        () -> {
          try {
            Recorders.leaveOutThisThread();
            task.run();
          } catch (Throwable e) {
            // Not done.
          }
        };
    Thread thread = new Thread(null, unseen, name, STACK_BYTES, false);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
