// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;

/**
 * One recorder's {@link FlatCounter}s, found by caller and callee. Outside the heap, like the tree,
 * in an open-addressed table. Used by the recorder's thread; other threads read the counters.
 */
final class FlatCounters {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final int FIRST_PLACES = 64;

  private final Arena arena = new Arena();
  private long table = room(FIRST_PLACES);
  private int places = FIRST_PLACES;
  private int size;

  /** Begin and end of each stretch of counters; for any thread. */
  long[] stretches() {
    return arena.published();
  }

  /** The counter of calls of one method by another; a new one if need be. */
  long counter(int caller, int callee) {
    long place = place(table, places, caller, callee);
    long counter = UNSAFE.getLong(place);
    if (counter != 0) {
      return counter;
    }
    if (size * 2 >= places) {
      grow();
      place = place(table, places, caller, callee);
    }
    counter = arena.take(FlatCounter.BYTES);
    FlatCounter.create(counter, caller, callee);
    arena.publish();
    UNSAFE.putLong(place, counter);
    size++;
    return counter;
  }

  /** As if nothing were open. */
  void closeAll() {
    for (int i = 0; i < places; i++) {
      long counter = UNSAFE.getLong(table + 8L * i);
      if (counter != 0) {
        FlatCounter.setOpen(counter, 0);
      }
    }
  }

  private void grow() {
    long bigger = room(places * 2);
    for (int i = 0; i < places; i++) {
      long counter = UNSAFE.getLong(table + 8L * i);
      if (counter != 0) {
        int caller = FlatCounter.caller(counter);
        UNSAFE.putLong(place(bigger, places * 2, caller, FlatCounter.callee(counter)), counter);
      }
    }
    long old = table;
    table = bigger;
    places *= 2;
    UNSAFE.freeMemory(old);
  }

  private static long room(int places) {
    long memory = UNSAFE.allocateMemory(8L * places);
    UNSAFE.setMemory(memory, 8L * places, (byte) 0);
    return memory;
  }

  /** Where a counter stands, or would. */
  private static long place(long table, int places, int caller, int callee) {
    int hash = caller * 0x9E3779B1 + callee * 0x85EBCA6B;
    int i = hash ^ (hash >>> 15);
    while (true) {
      long place = table + 8L * (i & (places - 1));
      long counter = UNSAFE.getLong(place);
      if (counter == 0
          || (FlatCounter.caller(counter) == caller && FlatCounter.callee(counter) == callee)) {
        return place;
      }
      i++;
    }
  }
}
