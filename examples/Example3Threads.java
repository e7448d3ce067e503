// SPDX-License-Identifier: Apache-2.0

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All threads are recorded, each with its own stack of calls.
 *
 * <pre>
 *   ./tally run examples/Example3Threads.java
 * </pre>
 *
 * <p>Four workers count primes at the same time; {@code count} has four calls, all primitive, for
 * none was made by another. Times of different threads add up, so with two processors the seconds
 * in the first line may be more than a clock on the wall shows; waiting, as in {@code
 * {java.util.concurrent.Future.get}}, counts too.
 */
public class Example3Threads {
  public static void main(String[] args) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int from = i * 100_000;
      tasks.add(() -> count(from, from + 100_000));
    }
    int primes = 0;
    for (Future<Integer> result : workers.invokeAll(tasks)) {
      primes += result.get();
    }
    workers.shutdown();
    System.out.println(primes + " primes below 400000");
  }

  static int count(int from, int to) {
    int primes = 0;
    for (int n = from; n < to; n++) {
      primes += isPrime(n) ? 1 : 0;
    }
    return primes;
  }

  static boolean isPrime(int n) {
    for (int d = 2; d * d <= n; d++) {
      if (n % d == 0) {
        return false;
      }
    }
    return n > 1;
  }
}
