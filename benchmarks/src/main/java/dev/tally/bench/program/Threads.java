// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * As many threads as it is told, all of them alive for four seconds and most of them asleep, as a
 * server's are: what a profiler has to pay for threads, not for calls.
 */
final class Threads implements Program {
  private static final int STEPS = 40;
  private static final int SLEEP_MILLIS = 100;

  private final int threads;

  Threads(int threads) {
    this.threads = threads;
  }

  @Override
  public long round() throws InterruptedException {
    LongAdder sum = new LongAdder();
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long seed = i + 1L;
      Thread thread = new Thread(() -> sum.add(work(seed)));
      thread.start();
      started.add(thread);
    }
    for (Thread thread : started) {
      thread.join();
    }
    return sum.sum();
  }

  static long work(long x) {
    for (int i = 0; i < STEPS; i++) {
      x = step(x, 300);
      try {
        Thread.sleep(SLEEP_MILLIS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e); // Nobody interrupts.
      }
    }
    return x;
  }

  static long step(long x, int steps) {
    return Steps.spin(x, steps);
  }

  @Override
  public Map<String, Long> callsPerRound() {
    long all = threads;
    return Map.of("Threads.work", all, "Threads.step", all * STEPS);
  }
}
