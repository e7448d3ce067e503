// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Arrays;

/**
 * Numbers pairs of caller and callee from 0 on, in the order in which they are first asked for. A
 * table of primitives, since it is asked once per context.
 */
final class EdgeIndex {
  private int[] callers = new int[64];
  private int[] callees = new int[64];
  private int size;

  /** Open addressing: number of the pair + 1, or 0. Its length is a power of two. */
  private int[] table = new int[128];

  int size() {
    return size;
  }

  /** By number; longer than {@link #size}. Not to be changed. */
  int[] callers() {
    return callers;
  }

  int[] callees() {
    return callees;
  }

  int caller(int edge) {
    return callers[edge];
  }

  int callee(int edge) {
    return callees[edge];
  }

  /** The number of a pair, -1 if it was never asked for by {@link #number}. */
  int find(int caller, int callee) {
    return table[slot(table, caller, callee)] - 1;
  }

  int number(int caller, int callee) {
    int slot = slot(table, caller, callee);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if (size == callers.length) {
      grow();
      slot = slot(table, caller, callee);
    }
    callers[size] = caller;
    callees[size] = callee;
    table[slot] = size + 1;
    return size++;
  }

  /** Where the pair is, or would be. */
  private int slot(int[] slots, int caller, int callee) {
    int mask = slots.length - 1;
    long mixed = (((long) caller << 32) | callee) * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (slots[slot] != 0
        && (callers[slots[slot] - 1] != caller || callees[slots[slot] - 1] != callee)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] bigger = new int[table.length * 2];
    for (int edge = 0; edge < size; edge++) {
      bigger[slot(bigger, callers[edge], callees[edge])] = edge + 1;
    }
    table = bigger;
    callers = Arrays.copyOf(callers, bigger.length / 2);
    callees = Arrays.copyOf(callees, bigger.length / 2);
  }
}
