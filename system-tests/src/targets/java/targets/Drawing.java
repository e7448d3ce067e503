// SPDX-License-Identifier: Apache-2.0
package targets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Random numbers: the probe uses the field in which the JDK keeps the threads' seeds. */
class Drawing {
  static final int THREADS = 600;
  static final int DRAWS = 200;

  public static void main(String[] args) throws Exception { // calls(1)
    Set<Long> drawn = ConcurrentHashMap.newKeySet();
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      threads[i] = new Thread(() -> draw(drawn)); // calls(lambda: 600)
      threads[i].start();
    }
    for (Thread each : threads) {
      each.join();
    }
    System.out.println(drawn.size());
    System.out.println(mean(100_000));
    System.out.println(bits(10_000));
    System.out.println(again());
    System.out.println(new Random(42).nextLong() + " " + new SplittableRandom(42).nextLong());
  }

  static void draw(Set<Long> drawn) { // calls(600) callers(lambda: 600)
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(next());
    }
  }

  static long next() { // calls(120000) callers(draw: 120000)
    return ThreadLocalRandom.current().nextLong();
  }

  // Of numbers below 1: a half, to two digits.
  static long mean(int draws) { // calls(1)
    double sum = 0;
    for (int i = 0; i < draws; i++) {
      sum += ThreadLocalRandom.current().nextDouble();
    }
    return Math.round(sum / draws * 100);
  }

  // Each bit is set in half of the numbers, and changes half the times.
  static int bits(int draws) { // calls(1)
    int wrong = 0;
    for (int bit = 0; bit < 64; bit++) {
      int set = 0;
      int changes = 0;
      long last = 0;
      for (int i = 0; i < draws; i++) {
        long number = ThreadLocalRandom.current().nextLong();
        set += number >>> bit & 1;
        changes += (number ^ last) >>> bit & 1;
        last = number;
      }
      wrong += Math.abs(set - draws / 2) > draws / 20 ? 1 : 0;
      wrong += Math.abs(changes - draws / 2) > draws / 20 ? 1 : 0;
    }
    return wrong;
  }

  static boolean again() throws Exception { // calls(1)
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(ThreadLocalRandom.current());
    }
    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    return in.readObject() == ThreadLocalRandom.current();
  }
}
