// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.util.Arrays;

/** A list of numbers that is filled again and again. */
public final class Longs {
  private long[] values = new long[64];
  private int size;

  public int size() {
    return size;
  }

  public long get(int index) {
    return values[index];
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public void clear() {
    size = 0;
  }
}
