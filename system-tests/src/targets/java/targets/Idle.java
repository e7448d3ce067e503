// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server whose 24 threads wait for requests most of the time, and say how long. */
class Idle {
  static final int WORKERS = 24;
  static final int REQUESTS = 48;
  static final int LAST = -1;

  static long workerNanos;
  static long waitedNanos;
  static int answers;

  public static void main(String[] args) throws InterruptedException { // calls(1)
    BlockingQueue<Integer> requests = new LinkedBlockingQueue<>();
    Thread[] workers = new Thread[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
      workers[i] = new Thread(() -> serve(requests), "worker-" + i); // calls(lambda: 24)
      workers[i].start();
    }
    for (int i = 0; i < REQUESTS; i++) {
      requests.put(answer(i));
    }
    for (int i = 0; i < WORKERS; i++) {
      requests.put(LAST);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    System.out.println(answers);
    System.err.println("workers=" + workerNanos + " waited=" + waitedNanos);
  }

  static void serve(BlockingQueue<Integer> requests) { // calls(24)
    long start = System.nanoTime();
    long waited = 0;
    int sum = 0;
    try {
      for (; ; ) {
        long before = System.nanoTime();
        int request = requests.take();
        waited += System.nanoTime() - before;
        if (request == LAST) {
          break;
        }
        sum += answer(request);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    long nanos = System.nanoTime() - start;
    synchronized (Idle.class) {
      answers += sum;
      workerNanos += nanos;
      waitedNanos += waited;
    }
  }

  // By main once for each request, and by a worker.
  static int answer(int request) { // calls(96)
    int n = Math.abs(request);
    for (int j = 0; j < 2_000_000; j++) {
      n = n * 31 + j;
    }
    return n == LAST ? 0 : n;
  }
}
