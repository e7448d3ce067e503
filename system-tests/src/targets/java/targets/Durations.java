// SPDX-License-Identifier: Apache-2.0
package targets;

/** Threads that take their own time, in nanoseconds: what self times must add up to. */
class Durations {
  static long steadyNanos;
  static long denseNanos;

  public static void main(String[] args) throws InterruptedException { // calls(1)
    Thread[] threads = {
      new Thread(Durations::dense, "dense"),
      new Thread(Durations::steady, "steady-1"),
      new Thread(Durations::steady, "steady-2")
    };
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.err.println("dense=" + denseNanos + " steady=" + steadyNanos);
  }

  // Nothing but calls: where the time is, is estimated; how much it is in all, is not.
  static void dense() { // calls(1) callers(outermost: 1)
    long start = System.nanoTime();
    System.out.println(fib(32));
    denseNanos = System.nanoTime() - start;
  }

  static int fib(int n) { // calls(7049155/1)
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  // Calls that are long beside their probes.
  static void steady() { // calls(2) callers(outermost: 2)
    long start = System.nanoTime();
    int n = 0;
    for (int i = 0; i < 1000; i++) {
      n += half(i) + half(i + 1);
    }
    long nanos = System.nanoTime() - start;
    synchronized (Durations.class) {
      ticks += n;
      steadyNanos += nanos;
    }
  }

  static int ticks;

  static int half(int i) { // calls(4000)
    return quarter(i) ^ quarter(i + 1);
  }

  static int quarter(int i) { // calls(8000)
    int n = i;
    for (int j = 0; j < 60_000; j++) {
      n = n * 31 + j;
    }
    return n;
  }
}
