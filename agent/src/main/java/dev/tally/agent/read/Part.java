// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.read;

import dev.tally.probe.Recorder;
import dev.tally.profile.Method;
import org.jspecify.annotations.Nullable;

/**
 * Which part of all that was recorded a {@link Snapshot} has: what was called since a moment. Calls
 * that were open then are not in it, and what they called since is: that moves up to the root. So
 * it is with cProfile's {@code enable} and {@code disable}.
 *
 * @param since when it begins
 * @param test what is outermost in it; null for nothing
 */
public record Part(Moment since, @Nullable Test test) {
  /** All of it. */
  public static final Part WHOLE = new Part(Moment.BEGINNING, null);

  /**
   * A test, which is a frame around all that was called. What comes to a test is no part of it, nor
   * is what only that has called of its own.
   *
   * @param frame of that kind
   * @param own what records the test's own thread; null if nothing does
   * @param alone whether what other threads called is left out, because it may be other tests'
   */
  public record Test(Method frame, @Nullable Recorder own, boolean alone) {}

  boolean isWhole() {
    return since == Moment.BEGINNING;
  }

  /** Whether a recorder can have nothing of it. */
  boolean leavesOut(Recorder recorder) {
    return (test != null && test.alone && recorder != test.own)
        || since.of(recorder).isCurrent(recorder);
  }
}
