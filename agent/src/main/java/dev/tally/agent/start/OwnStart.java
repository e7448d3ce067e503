// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

/**
 * What the agent does beside its main thread before the program begins, which waits for it. Tasks
 * are classes, not lambdas: the first of those takes the JVM a millisecond each.
 */
final class OwnStart {
  private OwnStart() {}

  /** The thread must be awaited before the program begins. */
  static Thread begin(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
