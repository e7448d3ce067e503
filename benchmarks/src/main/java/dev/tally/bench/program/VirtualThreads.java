// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** 20,000 virtual threads a round, each of which works, gives way, and works again. JDK 21+. */
final class VirtualThreads implements Program {
  private static final int THREADS = 20_000;

  private final ExecutorService executor;

  VirtualThreads() throws ReflectiveOperationException {
    // By reflection: the rest of the bench runs on JDK 17.
    Method perTask = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    executor = (ExecutorService) perTask.invoke(null);
  }

  @Override
  public long round() throws Exception {
    List<Future<Long>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      long seed = i + 1L;
      results.add(executor.submit(() -> task(seed)));
    }
    long sum = 0;
    for (Future<Long> result : results) {
      sum += result.get();
    }
    return sum;
  }

  @SuppressWarnings("ThreadPriorityCheck") // To be unmounted and mounted again is the point.
  static long task(long seed) {
    long half = work(seed, 100);
    Thread.yield();
    return work(half, 100);
  }

  static long work(long x, int times) {
    for (int i = 0; i < times; i++) {
      x = piece(x, 10);
    }
    return x;
  }

  static long piece(long x, int steps) {
    return Steps.spin(x, steps);
  }

  @Override
  public Map<String, Long> callsPerRound() {
    long threads = THREADS;
    return Map.of(
        "VirtualThreads.task", threads,
        "VirtualThreads.work", threads * 2,
        "VirtualThreads.piece", threads * 200);
  }

  @Override
  public void end() {
    executor.shutdown();
  }
}
