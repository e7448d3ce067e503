// SPDX-License-Identifier: Apache-2.0
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Many virtual threads: short ones in crowds, then a great many blocked at once. */
public class VirtualThreads {
  static final LongAdder CALLED = new LongAdder();

  static int work(int n) {
    CALLED.increment();
    return n == 0 ? 0 : work(n - 1) + 1;
  }

  public static void main(String[] arguments) throws Exception {
    int crowds = Integer.parseInt(arguments[0]);
    int blocked = Integer.parseInt(arguments[1]);
    for (int crowd = 0; crowd < crowds; crowd++) {
      CountDownLatch all = new CountDownLatch(1000);
      for (int i = 0; i < 1000; i++) {
        Thread.ofVirtual()
            .start(
                () -> {
                  work(3);
                  all.countDown();
                });
      }
      all.await();
    }
    CountDownLatch arrived = new CountDownLatch(blocked);
    CountDownLatch left = new CountDownLatch(blocked);
    for (int i = 0; i < blocked; i++) {
      Thread.ofVirtual().start(() -> meet(arrived, left));
    }
    left.await();
    System.out.println("called=" + CALLED.sum());
  }

  static void meet(CountDownLatch arrived, CountDownLatch left) {
    work(2);
    arrived.countDown();
    try {
      arrived.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    work(2);
    left.countDown();
  }
}
