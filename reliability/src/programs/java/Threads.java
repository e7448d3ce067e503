// SPDX-License-Identifier: Apache-2.0
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Many platform threads: one after the other, then at once. */
public class Threads {
  static final LongAdder CALLED = new LongAdder();

  static int work(int n) {
    CALLED.increment();
    return n == 0 ? 0 : work(n - 1) + 1;
  }

  public static void main(String[] arguments) throws Exception {
    int inTurn = Integer.parseInt(arguments[0]);
    int atOnce = Integer.parseInt(arguments[1]);
    for (int i = 0; i < inTurn; i++) {
      Thread thread = new Thread(null, () -> work(3), "turn" + i, 1 << 16);
      thread.start();
      thread.join();
    }
    CountDownLatch all = new CountDownLatch(atOnce);
    Thread[] threads = new Thread[atOnce];
    for (int i = 0; i < atOnce; i++) {
      threads[i] = new Thread(null, () -> meet(all), "once" + i, 1 << 16);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("called=" + CALLED.sum());
  }

  static void meet(CountDownLatch all) {
    work(2);
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    work(2);
  }
}
