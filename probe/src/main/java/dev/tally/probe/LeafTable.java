// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;

/**
 * The calls of bounded leaves that one context has made: a table outside the heap, hashed by method
 * id, that holds the numbers themselves. So a call of a leaf, and every third call is one, touches
 * its caller and sixteen bytes, and no context of its own.
 *
 * <pre>
 *  -16  places   int   a power of two
 *  -12  leaves   int   how many places are taken
 *    0  for each place
 *         key    int   the method's id, or one that no method has
 *                int
 *         calls  long  calls begun
 *       for each place
 *         leaf   long  the leaf's context, which says where it belongs in the recording
 * </pre>
 *
 * <p>Tables are never freed, and a larger one takes the numbers over, so that another thread may
 * read something old, never something wild. Written by the recorder's thread alone.
 */
final class LeafTable {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  static final int KEY = 0;
  static final int CALLS = 8;

  /** A place whose leaf has become an ordinary context. */
  private static final int GONE = -1;

  private static final int HEADER_BYTES = 16;
  private static final int PLACE_BYTES = 16;

  /** A table of one free place, for all that have called no leaf. */
  static final long EMPTY;

  static {
    long memory = Arena.aligned(HEADER_BYTES + PLACE_BYTES + Long.BYTES);
    EMPTY = memory + HEADER_BYTES;
    UNSAFE.putInt(EMPTY - 16, 1);
    UNSAFE.putInt(EMPTY + KEY, Context.NO_KEY);
  }

  private LeafTable() {}

  static int places(long table) {
    return UNSAFE.getInt(table - 16);
  }

  /**
   * What sixteen times a method's id is cut to, to find its place. In a table of more than 4,096
   * places not all can be found so.
   */
  static char mask(long table) {
    return (char) ((places(table) - 1) * PLACE_BYTES);
  }

  /** The leaf in a place below {@link #places}, or 0. */
  static long leafAt(long table, int place) {
    return key(table, place) < 0 ? 0 : UNSAFE.getLong(leafOf(table, places(table), place));
  }

  /** The context of a leaf, or 0. */
  static long leaf(long table, int method) {
    int place = place(table, method);
    return place < 0 ? 0 : UNSAFE.getLong(leafOf(table, places(table), place));
  }

  /** Calls of a leaf; 0 if it is not in the table, though another of its method may be. */
  static long calls(long table, int method, long leaf) {
    int place = place(table, method);
    return place < 0 || UNSAFE.getLong(leafOf(table, places(table), place)) != leaf
        ? 0
        : calls(table, place);
  }

  static void addCalls(long table, int method, long more) {
    long calls = table + PLACE_BYTES * (long) place(table, method) + CALLS;
    UNSAFE.putLong(calls, UNSAFE.getLong(calls) + more);
  }

  /** The leaf has become an ordinary context, which has its calls. */
  static void remove(long table, int method) {
    UNSAFE.putInt(table + PLACE_BYTES * (long) place(table, method) + KEY, GONE);
  }

  /**
   * Adds a leaf that is not there yet.
   *
   * @return the table that has it, which may be another one
   */
  static long add(long table, int method, long leaf, Arena tables) {
    int places = places(table);
    int leaves = UNSAFE.getInt(table - 12) + 1;
    int own = method & (places - 1);
    if (table != EMPTY && key(table, own) == Context.NO_KEY && leaves * 4 <= places * 3) {
      UNSAFE.putInt(table - 12, leaves); // First: where a stack ends here, there are too many.
      put(table, own, method, 0, leaf);
      return table;
    }
    // Look for a size at which every leaf sits in its own place: the probe looks nowhere else.
    int more = leaves == 1 ? 1 : Math.max(places, Integer.highestOneBit(leaves * 4 / 3) * 2);
    for (int tries = 0; tries < 2 && !allApart(table, method, more); tries++) {
      more *= 2;
    }
    return larger(table, method, leaf, more, leaves, tables);
  }

  /**
   * A leaf was called that is not in its own place. If it is called often, makes a table in which
   * it is, where there is a size for that.
   *
   * @return the table that has it, which may be another one
   */
  static long makeRoom(long table, int method, Arena tables) {
    int place = place(table, method);
    int places = places(table);
    if (((calls(table, place) + 1) & (Context.CALLS_BEFORE_ROOM - 1)) == 0
        && place != (method & (places - 1))) {
      for (int more = places * 2; more <= Context.MOST_PLACES; more *= 2) {
        if (isAlone(table, method, more)) {
          long leaf = UNSAFE.getLong(leafOf(table, places, place));
          return larger(table, method, leaf, more, UNSAFE.getInt(table - 12), tables);
        }
      }
    }
    return table;
  }

  /** Copies the leaves into a new table, with one that may be new and gets its own place. */
  private static long larger(
      long old, int method, long leaf, int places, int leaves, Arena tables) {
    long bytes = HEADER_BYTES + (PLACE_BYTES + Long.BYTES) * (long) places;
    long table = tables.take(bytes + 15 & -16) + HEADER_BYTES;
    UNSAFE.putInt(table - 16, places);
    UNSAFE.putInt(table - 12, leaves);
    for (int i = 0; i < places; i++) {
      UNSAFE.putInt(table + PLACE_BYTES * (long) i + KEY, Context.NO_KEY);
    }
    int oldPlaces = places(old);
    for (int i = 0; i < oldPlaces; i++) {
      if ((key(old, i) & (oldPlaces - 1)) == i) {
        copy(old, i, table);
      }
    }
    if (place(table, method) < 0) {
      int place = place(old, method);
      long calls = place < 0 ? 0 : calls(old, place);
      put(table, freePlace(table, method), method, calls, leaf);
    }
    for (int i = 0; i < oldPlaces; i++) {
      if ((key(old, i) & (oldPlaces - 1)) != i) {
        copy(old, i, table);
      }
    }
    return table;
  }

  private static void copy(long old, int place, long table) {
    int method = key(old, place);
    if (method >= 0 && place(table, method) < 0) {
      long calls = calls(old, place);
      long leaf = UNSAFE.getLong(leafOf(old, places(old), place));
      put(table, freePlace(table, method), method, calls, leaf);
    }
  }

  /** The key last: whoever finds it finds the rest. */
  private static void put(long table, int place, int method, long calls, long leaf) {
    UNSAFE.putLong(leafOf(table, places(table), place), leaf);
    UNSAFE.putLong(table + PLACE_BYTES * (long) place + CALLS, calls);
    UNSAFE.putIntRelease(null, table + PLACE_BYTES * (long) place + KEY, method);
  }

  private static int key(long table, int place) {
    return UNSAFE.getInt(table + PLACE_BYTES * (long) place + KEY);
  }

  private static long calls(long table, int place) {
    return UNSAFE.getLong(table + PLACE_BYTES * (long) place + CALLS);
  }

  private static long leafOf(long table, int places, int place) {
    return table + PLACE_BYTES * (long) places + Long.BYTES * (long) place;
  }

  /** Where a method is, or -1. */
  private static int place(long table, int method) {
    int mask = places(table) - 1;
    for (int i = method & mask, looked = 0; looked <= mask; i = (i + 1) & mask, looked++) {
      int key = key(table, i);
      if (key == method) {
        return i;
      }
      if (key == Context.NO_KEY) {
        return -1;
      }
    }
    return -1;
  }

  private static int freePlace(long table, int method) {
    int mask = places(table) - 1;
    int i = method & mask;
    while (key(table, i) != Context.NO_KEY) {
      i = (i + 1) & mask;
    }
    return i;
  }

  /** Whether a leaf would share its place in a table of so many places with no other. */
  private static boolean isAlone(long table, int method, int places) {
    for (int i = 0; i < places(table); i++) {
      int key = key(table, i);
      if (key >= 0 && key != method && ((key ^ method) & (places - 1)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether that holds of all of them, and of one more. */
  private static boolean allApart(long table, int method, int places) {
    if (places > 64) {
      return true; // Large tables are rare, and sparse enough.
    }
    long taken = 1L << (method & (places - 1));
    for (int i = 0; i < places(table); i++) {
      int key = key(table, i);
      if (key >= 0) {
        long bit = 1L << (key & (places - 1));
        if ((taken & bit) != 0) {
          return false;
        }
        taken |= bit;
      }
    }
    return true;
  }
}
