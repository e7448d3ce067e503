// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/**
 * Memory outside the heap for one recorder's contexts, handed out from ever larger chunks and never
 * given back. Zeroed, and aligned to cache lines where the size is a multiple of one. Used by the
 * recorder's thread; what that has published, others may read.
 */
final class Arena {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final int LINE = 64;

  /** Small at first: a hundred thousand blocked virtual threads have a recorder each. */
  private static final int FIRST_CHUNK = 1 << 10;

  private static final int LARGEST_CHUNK = 1 << 20;

  private long begin;
  private long next;
  private long end;
  private long chunk = FIRST_CHUNK;

  /** Begin and end of each chunk of which something is published, in the order of taking. */
  private volatile long[] chunks = {};

  private volatile long published;

  /** Takes a number of bytes, a multiple of 8; throws OutOfMemoryError if there are none. */
  long take(long bytes) {
    long start = bytes % LINE == 0 ? (next + LINE - 1) & -LINE : next;
    if (start + bytes > end) {
      long size = Math.max(chunk, bytes);
      start = aligned(size);
      begin = start;
      end = start + size;
      chunk = Math.min(chunk * 2, LARGEST_CHUNK);
    }
    next = start + bytes;
    return start;
  }

  /** Lets others read what was taken so far; throws OutOfMemoryError if it cannot. */
  void publish() {
    long[] all = chunks;
    if (all.length == 0 || all[all.length - 1] != end) {
      all = Arrays.copyOf(all, all.length + 2);
      all[all.length - 2] = begin;
      all[all.length - 1] = end;
      chunks = all;
    }
    published = next;
  }

  /** Begin and end of each stretch that is published, in the order of taking; for any thread. */
  long[] published() {
    long last = published; // Before the chunks, so that it is in one of them.
    if (last == 0) {
      return new long[0];
    }
    long[] all = chunks;
    int size = all.length;
    while (last < all[size - 2] || last > all[size - 1]) {
      size -= 2;
    }
    long[] stretches = Arrays.copyOf(all, size);
    stretches[size - 1] = last;
    return stretches;
  }

  /** Zeroed memory of its own, beginning at a cache line. */
  static long aligned(long bytes) {
    long memory = UNSAFE.allocateMemory(bytes + LINE);
    UNSAFE.setMemory(memory, bytes + LINE, (byte) 0);
    return (memory + LINE - 1) & -LINE;
  }
}
