// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Main returns while daemon threads are parked deep inside calls or hold a monitor. */
// varies
class StillRunning {
  static final CountDownLatch inside = new CountDownLatch(5); // calls(<clinit>: 1)

  public static void main(String[] args) throws InterruptedException { // calls(1)
    for (int i = 0; i < 5; i++) {
      Thread daemon = new Thread(() -> dive(10)); // calls(lambda: 5)
      daemon.setDaemon(true);
      daemon.start();
    }
    inside.await();
    System.out.println("main returns");
  }

  static void dive(int n) { // calls(55/5) callers(lambda: 5, dive: 50/5)
    if (n == 0) {
      stay();
    }
    dive(n - 1);
  }

  static void stay() { // calls(5) callers(dive: 5)
    inside.countDown(); // Here: the call has been counted.
    while (true) {
      LockSupport.park();
    }
  }
}
