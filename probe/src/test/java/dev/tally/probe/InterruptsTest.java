// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program may interrupt any thread, ours and those that wait for ours. */
class InterruptsTest {
  @Test
  @Timeout(60)
  void theSamplerParksAgain() {
    Thread sampler = new Thread(new HitSampler(), "sampler");
    sampler.setDaemon(true);
    sampler.start();
    sampler.interrupt();
    while (sampler.isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoWaitsForAThreadOfOursStaysInterrupted() {
    boolean[] done = new boolean[1];
    Thread.currentThread().interrupt();
    OwnThread.run("own", () -> done[0] = fibonacci(25) > 0);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done[0]).isTrue();
  }

  private static int fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }
}
