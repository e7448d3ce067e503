// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/** A thread for what the probe does for its own sake: what is called there is on no recording. */
final class OwnThread {
  private static final int STACK_BYTES = 128 * 1024;

  private OwnThread() {}

  /** Runs a task and returns when it has ended, or when the current thread is interrupted. */
  static void run(String name, Runnable task) {
    Runnable unseen =
        () -> {
          Recorders.leaveOutThisThread();
          task.run();
        };
    Thread thread = new Thread(null, unseen, name, STACK_BYTES, false);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
