// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

/** Threads of ours, which the program does not find among its own. */
final class Daemon {
  /** Nobody waits longer for a sentence to be said. */
  private static final int BRIEF_MILLIS = 1_000;

  private Daemon() {}

  static Thread of(Runnable task, String name) {
    ThreadGroup system = Thread.currentThread().getThreadGroup();
    while (system.getParent() != null) {
      system = system.getParent();
    }
    Thread thread = new Thread(system, task, name, 256 * 1024, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.setUncaughtExceptionHandler((itself, e) -> {}); // Not on the program's standard error.
    return thread;
  }

  /** Does something that may block, and leaves it to itself then; for when the JVM ends. */
  static void briefly(Runnable task) {
    try {
      Thread thread = of(task, "tally-voice");
      thread.start();
      thread.join(BRIEF_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // No memory for a thread.
    }
  }
}
