// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Platform threads: each has a call tree of its own, and its outermost calls have no caller. */
class Threads {
  static final AtomicInteger total = new AtomicInteger(); // calls(<clinit>: 1)

  public static void main(String[] args) throws InterruptedException { // calls(1)
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(Threads::work, "worker-" + i);
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Subclass subclass = new Subclass();
    subclass.start();
    subclass.join();
    Thread failing = new Thread(() -> fail(3)); // calls(lambda: 1) callers(outermost: 1)
    // calls(lambda: 1) callers(outermost: 1)
    failing.setUncaughtExceptionHandler((t, e) -> System.out.println("uncaught " + e.getMessage()));
    failing.start();
    failing.join();
    many();
    System.out.println(total + " " + LOCAL.get());
  }

  static void work() { // calls(8/8) callers(outermost: 8)
    for (int i = 0; i < 1000; i++) {
      step(i);
    }
    total.addAndGet(LOCAL.get());
  }

  static int step(int i) { // calls(8000/8000) callers(work: 8000)
    return i == 0 ? 0 : recursive(i % 3);
  }

  // 333 numbers below 1000 and above 0 leave 0; 333 leave 1; 333 leave 2: 333 + 666 + 999.
  static int recursive(int n) { // calls(15984/7992) callers(step: 7992, recursive: 7992/5328)
    return n == 0 ? 0 : recursive(n - 1);
  }

  // calls(lambda: 9) callers(java.lang.ThreadLocal.get: 9)
  static final ThreadLocal<Integer> LOCAL = ThreadLocal.withInitial(() -> 1);

  static class Subclass extends Thread { // calls(<init>: 1)
    @Override
    public void run() { // calls(1) callers(outermost: 1)
      total.addAndGet(100);
      interrupted(this);
    }

    private static void interrupted(Thread self) { // calls(1)
      self.interrupt();
      try {
        Thread.sleep(10_000); // builtin(java.lang.Thread.sleep: 1)
      } catch (InterruptedException e) {
        woken();
      }
    }

    private static void woken() { // calls(1) callers(interrupted: 1)
      total.addAndGet(1000);
    }
  }

  static void fail(int n) { // calls(4/1)
    if (n == 0) {
      throw new IllegalStateException("on purpose");
    }
    fail(n - 1);
  }

  // Threads that come and go: a recorder is used by one after another.
  static void many() throws InterruptedException { // calls(1)
    for (int round = 0; round < 25; round++) {
      CountDownLatch arrived = new CountDownLatch(4);
      Thread[] threads = new Thread[4];
      for (int i = 0; i < 4; i++) {
        threads[i] =
            new Thread(
                () -> { // calls(lambda: 100/100) callers(outermost: 100)
                  arrived.countDown();
                  meet(arrived);
                });
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  // All four are inside at once.
  static void meet(CountDownLatch arrived) { // calls(100/100) callers(lambda: 100)
    try {
      arrived.await();
      total.incrementAndGet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
