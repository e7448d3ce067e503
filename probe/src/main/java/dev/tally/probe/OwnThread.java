// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * A thread for what the probe does for its own sake: what is called there is on no recording. What
 * fails there for want of memory is not done, and the program's output does not show it.
 */
public final class OwnThread implements Runnable {
  private static final int STACK_BYTES = 128 * 1024;

  private final Runnable task;

  private OwnThread(Runnable task) {
    this.task = task;
  }

  /** Runs a task and returns when it has ended. */
  static void run(String name, Runnable task) {
    try {
      await(start(name, task));
    } catch (OutOfMemoryError notEvenForAThread) {
      // Not done.
    }
  }

  /**
   * Waits for the end of a thread of ours, which soon comes. On a thread of the program, which may
   * be interrupted: that is no business of ours, and is left as it was.
   */
  public static void await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a task while the current thread does something else. */
  static Thread start(String name, Runnable task) {
    Thread thread = new Thread(null, new OwnThread(task), name, STACK_BYTES, false);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    try {
      Recorders.leaveOutThisThread();
      task.run();
    } catch (Throwable e) {
      // Not done.
    }
  }
}
