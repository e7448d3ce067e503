// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The edges of a {@link FunctionTable}, in columns of primitives. The columns are cut into blocks,
 * so that nothing is copied when they grow: while a large profile is read, columns that grow by
 * being copied take more memory than all that is kept of it.
 */
final class EdgeColumns {
  private static final int BLOCK_BITS = 10;
  private static final int BLOCK_EDGES = 1 << BLOCK_BITS;

  private Block[] blocks = new Block[4];
  private int size;

  /** Edges that hold a number of calls and nothing else. */
  private final BitSet onlyCounted = new BitSet();

  private static final class Block {
    final int[] callerKey = new int[BLOCK_EDGES];
    final long[] calls = new long[BLOCK_EDGES];
    final long[] primitiveCalls = new long[BLOCK_EDGES];
    final double[] selfSeconds = new double[BLOCK_EDGES];
    final double[] cumulativeSeconds = new double[BLOCK_EDGES];
  }

  int size() {
    return size;
  }

  int callerKey(int edge) {
    return block(edge).callerKey[row(edge)];
  }

  long calls(int edge) {
    return block(edge).calls[row(edge)];
  }

  long primitiveCalls(int edge) {
    return block(edge).primitiveCalls[row(edge)];
  }

  double selfSeconds(int edge) {
    return block(edge).selfSeconds[row(edge)];
  }

  double cumulativeSeconds(int edge) {
    return block(edge).cumulativeSeconds[row(edge)];
  }

  boolean isOnlyCounted(int edge) {
    return onlyCounted.get(edge);
  }

  /** Adds an edge without numbers, and gives its own. */
  int add(int callerKey) {
    if (row(size) == 0) {
      int block = size >>> BLOCK_BITS;
      if (block == blocks.length) {
        blocks = Arrays.copyOf(blocks, block * 2);
      }
      blocks[block] = new Block();
    }
    block(size).callerKey[row(size)] = callerKey;
    return size++;
  }

  void set(int edge, long calls, long primitiveCalls, double self, double cumulative) {
    Block block = block(edge);
    int row = row(edge);
    block.calls[row] = calls;
    block.primitiveCalls[row] = primitiveCalls;
    block.selfSeconds[row] = self;
    block.cumulativeSeconds[row] = cumulative;
    onlyCounted.clear(edge);
  }

  void setOnlyCounted(int edge, long calls) {
    set(edge, calls, 0, 0, 0);
    onlyCounted.set(edge);
  }

  private Block block(int edge) {
    return blocks[edge >>> BLOCK_BITS];
  }

  private static int row(int edge) {
    return edge & (BLOCK_EDGES - 1);
  }
}
