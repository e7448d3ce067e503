// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.util.Arrays;

/**
 * Numbers longs from 0 in the order in which they come. They are multiplied by a number drawn anew
 * for each index before they find their place, so that no file can bring longs that all want the
 * same.
 */
public final class LongIndex {
  /** Of a key, its place in the table and the half of that which is free, on the heap. */
  public static final int KEY_BYTES = 2 * Long.BYTES + 4 * Integer.BYTES;

  private final long multiplier = System.nanoTime() * 0x9E3779B97F4A7C15L | 1;
  private long[] keys = new long[16];

  /** Open addressing: a number + 1. */
  private int[] table = new int[32];

  private int size;

  public int size() {
    return size;
  }

  /** The key with this number. */
  public long key(int number) {
    return keys[number];
  }

  /** The number of a key; -1 if it has none. */
  public int find(long key) {
    return table[slot(key)] - 1;
  }

  /** The number of a key, the next one if it has none yet. */
  public int number(long key) {
    int slot = slot(key);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      table = new int[size * 4];
      for (int number = 0; number < size; number++) {
        table[slot(keys[number])] = number + 1;
      }
      slot = slot(key);
    }
    keys[size] = key;
    table[slot] = ++size;
    return size - 1;
  }

  private int slot(long key) {
    int mask = table.length - 1;
    // The highest bits of the product depend on all bits of the key.
    int slot = (int) ((key * multiplier) >>> Long.numberOfLeadingZeros(mask));
    while (table[slot] != 0 && keys[table[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  public void clear() {
    size = 0;
    Arrays.fill(table, 0);
  }
}
