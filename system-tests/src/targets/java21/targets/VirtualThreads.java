// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Virtual threads that park, pin, hand over, throw and outnumber every carrier. */
// varies
class VirtualThreads {
  static final AtomicInteger total = new AtomicInteger(); // calls(<clinit>: 1)

  public static void main(String[] args) throws Exception { // calls(1)
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> futures = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        int n = i;
        // calls(lambda: 2000/2000) callers(outermost: 2000)
        futures.add(executor.submit(() -> sleepy(n % 5)));
      }
      int sum = 0;
      for (Future<Integer> future : futures) {
        sum += future.get();
      }
      System.out.println(sum);
    }
    atOnce();
    handOver();
    pinned();
    failing();
    System.out.println(total);
  }

  // Parks at every depth, so that it goes on elsewhere with its calls still open.
  // Depths 0 to 4, 400 of each: (1 + 2 + 3 + 4 + 5) * 400.
  // calls(6000/2000) callers(lambda: 2000, sleepy: 4000/1600)
  static int sleepy(int n) throws InterruptedException {
    Thread.sleep(1);
    int below = n == 0 ? 0 : sleepy(n - 1);
    Thread.yield();
    return awake(below);
  }

  static int awake(int n) { // calls(6000) callers(sleepy: 6000)
    return n + 1;
  }

  // 3,000 are inside the same call at once.
  static void atOnce() throws InterruptedException { // calls(1)
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(3000);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      threads.add(Thread.ofVirtual().start(() -> waiting(inside, go))); // calls(lambda: 3000)
    }
    inside.await();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  // calls(3000/3000) callers(lambda: 3000)
  static void waiting(CountDownLatch inside, CountDownLatch go) {
    inside.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    counted();
  }

  static void counted() { // calls(3000) callers(waiting: 3000)
    total.incrementAndGet();
  }

  static void handOver() throws InterruptedException { // calls(1)
    SynchronousQueue<Integer> queue = new SynchronousQueue<>();
    Thread giver =
        Thread.startVirtualThread(
            () -> { // calls(lambda: 1)
              for (int i = 0; i < 500; i++) {
                give(queue, i);
              }
            });
    int sum = 0;
    for (int i = 0; i < 500; i++) {
      sum += queue.take();
    }
    giver.join();
    System.out.println(sum);
  }

  static void give(SynchronousQueue<Integer> queue, int n) { // calls(500) callers(lambda: 500)
    try {
      queue.put(n);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // Blocks while it holds a monitor.
  static void pinned() throws InterruptedException { // calls(1)
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      threads.add(Thread.startVirtualThread(VirtualThreads::locked));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  static synchronized void locked() { // calls(20) callers(outermost: 20)
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    inLock();
  }

  static void inLock() { // calls(20) callers(locked: 20)
    total.incrementAndGet();
  }

  static void failing() throws InterruptedException { // calls(1)
    for (int i = 0; i < 10; i++) {
      Thread thread =
          Thread.ofVirtual()
              .uncaughtExceptionHandler((t, e) -> handled()) // calls(lambda: 10)
              .start(() -> fall(3)); // calls(lambda: 10)
      thread.join();
    }
  }

  static void fall(int n) { // calls(40/10)
    if (n == 0) {
      throw new IllegalStateException("on purpose");
    }
    fall(n - 1);
  }

  static void handled() { // calls(10)
    total.incrementAndGet();
  }
}
