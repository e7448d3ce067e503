// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.concurrent.CountDownLatch;

/**
 * {@code System.exit(3)} from another thread while main waits inside calls, one thread is busy, and
 * a shutdown hook still has work to do. Calls that never return were made all the same.
 */
// varies
class ExitElsewhere {
  static final CountDownLatch ready = new CountDownLatch(2); // calls(<clinit>: 1)
  static final CountDownLatch never = new CountDownLatch(1);

  public static void main(String[] args) throws InterruptedException { // calls(1)
    // calls(lambda: 1) callers(outermost: 1)
    Runtime.getRuntime().addShutdownHook(new Thread(() -> hook()));
    Thread busy = new Thread(ExitElsewhere::busy);
    busy.start();
    new Thread(() -> leave()).start(); // calls(lambda: 1)
    waitFor(3);
    notReached();
  }

  static void waitFor(int n) throws InterruptedException { // calls(4/1)
    if (n == 0) {
      ready.countDown();
      never.await();
    }
    waitFor(n - 1);
  }

  static void busy() { // calls(1)
    for (int i = 0; i < 1000; i++) {
      counted(i);
    }
    ready.countDown();
    while (true) {
      forever();
    }
  }

  static int counted(int i) { // calls(1000)
    return i * i;
  }

  static void forever() { // calls(>=1)
    Thread.yield();
  }

  static void leave() { // calls(1)
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    leaveNow(3);
  }

  static void leaveNow(int status) { // calls(1)
    try {
      System.exit(status); // builtin(java.lang.System.exit: 1)
    } finally {
      notReached();
    }
  }

  static void notReached() { // calls(0)
    System.out.println("must not be printed");
  }

  static void hook() { // calls(1)
    for (int i = 0; i < 100; i++) {
      inHook(i);
    }
    System.out.println("hook");
  }

  static void inHook(int i) { // calls(100) callers(hook: 100)
    Thread.onSpinWait();
  }
}
