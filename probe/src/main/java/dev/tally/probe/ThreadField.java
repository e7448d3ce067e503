// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/**
 * The current thread's innermost open context: a number in a field of the {@code Thread} itself, 0
 * as long as the thread has no {@link Recorder}.
 *
 * <p>Why there: the address of the current thread is the one that a compiler takes for unchanging,
 * and nothing but this field may change when the field is stored. So what one probe has stored the
 * next one need not load again, and where methods are inlined the current context lives in a
 * register. In a block outside the heap each count that is stored ended all that was known of it
 * (docs/decisions/34).
 *
 * <p>The field is the seed of {@code ThreadLocalRandom}, which gets {@link Seeds} instead. Where
 * that cannot be had, a {@link ThreadTable} does the same, more slowly.
 */
final class ThreadField {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final boolean IN_THREAD = Settings.inThread;
  static final long FIELD =
      IN_THREAD ? UNSAFE.objectFieldOffset(Thread.class, "threadLocalRandomSeed") : 0;

  private ThreadField() {}

  /** Of the current thread. */
  @ForceInline
  @Hidden
  static long get(Thread thread) {
    return IN_THREAD ? UNSAFE.getLong(thread, FIELD) : ThreadTable.get(thread);
  }

  /** Of the current thread. */
  @Hidden
  static long get() {
    return get(Thread.currentThread());
  }

  /** Sets it, of the current thread. */
  @ForceInline
  @Hidden
  static void put(Thread thread, long context) {
    if (IN_THREAD) {
      UNSAFE.putLong(thread, FIELD, context);
    } else {
      ThreadTable.put(thread, context);
    }
  }

  /** Sets it, of the current thread. */
  @Hidden
  static void put(long context) {
    put(Thread.currentThread(), context);
  }

  /** A recent one, of any thread. */
  static long seen(Thread thread) {
    return IN_THREAD ? UNSAFE.getLongOpaque(thread, FIELD) : ThreadTable.get(thread);
  }

  /** A thread with that number has gone without setting it to 0. */
  static void forget(long number) {
    if (!IN_THREAD) {
      ThreadTable.forget(number);
    }
  }
}
