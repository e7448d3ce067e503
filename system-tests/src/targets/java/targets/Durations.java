// SPDX-License-Identifier: Apache-2.0
package targets;

/** Methods that take their own time, in nanoseconds: what self times must add up to. */
class Durations {
  static long steadyNanos;
  static long denseNanos;
  static long workNanos;

  public static void main(String[] args) throws InterruptedException { // calls(1)
    Thread[] workers = {new Thread(Durations::work, "worker-1"), new Thread(Durations::work)};
    System.out.println(steady() + " " + dense());
    for (Thread worker : workers) {
      worker.start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    System.err.println("steady=" + steadyNanos + " dense=" + denseNanos + " work=" + workNanos);
  }

  // Calls that are long beside their probes.
  static int steady() { // calls(1)
    long start = System.nanoTime();
    int n = 0;
    for (int i = 0; i < 2000; i++) {
      n += half(i) + half(i + 1);
    }
    steadyNanos = System.nanoTime() - start;
    return n;
  }

  static int half(int i) { // calls(4000)
    return quarter(i) ^ quarter(i + 1);
  }

  static int quarter(int i) { // calls(8000)
    return spin(i, 60_000);
  }

  static int spin(int seed, int times) { // calls(12000)
    int n = seed;
    for (int i = 0; i < times; i++) {
      n = n * 31 + i;
    }
    return n;
  }

  // Nothing but calls: where the time is, is estimated; how much it is in all, is not.
  static int dense() { // calls(1)
    long start = System.nanoTime();
    int n = fib(35);
    denseNanos = System.nanoTime() - start;
    return n;
  }

  static int fib(int n) { // calls(29860703/1)
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  static void work() { // calls(2) callers(outermost: 2)
    long start = System.nanoTime();
    for (int i = 0; i < 2000; i++) {
      spin(i, 100_000);
    }
    long nanos = System.nanoTime() - start;
    synchronized (Durations.class) {
      workNanos += nanos;
    }
  }
}
