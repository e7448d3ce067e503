// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/**
 * What stands in for {@link ThreadField} where the threads' own field cannot be had: a table
 * outside the heap, of pairs of a thread's number and its current context, indexed by the number.
 * The number is read from the field, not through {@code getId}, which a subclass of Thread may
 * override, nor through the identity hash, which is slow while somebody holds the thread's monitor.
 * A thread that finds its place taken uses one of the next few, and if those are taken too, a map:
 * only these threads pay for the longer search.
 */
final class ThreadTable {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long NUMBER = UNSAFE.objectFieldOffset(Thread.class, "tid");

  /**
   * A megabyte. So many that tens of thousands of virtual threads may have a call open at once, and
   * all of them on the fast path.
   */
  static final int PLACES = 1 << 16;

  private static final int NEXT_PLACES = 8;
  private static final int PLACE_BYTES = 16;

  /** Where in a place the context stands. */
  private static final int CONTEXT = 8;

  private static final long TABLE =
      Settings.inThread ? 0 : Arena.aligned((PLACES + NEXT_PLACES) * (long) PLACE_BYTES);

  /** Arrays of one context, each written by its thread only. */
  private static final ConcurrentHashMap<Long, long[]> DISPLACED = new ConcurrentHashMap<>();

  private ThreadTable() {}

  /** A thread's number, which no other thread ever has. */
  static long number(Thread thread) {
    return UNSAFE.getLong(thread, NUMBER);
  }

  @ForceInline
  @Hidden
  static long get(Thread thread) {
    long number = UNSAFE.getLong(thread, NUMBER);
    long place = place(number);
    return UNSAFE.getLong(place) == number ? UNSAFE.getLong(place + CONTEXT) : search(number);
  }

  /** Throws OutOfMemoryError where it makes room for a thread and there is none. */
  @ForceInline
  @Hidden
  static void put(Thread thread, long context) {
    long number = UNSAFE.getLong(thread, NUMBER);
    long place = place(number);
    if (context != 0 && UNSAFE.getLong(place) == number) {
      UNSAFE.putLong(place + CONTEXT, context);
    } else {
      putElsewhere(number, context);
    }
  }

  static void forget(long number) {
    long place = find(number);
    if (place != 0) {
      UNSAFE.putLongRelease(null, place, 0);
    } else if (!DISPLACED.isEmpty()) {
      DISPLACED.remove(number);
    }
  }

  @ForceInline
  @Hidden
  private static long place(long number) {
    return TABLE + (number & (PLACES - 1)) * PLACE_BYTES;
  }

  /** Another thread's place may become somebody else's while it is read. */
  @Hidden
  private static long search(long number) {
    long place = find(number);
    if (place != 0) {
      return UNSAFE.getLong(place + CONTEXT);
    }
    long[] displaced = DISPLACED.isEmpty() ? null : DISPLACED.get(number);
    return displaced == null ? 0 : displaced[0];
  }

  @Hidden
  private static long find(long number) {
    for (int i = 0; i < NEXT_PLACES; i++) {
      long place = place(number) + (long) i * PLACE_BYTES;
      if (UNSAFE.getLong(place) == number) {
        return place;
      }
    }
    return 0;
  }

  @Hidden
  private static void putElsewhere(long number, long context) {
    if (context == 0) {
      forget(number);
      return;
    }
    long place = find(number);
    if (place != 0) {
      UNSAFE.putLong(place + CONTEXT, context);
      return;
    }
    long[] displaced = DISPLACED.isEmpty() ? null : DISPLACED.get(number);
    if (displaced != null) {
      displaced[0] = context;
      return;
    }
    for (int i = 0; i < NEXT_PLACES; i++) {
      place = place(number) + (long) i * PLACE_BYTES;
      if (UNSAFE.getLong(place) == 0 && UNSAFE.compareAndSetLong(null, place, 0, number)) {
        UNSAFE.putLong(place + CONTEXT, context);
        return;
      }
    }
    DISPLACED.put(number, new long[] {context});
  }
}
