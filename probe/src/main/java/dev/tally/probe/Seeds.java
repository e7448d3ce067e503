// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * What {@code ThreadLocalRandom} draws from where its seed in the threads has become a {@link
 * ThreadField}: some sequences outside the heap, which threads share by their numbers. A sequence
 * is what it was, a number that grows by the same odd step each time; a step is taken by one thread
 * only, so that no two draw the same.
 *
 * <p>{@code ThreadLocalRandom} is made to call this when it is loaded. The first arguments are
 * those of the calls that stood there. What a program stores into the field through {@code
 * sun.misc.Unsafe} is kept here, too, by thread.
 */
public final class Seeds {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  /** So many that threads that run at once rarely wait for each other. */
  private static final int SEQUENCES = 256;

  private static final int LINE = 64;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long MEMORY = Arena.aligned((long) SEQUENCES * LINE);

  /** So many that two threads that live at once seldom have the same. */
  private static final int PLACES = 1 << 16;

  /** What others than {@code ThreadLocalRandom} keep in the field; 0 before the first. */
  private static long others;

  private Seeds() {}

  /** In place of {@code unsafe.getLong(thread, SEED)}: the thread's next seed. */
  public static long next(Unsafe unsafe, Object thread, long seed) {
    return UNSAFE.getAndAddLong(null, sequence(thread), GOLDEN_GAMMA);
  }

  /**
   * In place of {@code unsafe.putLong(thread, SEED, value)} where a thread draws for the first
   * time.
   */
  public static void begin(Unsafe unsafe, Object thread, long seed, long value) {
    UNSAFE.getAndAddLong(null, sequence(thread), value);
  }

  /**
   * Takes the seeds out of all threads' fields, once {@code ThreadLocalRandom} draws from here; for
   * the start, before anything of the program has run. Returns whether it could.
   */
  public static boolean forget() {
    try {
      ThreadGroup all = Thread.currentThread().getThreadGroup();
      while (all.getParent() != null) {
        all = all.getParent();
      }
      Thread[] threads = new Thread[all.activeCount() + 64];
      int count = all.enumerate(threads, true);
      long field = UNSAFE.objectFieldOffset(Thread.class, "threadLocalRandomSeed");
      for (int i = 0; i < count; i++) {
        UNSAFE.putLong(threads[i], field, 0);
      }
      return count < threads.length;
    } catch (SecurityException e) {
      return false;
    }
  }

  /** Whose the long is that {@code sun.misc.Unsafe} is asked for; null for none on the heap. */
  @ForceInline
  public static Object holder(Object object, long offset) {
    return offset == ThreadField.FIELD && object instanceof Thread ? null : object;
  }

  /** Where it is in there. */
  @ForceInline
  public static long offset(Object object, long offset) {
    return offset == ThreadField.FIELD && object instanceof Thread ? place(object) : offset;
  }

  @DontInline
  private static synchronized long place(Object thread) {
    if (others == 0) {
      others = Arena.aligned(PLACES * 8L);
    }
    return others + (ThreadTable.number((Thread) thread) & (PLACES - 1)) * 8;
  }

  private static long sequence(Object thread) {
    return MEMORY + (ThreadTable.number((Thread) thread) & (SEQUENCES - 1)) * LINE;
  }
}
