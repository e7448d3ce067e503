// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.Map;

/**
 * A fixed amount of work, done once per round.
 *
 * <p>What can be known without a profiler, a program says itself: how often its methods are called,
 * and which shares of the time they take. The maps name methods as {@code Fib.fib}: simple class
 * name, dot, method.
 */
public interface Program {
  /** Does the work; returns a value that depends on all of it, and on nothing else. */
  long round() throws Exception;

  /** Calls of recorded methods in one round, counted by hand; empty if they cannot be. */
  default Map<String, Long> callsPerRound() {
    return Map.of();
  }

  /**
   * Time that methods take, each with all that it calls, in any unit: measured by the program in
   * every round so far, with a clock read before and after work of a millisecond or more.
   */
  default Map<String, Long> cumulative() {
    return Map.of();
  }

  /** Time that methods take themselves, in steps of {@link Steps}: known by construction. */
  default Map<String, Long> selfSteps() {
    return Map.of();
  }

  /** Stops what the program started; called once, after the last round. */
  default void end() throws Exception {}
}
