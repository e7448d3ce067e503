// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Chains of {@code CompletableFuture}. Which thread runs a stage, and so its caller, is a matter of
 * luck; the counts are not.
 */
// varies
class Futures {
  public static void main(String[] args) throws Exception { // calls(1)
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      int sum = 0;
      for (int i = 0; i < 200; i++) {
        sum += chain(i, pool).join();
      }
      System.out.println(sum);
      System.out.println(failing(pool).join());
      System.out.println(onThisThread());
      System.out.println(combined().get());
    } finally {
      pool.shutdown();
    }
  }

  static CompletableFuture<Integer> chain(int n, ExecutorService pool) { // calls(200)
    return CompletableFuture.supplyAsync(() -> supply(n), pool) // calls(lambda: 200)
        .thenApply(Futures::half)
        .thenCompose(i -> next(i, pool)) // calls(lambda: 200)
        .thenCombine(
            CompletableFuture.supplyAsync(() -> supply(1), pool), // calls(lambda: 200)
            Futures::add)
        .whenComplete((value, error) -> seen(value)); // calls(lambda: 200)
  }

  static int supply(int n) { // calls(400/400) callers(lambda: 400)
    return n;
  }

  static int half(int n) { // calls(200)
    return n / 2;
  }

  static CompletableFuture<Integer> next(int n, ExecutorService pool) { // calls(200)
    return CompletableFuture.supplyAsync(() -> n + 1, pool); // calls(lambda: 200)
  }

  static int add(int a, int b) { // calls(200)
    return a + b;
  }

  static void seen(Integer value) { // calls(200) callers(lambda: 200)
    if (value == null) {
      throw new AssertionError();
    }
  }

  static CompletableFuture<String> failing(ExecutorService pool) { // calls(1)
    return CompletableFuture.supplyAsync(Futures::fail, pool)
        .thenApply(n -> n + 1) // calls(lambda: 0)
        .exceptionally(e -> recover(e)) // calls(lambda: 1)
        .thenApply(n -> "recovered " + n); // calls(lambda: 1)
  }

  static int fail() { // calls(1)
    throw new IllegalStateException("on purpose");
  }

  static int recover(Throwable e) { // calls(1)
    return e instanceof CompletionException ? -1 : -2;
  }

  // Nothing asynchronous: every stage runs under complete().
  static int onThisThread() { // calls(1)
    CompletableFuture<Integer> start = new CompletableFuture<>();
    CompletableFuture<Integer> end =
        start
            // calls(lambda: 1) callers(java.util.concurrent.CompletableFuture.complete: 1)
            .thenApply(n -> n + 1)
            .handle((n, e) -> 2 * n); // calls(lambda: 1)
    start.complete(20);
    return end.join();
  }

  static CompletableFuture<Integer> combined() throws InterruptedException { // calls(1)
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<?>[] all = new CompletableFuture<?>[20];
    int[] slots = new int[20];
    for (int i = 0; i < 20; i++) {
      int n = i;
      all[i] =
          CompletableFuture.runAsync(
              () -> { // calls(lambda: 20)
                await(go);
                slots[n] = n;
              });
    }
    go.countDown();
    return CompletableFuture.allOf(all)
        .thenApply(
            ignored -> { // calls(lambda: 1)
              int sum = 0;
              for (int slot : slots) {
                sum += slot;
              }
              return sum;
            });
  }

  static void await(CountDownLatch latch) { // calls(20) callers(lambda: 20)
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
