// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;

/**
 * Memory outside the heap for one recorder's contexts, handed out from ever larger chunks and never
 * given back. Zeroed, and aligned to cache lines where the size is a multiple of one. Used by the
 * recorder's thread.
 */
final class Arena {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final int LINE = 64;

  /** Small at first: a hundred thousand blocked virtual threads have a recorder each. */
  private static final int FIRST_CHUNK = 1 << 10;

  private static final int LARGEST_CHUNK = 1 << 20;

  private long next;
  private long end;
  private long chunk = FIRST_CHUNK;

  /** Takes a number of bytes, a multiple of 8; throws OutOfMemoryError if there are none. */
  long take(long bytes) {
    long start = bytes % LINE == 0 ? (next + LINE - 1) & -LINE : next;
    if (start + bytes > end) {
      long size = Math.max(chunk, bytes);
      start = aligned(size);
      end = start + size;
      chunk = Math.min(chunk * 2, LARGEST_CHUNK);
    }
    next = start + bytes;
    return start;
  }

  /** Zeroed memory of its own, beginning at a cache line. */
  static long aligned(long bytes) {
    long memory = UNSAFE.allocateMemory(bytes + LINE);
    UNSAFE.setMemory(memory, bytes + LINE, (byte) 0);
    return (memory + LINE - 1) & -LINE;
  }
}
