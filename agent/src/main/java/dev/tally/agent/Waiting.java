// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

/**
 * How long our writing thread has been inside one system call: opening a pipe that nobody reads and
 * asking a network folder that hangs take for ever. Set by that thread, read by the one that waits
 * for it while the JVM ends.
 */
final class Waiting {
  /** Longer than a network folder is silent for; shorter than what a container gets to end. */
  static final int PATIENCE_SECONDS = 10;

  /** When the call began; 0 while there is none. */
  private volatile long sinceNanos;

  void begin() {
    sinceNanos = System.nanoTime() | 1;
  }

  void end() {
    sinceNanos = 0;
  }

  /** Whether it has been in there for so long that nobody should wait for it any more. */
  boolean isTooLong() {
    long since = sinceNanos;
    return since != 0 && System.nanoTime() - since > PATIENCE_SECONDS * 1_000_000_000L;
  }
}
