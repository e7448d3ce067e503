// SPDX-License-Identifier: Apache-2.0
package targets;

import java.lang.reflect.Field;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import sun.misc.Unsafe;

/**
 * What backports of ThreadLocalRandom do: they keep seeds in the JDK's field of the threads, which
 * the probe uses.
 */
class StoringSeeds { // calls(<init>: 1)
  static final int THREADS = 40;
  static final int DRAWS = 500;
  static final Unsafe UNSAFE = unsafe(); // calls(<clinit>: 1)
  static final long SEED = offset();

  long value;

  public static void main(String[] args) throws Exception { // calls(1)
    Set<Long> drawn = ConcurrentHashMap.newKeySet();
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      long seed = 1_000_000L * i;
      threads[i] = new Thread(() -> draw(drawn, seed)); // calls(lambda: 40)
      threads[i].start();
    }
    for (Thread each : threads) {
      each.join();
    }
    System.out.println(drawn.size());
    System.out.println(otherAccesses());
    System.out.println(otherFields());
    System.out.println(ThreadLocalRandom.current().nextInt(1));
  }

  static void draw(Set<Long> drawn, long seed) { // calls(40) callers(lambda: 40)
    UNSAFE.putLong(Thread.currentThread(), SEED, seed);
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(next());
    }
  }

  static long next() { // calls(20000) callers(draw: 20000)
    Thread thread = Thread.currentThread();
    long next = UNSAFE.getLong(thread, SEED) + 1;
    UNSAFE.putLong(thread, SEED, next);
    return next;
  }

  static String otherAccesses() { // calls(1)
    Thread thread = Thread.currentThread();
    UNSAFE.putLongVolatile(thread, SEED, 1);
    boolean swapped = UNSAFE.compareAndSwapLong(thread, SEED, 1, 2);
    long added = UNSAFE.getAndAddLong(thread, SEED, 3);
    long set = UNSAFE.getAndSetLong(thread, SEED, 7);
    UNSAFE.putOrderedLong(thread, SEED, set + UNSAFE.getLongVolatile(thread, SEED));
    return swapped + " " + added + " " + set + " " + UNSAFE.getLong(thread, SEED);
  }

  /** The same offset in another object, and none at all. */
  static String otherFields() { // calls(1)
    StoringSeeds object = new StoringSeeds();
    try {
      long offset = UNSAFE.objectFieldOffset(StoringSeeds.class.getDeclaredField("value"));
      UNSAFE.putLong(object, offset, 42);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
    long[] array = new long[100];
    UNSAFE.putLong(array, SEED, 43);
    long memory = UNSAFE.allocateMemory(8);
    UNSAFE.putLong(null, memory, 44);
    long stored = UNSAFE.getLong(memory);
    UNSAFE.freeMemory(memory);
    return object.value + " " + UNSAFE.getLong(array, SEED) + " " + stored;
  }

  static Unsafe unsafe() { // calls(1)
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static long offset() { // calls(1)
    try {
      return UNSAFE.objectFieldOffset(Thread.class.getDeclaredField("threadLocalRandomSeed"));
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }
}
