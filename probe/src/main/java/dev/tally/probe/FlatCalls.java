// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.Arrays;

/**
 * One recorder's calls past the budget of contexts. They are counted and timed by caller and
 * callee; while such a call is open it has a block like a context's, whose parents are the real
 * stack, which tells whether the call is primitive.
 *
 * <p>Blocks are used again by the next call at the same depth, so memory stays bounded however many
 * paths a program takes, and closing one twice does no harm. Used by the recorder's thread; other
 * threads read the counters.
 */
final class FlatCalls {
  private final long recorder;
  private final Arena arena;

  /** Open-addressed by caller and callee. */
  private FlatCounter[] table = new FlatCounter[64];

  private int counters;
  private volatile FlatCounter first;

  /** By depth: blocks, and what the open call there adds to. */
  private long[] blocks = new long[16];

  private FlatCounter[] openCounter = new FlatCounter[16];
  private boolean[] primitive = new boolean[16];
  private boolean[] edgePrimitive = new boolean[16];
  private int blocksMade;

  FlatCalls(long recorder, Arena arena) {
    this.recorder = recorder;
    this.arena = arena;
  }

  /** The counters, linked by {@link FlatCounter#next}; null if there is none. */
  FlatCounter first() {
    return first;
  }

  /** Counts a call of a bounded leaf: never open, it cannot be inside itself. */
  void count(long caller, int callee) {
    FlatCounter counter = counter(Context.method(caller), callee);
    counter.calls++;
    counter.primitiveCalls++;
    counter.edgePrimitiveCalls++;
  }

  /** Begins a call; the result is its block. */
  long begin(long caller, int callee) {
    FlatCounter counter = counter(Context.method(caller), callee);
    int depth = Context.flat(caller) ? Context.flatDepth(caller) + 1 : 0;
    if (depth == blocksMade) {
      addBlock();
    }
    boolean open = false;
    boolean edgeOpen = false;
    for (long c = caller; Context.parent(c) != 0 && !edgeOpen; c = Context.parent(c)) {
      if (Context.method(c) == callee) {
        open = true;
        edgeOpen = Context.method(Context.parent(c)) == counter.caller;
      }
    }
    openCounter[depth] = counter;
    primitive[depth] = !open;
    edgePrimitive[depth] = !edgeOpen;
    counter.calls++;
    counter.primitiveCalls += open ? 0 : 1;
    counter.edgePrimitiveCalls += edgeOpen ? 0 : 1;
    long block = blocks[depth];
    Context.createFlat(block, recorder, caller, callee, depth, block + Context.BYTES);
    return block;
  }

  /** Ends a call, which took {@code nanos}, and books what was charged to it. */
  void end(long block, long nanos) {
    int depth = Context.flatDepth(block);
    FlatCounter counter = openCounter[depth];
    if (counter == null) {
      return; // It has been ended before, by a probe that then ran out of stack.
    }
    openCounter[depth] = null;
    counter.selfNanos += Context.selfNanos(block);
    if (primitive[depth]) {
      counter.cumulativeNanos += nanos;
    }
    if (edgePrimitive[depth]) {
      counter.edgeCumulativeNanos += nanos;
    }
    if (depth == 0) {
      Context.addFlatNanos(Context.parent(block), nanos);
    }
  }

  private void addBlock() {
    long block = arena.take(Context.BYTES + Context.TIMING_BYTES);
    if (blocksMade == blocks.length) {
      int more = blocksMade * 2;
      blocks = Arrays.copyOf(blocks, more);
      openCounter = Arrays.copyOf(openCounter, more);
      primitive = Arrays.copyOf(primitive, more);
      edgePrimitive = Arrays.copyOf(edgePrimitive, more);
    }
    blocks[blocksMade++] = block;
  }

  private FlatCounter counter(int caller, int callee) {
    if (counters * 2 >= table.length) {
      FlatCounter[] bigger = new FlatCounter[table.length * 2];
      for (FlatCounter c : table) {
        if (c != null) {
          bigger[slot(bigger, c.caller, c.callee)] = c;
        }
      }
      table = bigger;
    }
    int slot = slot(table, caller, callee);
    FlatCounter counter = table[slot];
    if (counter == null) {
      counter = new FlatCounter(caller, callee, first);
      table[slot] = counter;
      first = counter;
      counters++;
    }
    return counter;
  }

  private static int slot(FlatCounter[] table, int caller, int callee) {
    int mask = table.length - 1;
    int hash = caller * 0x9E3779B1 + callee * 0x85EBCA6B;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (table[slot] != null && (table[slot].caller != caller || table[slot].callee != callee)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
