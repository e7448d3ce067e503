// SPDX-License-Identifier: Apache-2.0
package targets;

/** Monitors: methods and blocks, nested, left by exceptions, waited for. */
// varies
class Synchronized { // calls(<init>: 1)
  private int n;
  private int slot = -1;

  public static void main(String[] args) throws InterruptedException { // calls(1)
    Synchronized s = new Synchronized();
    for (int i = 0; i < 10; i++) {
      s.add(i);
      Synchronized.addStatic(i);
      s.block(i);
    }
    for (int i = 0; i < 4; i++) {
      try {
        s.failing(i);
      } catch (IllegalStateException e) {
        check(s);
      }
    }
    System.out.println(s.n + " " + total);
    System.out.println(s.handOver());
  }

  synchronized void add(int i) { // calls(10)
    n += i;
    again(i);
  }

  synchronized void again(int i) { // calls(10) callers(add: 10)
    n += i;
  }

  static int total;

  static synchronized void addStatic(int i) { // calls(10)
    total += i;
  }

  int block(int i) { // calls(10)
    synchronized (this) {
      synchronized (Synchronized.class) {
        if (i == 3) {
          return n;
        }
        total += inside(i);
      }
    }
    return 0;
  }

  static int inside(int i) { // calls(9) callers(block: 9)
    return i;
  }

  synchronized void failing(int i) { // calls(4)
    synchronized (Synchronized.class) {
      if (i % 2 == 0) {
        throw new IllegalStateException("while locked");
      }
    }
  }

  // The monitors must have been given back.
  static void check(Synchronized s) { // calls(2) callers(main: 2)
    if (Thread.holdsLock(s) || Thread.holdsLock(Synchronized.class)) {
      throw new AssertionError("still locked");
    }
  }

  int handOver() throws InterruptedException { // calls(1)
    Thread giver = new Thread(this::giveAll, "giver");
    giver.start(); // builtin(java.lang.Thread.start: 1)
    int sum = 0;
    for (int i = 0; i < 50; i++) {
      sum += take();
    }
    giver.join(); // builtin(java.lang.Thread.join: 1)
    return sum;
  }

  void giveAll() { // calls(1) callers(outermost: 1)
    try {
      for (int i = 0; i < 50; i++) {
        give(i);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized void give(int value) throws InterruptedException { // calls(50)
    while (slot >= 0) {
      wait();
    }
    slot = value;
    notifyAll();
  }

  private synchronized int take() throws InterruptedException { // calls(50)
    while (slot < 0) {
      wait();
    }
    int value = slot;
    slot = -1;
    notifyAll();
    return value;
  }
}
