// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools whose tasks return, throw and kill their thread. */
// varies
class ThreadPools {
  public static void main(String[] args) throws Exception { // calls(1)
    ExecutorService pool =
        Executors.newFixedThreadPool(3, runnable -> named(runnable)); // calls(lambda: 3)
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int n = i;
      futures.add(pool.submit(() -> task(n))); // calls(lambda: 300/300) callers(outermost: 300)
    }
    int sum = 0;
    for (Future<Integer> future : futures) {
      try {
        sum += future.get();
      } catch (ExecutionException e) {
        sum += failed(e);
      }
    }
    System.out.println(sum);
    pool.shutdown();
    System.out.println(pool.awaitTermination(1, TimeUnit.MINUTES));
    deadly();
    scheduled();
  }

  static Thread named(Runnable runnable) { // calls(3) callers(lambda: 3)
    return new Thread(runnable, "pool-worker");
  }

  static int task(int n) throws Exception { // calls(300/300) callers(lambda: 300)
    if (n % 3 == 0) {
      throw refusal(n);
    }
    return depth(n % 10);
  }

  static Exception refusal(int n) { // calls(100) callers(task: 100)
    return new Exception("refused " + n);
  }

  // Of 0..299, those not divisible by 3: 20 for each last digit; (1 + 2 + ... + 10) * 20.
  static int depth(int n) { // calls(1100/200) callers(task: 200, depth: 900/180)
    return n == 0 ? 0 : 1 + depth(n - 1);
  }

  static int failed(Exception e) { // calls(100) callers(main: 100)
    return e.getCause() == null ? 0 : 10_000;
  }

  // A task given to execute() that throws takes its thread with it; the pool makes another.
  static void deadly() throws InterruptedException { // calls(1)
    AtomicInteger handled = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            2,
            runnable -> { // calls(lambda: 12)
              Thread thread = new Thread(runnable);
              // calls(lambda: 10) callers(outermost: 10)
              thread.setUncaughtExceptionHandler((t, e) -> handled.incrementAndGet());
              return thread;
            });
    for (int i = 0; i < 10; i++) {
      pool.execute(ThreadPools::die);
    }
    while (handled.get() < 10) {
      Thread.onSpinWait();
    }
    pool.shutdown();
    System.out.println(handled);
  }

  static void die() { // calls(10/10) callers(outermost: 10)
    throw new IllegalStateException("deadly");
  }

  static void scheduled() throws Exception { // calls(1)
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
    AtomicInteger ticks = new AtomicInteger();
    Future<?> ticking =
        pool.scheduleAtFixedRate(
            () -> tick(ticks), // calls(lambda: 5) callers(outermost: 5)
            0,
            1,
            TimeUnit.MILLISECONDS);
    try {
      ticking.get();
    } catch (ExecutionException e) {
      System.out.println(e.getCause().getMessage() + " after " + ticks);
    }
    pool.shutdownNow();
  }

  static void tick(AtomicInteger ticks) { // calls(5) callers(lambda: 5)
    if (ticks.incrementAndGet() == 5) {
      throw new IllegalStateException("enough");
    }
  }
}
