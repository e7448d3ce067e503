// SPDX-License-Identifier: Apache-2.0
package targets;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Methods that cannot take long, of the program's and of the JDK's: counted, and never current. */
class Bounded { // calls(<init>: 1)
  private final AtomicLong ticks = new AtomicLong(7);
  private int level;

  int level() { // calls(3000) callers(climb: 2000, main: 1000)
    return level;
  }

  void raise() { // calls(2000) callers(climb: 2000)
    level++;
  }

  boolean isHigh(double level) { // calls(2000)
    return Double.isFinite(level) // builtin(java.lang.Double.isFinite: 2000)
        && ticks.get() > 6; // builtin(java.util.concurrent.atomic.AtomicLong.get: 2000)
  }

  int climb(int steps) { // calls(1000)
    int high = 0;
    for (int i = 0; i < steps; i++) {
      raise();
      high += isHigh(level()) ? 1 : 0;
    }
    return high;
  }

  /** Empties what it is given. */
  static int left(ByteBuffer bytes) { // calls(1000)
    int sum = 0;
    while (bytes.hasRemaining()) { // builtin(java.nio.Buffer.hasRemaining: 5000)
      sum += bytes.get() + bytes.position(); // builtin(java.nio.Buffer.position: 4000)
    }
    return sum + bytes.limit(); // builtin(java.nio.Buffer.limit: 1000)
  }

  public static void main(String[] args) { // calls(1)
    Bounded bounded = new Bounded();
    ByteBuffer bytes = ByteBuffer.allocate(4);
    long sum = 0;
    for (int i = 0; i < 1_000; i++) {
      sum += bounded.climb(2) + bounded.level();
      bytes.rewind();
      sum += left(bytes);
    }
    System.out.println(sum);
  }
}
