// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which contexts go on being timed: calls of given lengths, without a clock. */
class TimedOrCountedTest {
  private static final Arena ARENA = new Arena();

  @Test
  void aShortCallIsCountedAfterItsFirstWindow() {
    long context = context(1);
    calls(context, Context.FIRST_WINDOW - 1, 300, 300);
    assertThat(Context.timed(context)).isTrue();
    calls(context, 1, 300, 300);
    assertThat(Context.timed(context)).isFalse();
    assertThat(Context.meanSelfNanos(context)).isEqualTo(300);
    assertThat(Context.callsWhileTimed(context)).isEqualTo(Context.FIRST_WINDOW);
  }

  @Test
  void aCallWithALongRegionStaysTimed() {
    long context = context(2);
    calls(context, 100_000, 3_000, 3_000);
    assertThat(Context.timed(context)).isTrue();
  }

  /** As on a deep stack, where all the callers of one call would be timed for its sake. */
  @Test
  void aCallThatMostlyWaitsForTimedCalleesIsCounted() {
    long context = context(3);
    calls(context, Context.FIRST_WINDOW, 300, 20_000);
    assertThat(Context.timed(context)).isFalse();
  }

  @Test
  void aLongCallStaysTimedEvenIfItMostlyWaits() {
    long context = context(4);
    calls(context, 100_000, 300, 1_000_000);
    assertThat(Context.timed(context)).isTrue();
  }

  @Test
  void slowFirstCallsAreForgivenInALaterWindow() {
    long context = context(5);
    calls(context, Context.FIRST_WINDOW, 30_000, 30_000); // Interpreted.
    assertThat(Context.timed(context)).isTrue();
    calls(context, 2 * Context.FIRST_WINDOW, 300, 300); // Compiled.
    assertThat(Context.timed(context)).isFalse();
  }

  @Test
  void aMethodThatProvedShortInSomeContextsIsAskedSoonerInOthers() {
    for (int i = 0; i < 4; i++) {
      assertThat(ShortMethods.window(6)).isEqualTo(Context.FIRST_WINDOW);
      calls(context(6), Context.FIRST_WINDOW, 300, 300);
    }
    long next = context(6);
    calls(next, Context.SHORT_WINDOW, 300, 300);
    assertThat(Context.timed(next)).isFalse();
  }

  @Test
  void aMethodThatProvedShortIsTimedWhereItIsLong() {
    for (int i = 0; i < 4; i++) {
      calls(context(7), Context.FIRST_WINDOW, 300, 300);
    }
    long next = context(7);
    calls(next, 10_000, 5_000_000, 5_000_000);
    assertThat(Context.timed(next)).isTrue();
    assertThat(ShortMethods.window(7)).isEqualTo(Context.FIRST_WINDOW);
  }

  /** A week of calls of 2 ns, without making them. */
  @Test
  void countersHoldMoreThanAnIntDoes() {
    long context = context(8);
    long week = 7L * 24 * 3600 * 1_000_000_000;
    Context.charge(context, week);
    Context.charge(context, week);
    for (int i = 0; i < 3; i++) {
      Context.hit(context, Integer.MAX_VALUE - 1);
    }
    assertThat(Context.selfNanos(context)).isEqualTo(2 * week);
    assertThat(Context.hits(context)).as("stops where it is full").isEqualTo(Integer.MAX_VALUE - 1);
  }

  private static long context(int method) {
    long context = ARENA.take(Context.BYTES);
    long timing = ARENA.take(Context.TIMING_BYTES);
    int window = ShortMethods.window(method);
    Context.create(context, 0, 0, ~method, timing, window);
    return context;
  }

  /** Calls that take so long, and so long in their own region. */
  private static void calls(long context, int calls, long regionNanos, long nanos) {
    for (int i = 0; i < calls; i++) {
      Context.addCall(context);
      Context.charge(context, regionNanos);
      Context.endTimedCall(context, nanos);
    }
  }
}
