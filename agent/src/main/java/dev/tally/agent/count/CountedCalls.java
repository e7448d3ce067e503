// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.count;

import java.util.Arrays;

/**
 * What a count has found: a call tree, a caller's row before its callees'. In arrays, because
 * {@code dev.tally.Tally} reads it, which shares no class with us. Used by one thread.
 */
final class CountedCalls {
  private int size;
  private int[] method = new int[64];
  private int[] parent = new int[64];
  private long[] calls = new long[64];
  private boolean[] shared = new boolean[64];

  /**
   * Adds a row.
   *
   * @param above row of the caller, -1 for none
   * @param mayBeOthers whether these calls may be another count's
   */
  int add(int above, int methodId, long callsOfIt, boolean mayBeOthers) {
    if (size == method.length) {
      method = Arrays.copyOf(method, size * 2);
      parent = Arrays.copyOf(parent, size * 2);
      calls = Arrays.copyOf(calls, size * 2);
      shared = Arrays.copyOf(shared, size * 2);
    }
    method[size] = methodId;
    parent[size] = above;
    calls[size] = callsOfIt;
    shared[size] = mayBeOthers;
    return size++;
  }

  /** Columns: ids of methods, rows of callers, calls, whether they may be another count's. */
  Object[] columns() {
    return new Object[] {
      Arrays.copyOf(method, size),
      Arrays.copyOf(parent, size),
      Arrays.copyOf(calls, size),
      Arrays.copyOf(shared, size)
    };
  }
}
