// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.Arrays;

/**
 * One recorder's calls past the budget of contexts. They are counted and timed by caller and
 * callee; while such a call is open it has a block like a context's, whose parents are the real
 * stack. Blocks are used again by the next call at the same depth, so memory stays bounded however
 * many paths a program takes, and closing one twice does no harm.
 *
 * <p>A call is primitive if no other activation of its method is open. To look for one among all
 * the callers would cost the depth of the stack each time. So each method and each edge knows how
 * many of its activations are open: on the path to {@link #base}, the context below which calls
 * past the budget were made last, and among the blocks. When such a call begins below another
 * context, the path is changed from the one to the other; it has as many steps as calls have begun
 * and ended meanwhile, or fewer.
 *
 * <p>Used by the recorder's thread; other threads read the counters.
 */
final class FlatCalls {
  /** Caller of the counters that say how many activations of a method are open. */
  private static final int ANY = -1;

  private final int recorder;
  private final long root;
  private final Arena arena;
  private final FlatCounters counters = new FlatCounters();

  /** The context whose path is in the counters' open activations. */
  private long base;

  /** How many blocks are, from the outermost. */
  private int opened;

  /** False while that changes, and if the stack has ended in the midst of it. */
  private boolean settled = true;

  /** By depth: blocks, and what the call there adds to. */
  private long[] blocks = new long[16];

  private long[] edges = new long[16];
  private long[] callees = new long[16];
  private boolean[] primitive = new boolean[16];
  private boolean[] edgePrimitive = new boolean[16];
  private boolean[] ended = new boolean[16];
  private int blocksMade;

  FlatCalls(int recorder, long root, Arena arena) {
    this.recorder = recorder;
    this.root = root;
    this.base = root;
    this.arena = arena;
  }

  /** Begin and end of each stretch of {@link FlatCounter}s; for any thread. */
  long[] counters() {
    return counters.stretches();
  }

  /** Counts a call of a bounded leaf: never open, it cannot be inside itself. */
  void count(long caller, int callee) {
    FlatCounter.addCall(counters.counter(Context.method(caller), callee), true, true);
  }

  /** Begins a call; the result is its block. */
  long begin(long caller, int callee) {
    int depth = Context.flat(caller) ? Context.flatDepth(caller) + 1 : 0;
    if (depth == blocksMade) {
      addBlock();
    }
    boolean rebuild = !settled;
    settled = false;
    if (rebuild) {
      counters.closeAll();
      base = root;
      opened = 0;
    }
    while (opened > depth) {
      opened--;
      open(edges[opened], -1);
      open(callees[opened], -1);
    }
    moveTo(depth == 0 ? caller : Context.parent(blocks[0]));
    while (opened < depth) { // Rebuilt, or ended although they had not.
      open(edges[opened], 1);
      open(callees[opened], 1);
      opened++;
    }
    long edge = counters.counter(Context.method(caller), callee);
    long any = counters.counter(ANY, callee);
    edges[depth] = edge;
    callees[depth] = any;
    primitive[depth] = FlatCounter.open(any) == 0;
    edgePrimitive[depth] = FlatCounter.open(edge) == 0;
    ended[depth] = false;
    open(edge, 1);
    open(any, 1);
    opened = depth + 1;
    settled = true;
    FlatCounter.addCall(edge, primitive[depth], edgePrimitive[depth]);
    long block = blocks[depth];
    Context.createFlat(block, recorder, caller, callee, depth, block + Context.BYTES);
    return block;
  }

  /** Ends a call, which took {@code nanos}, and books what was charged to it. */
  void end(long block, long nanos) {
    int depth = Context.flatDepth(block);
    if (ended[depth]) {
      return; // By a probe that then ran out of stack.
    }
    ended[depth] = true;
    FlatCounter.addNanos(
        edges[depth],
        Context.selfNanos(block),
        primitive[depth] ? nanos : 0,
        edgePrimitive[depth] ? nanos : 0);
    if (depth == 0) {
      Context.addFlatNanos(Context.parent(block), nanos);
    }
  }

  /** Changes which path is open. */
  private void moveTo(long context) {
    long from = base;
    long to = context;
    while (from != to) {
      if (Context.depth(from) >= Context.depth(to)) {
        openPath(from, -1);
        from = Context.parent(from);
      } else {
        openPath(to, 1);
        to = Context.parent(to);
      }
    }
    base = context;
  }

  private void openPath(long context, int more) {
    int callee = Context.method(context);
    open(counters.counter(Context.method(Context.parent(context)), callee), more);
    open(counters.counter(ANY, callee), more);
  }

  private static void open(long counter, int more) {
    FlatCounter.setOpen(counter, FlatCounter.open(counter) + more);
  }

  private void addBlock() {
    long block = arena.take(Context.BYTES + Context.TIMING_BYTES);
    if (blocksMade == blocks.length) {
      int more = blocksMade * 2;
      edges = Arrays.copyOf(edges, more);
      callees = Arrays.copyOf(callees, more);
      primitive = Arrays.copyOf(primitive, more);
      edgePrimitive = Arrays.copyOf(edgePrimitive, more);
      ended = Arrays.copyOf(ended, more);
      blocks = Arrays.copyOf(blocks, more); // Last: its length tells whether there is room.
    }
    blocks[blocksMade++] = block;
  }
}
