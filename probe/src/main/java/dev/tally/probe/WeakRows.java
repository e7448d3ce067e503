// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The rows of objects of the program, such as prepared statements, by identity. Keeps none of them
 * alive, calls none of their methods, takes no lock, and has room for so many: where a place is
 * wanted, the object that is gone or has not been asked for makes room for the new one, and is
 * unknown from then on. Safe for several threads.
 */
final class WeakRows {
  /** Places that an object may be in. */
  private static final int WAYS = 8;

  private static final class Entry extends WeakReference<Object> {
    final Row row;

    /** Whether it was asked for since somebody wanted its place. */
    boolean used;

    Entry(Object object, Row row) {
      super(object);
      this.row = row;
    }
  }

  private final int size;

  /** Made when there is something to put in: most programs run no statements. */
  private volatile AtomicReferenceArray<Entry> made;

  /**
   * @param size a power of two; in a small heap there is room for fewer
   */
  WeakRows(int size) {
    long most = Long.highestOneBit(Runtime.getRuntime().maxMemory() >>> 13);
    this.size = (int) Math.max(WAYS, Math.min(size, most));
  }

  private AtomicReferenceArray<Entry> entries() {
    AtomicReferenceArray<Entry> entries = made;
    if (entries == null) {
      synchronized (this) {
        entries = made;
        if (entries == null) {
          entries = new AtomicReferenceArray<>(size);
          made = entries;
        }
      }
    }
    return entries;
  }

  /** The row of an object; null if it is not known. */
  Row get(Object object) {
    AtomicReferenceArray<Entry> entries = entries();
    int first = first(object);
    for (int i = first; i < first + WAYS; i++) {
      Entry entry = entries.get(i);
      if (entry != null && entry.refersTo(object)) {
        if (!entry.used) {
          entry.used = true;
        }
        return entry.row;
      }
    }
    return null;
  }

  void put(Object object, Row row) {
    AtomicReferenceArray<Entry> entries = entries();
    Entry added = new Entry(object, row);
    int first = first(object);
    while (true) {
      int place = -1;
      Entry before = null;
      for (int i = first; i < first + WAYS; i++) {
        Entry entry = entries.get(i);
        if (entry != null && entry.refersTo(object)) {
          if (entry.row == row) {
            return;
          }
          place = i;
          before = entry;
          break;
        }
        boolean free = entry == null || entry.refersTo(null);
        if (place < 0 || (free && before != null && !before.refersTo(null))) {
          if (free || !entry.used) {
            place = i;
            before = entry;
          }
        }
        if (!free) {
          entry.used = false; // A second chance.
        }
      }
      if (place < 0) {
        place = first;
        before = entries.get(first);
      }
      if (entries.compareAndSet(place, before, added)) {
        return;
      }
    }
  }

  /** Forgets an object; its row, if it was known. */
  Row remove(Object object) {
    AtomicReferenceArray<Entry> entries = entries();
    int first = first(object);
    for (int i = first; i < first + WAYS; i++) {
      Entry entry = entries.get(i);
      if (entry != null && entry.refersTo(object)) {
        entries.compareAndSet(i, entry, null);
        return entry.row;
      }
    }
    return null;
  }

  private int first(Object object) {
    int hash = System.identityHashCode(object) * 0x9E3779B1;
    return (hash >>> 8) & (size - WAYS);
  }
}
