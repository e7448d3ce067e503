// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/** What recorded a profile, and what that knows of its own numbers. */
public sealed interface Engine {

  /**
   * Tally's agent: every call is counted. Of several recordings added up a number that differs
   * among them is 0, a text empty.
   *
   * @param timing which calls read the clock
   * @param leavesTimed false if methods too small to take long are only counted
   * @param builtins whether calls into the JDK have rows of their own
   * @param clock name of the clock, such as {@code System.nanoTime}
   * @param clockNanos calibrated price of one clock read, in nanoseconds; 0 if unknown
   * @param probeInnerNanos calibrated price of a timed call's probe that falls in the callee's
   *     time, already subtracted; 0 if nothing was subtracted
   * @param probeOuterNanos the part that falls in the caller's time, likewise
   * @param hitIntervalNanos time that a hit of the sampler stands for; 0 if it did not run
   * @param maxContexts the budget of contexts
   */
  record Counting(
      Timing timing,
      boolean leavesTimed,
      boolean builtins,
      String clock,
      double clockNanos,
      double probeInnerNanos,
      double probeOuterNanos,
      long hitIntervalNanos,
      long maxContexts)
      implements Engine {

    private Counting plus(Counting other) {
      return new Counting(
          timing == other.timing ? timing : Timing.MIXED,
          leavesTimed && other.leavesTimed,
          builtins && other.builtins,
          clock.equals(other.clock) ? clock : "",
          same(clockNanos, other.clockNanos),
          same(probeInnerNanos, other.probeInnerNanos),
          same(probeOuterNanos, other.probeOuterNanos),
          hitIntervalNanos == other.hitIntervalNanos ? hitIntervalNanos : 0,
          maxContexts == other.maxContexts ? maxContexts : 0);
    }

    private static double same(double a, double b) {
      return a == b ? a : 0;
    }
  }

  /** Which calls of a counting recording read the clock. */
  enum Timing {
    /** Of recordings timed in different ways. */
    MIXED,
    /** Those that last long enough; the time of the others is estimated. */
    AUTO,
    /** All. */
    EXACT,
    /** None: there are no times. */
    NONE
  }

  /**
   * A sampler.
   *
   * @param event what makes it look, such as {@code cpu} or {@code jdk.ExecutionSample}
   * @param intervalNanos time between two looks; 0 if unknown
   */
  record Sampling(String event, long intervalNanos) implements Engine {}

  /**
   * A file of another tool, which does not say how its numbers were made.
   *
   * @param tool whose, such as {@code Python's cProfile}
   */
  record Foreign(String tool) implements Engine {}

  /**
   * Two recordings of one program joined by {@link Join}: one's calls with the other's times.
   *
   * @param counts what counted the calls; {@link Several} if that was joined itself
   * @param times what took the times, likewise
   */
  record Joined(Engine counts, Engine times) implements Engine {
    public Joined {
      counts = counts instanceof Joined ? new Several() : counts;
      times = times instanceof Joined ? new Several() : times;
    }
  }

  /** Different engines: what one profile holds that was added up of theirs. */
  record Several() implements Engine {}

  /** What made a profile that is the sum of profiles of both. Associative and commutative. */
  default Engine plus(Engine other) {
    if (this instanceof Counting one && other instanceof Counting another) {
      return one.plus(another);
    }
    return equals(other) ? this : new Several();
  }
}
