// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.profile.CallTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The contexts of a recording as its blocks arrive. Blocks are kept at the size they have and
 * joined at the end, column by column, each column's blocks let go before the next is joined: so
 * reading takes hardly more memory than the tree that comes out.
 */
final class ContextColumns {
  /** A block's arrays and list entries on the heap, without their contents. */
  private static final int BLOCK_BYTES = 256;

  /** A row of {@link CallTree} on the heap. */
  private static final int CONTEXT_BYTES = 3 * Integer.BYTES + 5 * Long.BYTES;

  private static final int THREAD = TallyProto.Contexts.THREAD;

  private static final int COLUMNS = TallyProto.Contexts.FLAT_NANOS + 1;

  /** The columns of the block being read, by field number, as they stand in the file. */
  private final long[][] block = new long[COLUMNS][TallyFormat.MAX_BLOCK_CONTEXTS];

  private final int[] lengths = new int[COLUMNS];

  private final Allowance allowance;

  private final List<int[]> parents = new ArrayList<>();

  /** Of outermost contexts only; the others' are their parents'. */
  private final List<int[]> rootThreads = new ArrayList<>();

  private final List<int[]> methods = new ArrayList<>();
  private final List<long[]> calls = new ArrayList<>();
  private final List<long[]> selfNanos = new ArrayList<>();
  private final List<long[]> errorNanos = new ArrayList<>();
  private final List<long[]> hits = new ArrayList<>();
  private final List<long[]> flatNanos = new ArrayList<>();
  private int size;

  ContextColumns(Allowance allowance) {
    this.allowance = allowance;
  }

  /** Reads a message of type {@code Contexts}, which the caller has entered. */
  void readBlock(ProtobufReader in, int methodCount, int threadCount) throws IOException {
    Arrays.fill(lengths, 0);
    for (int field; (field = in.nextField()) != 0; ) {
      if (field >= COLUMNS) {
        in.skip();
      } else if (lengths[field] == 0) {
        lengths[field] = in.packed(block[field]);
      } else {
        throw in.wrong("expected each column of a block once, found field " + field + " again");
      }
    }
    int count = lengths[TallyProto.Contexts.PARENT_DISTANCE];
    allowance.take(BLOCK_BYTES + (long) count * CONTEXT_BYTES);
    parents.add(parentsOf(in, count));
    rootThreads.add(indexes(in, lengths[THREAD], THREAD, threadCount));
    methods.add(indexes(in, count, TallyProto.Contexts.METHOD, methodCount));
    calls.add(plain(in, count, TallyProto.Contexts.CALLS));
    selfNanos.add(signed(in, count, TallyProto.Contexts.SELF_NANOS));
    errorNanos.add(plain(in, count, TallyProto.Contexts.ERROR_NANOS));
    hits.add(plain(in, count, TallyProto.Contexts.HITS));
    flatNanos.add(signed(in, count, TallyProto.Contexts.FLAT_NANOS));
    size += count;
  }

  CallTree toTree() {
    int[] parent = joinInts(parents);
    int[] rootThread = joinInts(rootThreads);
    int[] thread = new int[size];
    int root = 0;
    for (int c = 0; c < size; c++) {
      thread[c] = parent[c] == CallTree.ROOT ? rootThread[root++] : thread[parent[c]];
    }
    return CallTree.ofColumns(
        parent,
        thread,
        joinInts(methods),
        joinLongs(calls),
        joinLongs(selfNanos),
        joinLongs(errorNanos),
        joinLongs(hits),
        joinLongs(flatNanos));
  }

  private int[] parentsOf(ProtobufReader in, int count) throws FormatException {
    long[] distances = block[TallyProto.Contexts.PARENT_DISTANCE];
    int[] parent = new int[count];
    int roots = 0;
    for (int i = 0; i < count; i++) {
      long distance = distances[i];
      if (distance < 0 || distance > size + i) {
        throw in.wrong(
            "expected the parent of context "
                + (size + i)
                + " among those before it, found one "
                + distance
                + " before");
      }
      parent[i] = distance == 0 ? CallTree.ROOT : (int) (size + i - distance);
      roots += distance == 0 ? 1 : 0;
    }
    if (roots != lengths[THREAD]) {
      throw in.wrong(
          "expected the threads of " + roots + " outermost contexts, found " + lengths[THREAD]);
    }
    return parent;
  }

  private int[] indexes(ProtobufReader in, int count, int field, int listSize)
      throws FormatException {
    long[] read = column(in, count, field);
    int[] index = new int[count];
    for (int i = 0; i < count; i++) {
      if (read[i] < 0 || read[i] >= listSize) {
        throw in.wrong(
            "expected indexes below " + listSize + " in field " + field + ", found " + read[i]);
      }
      index[i] = (int) read[i];
    }
    return index;
  }

  private long[] plain(ProtobufReader in, int count, int field) throws FormatException {
    // A column that is missing is all zeros.
    return lengths[field] == 0 ? new long[count] : Arrays.copyOf(column(in, count, field), count);
  }

  private long[] signed(ProtobufReader in, int count, int field) throws FormatException {
    long[] values = plain(in, count, field);
    for (int i = 0; i < count; i++) {
      values[i] = ProtobufReader.unzigzag(values[i]);
    }
    return values;
  }

  private long[] column(ProtobufReader in, int count, int field) throws FormatException {
    if (lengths[field] != count) {
      throw in.wrong(
          "expected " + count + " numbers in field " + field + ", found " + lengths[field]);
    }
    return block[field];
  }

  private static int[] joinInts(List<int[]> blocks) {
    int length = 0;
    for (int[] part : blocks) {
      length += part.length;
    }
    int[] joined = new int[length];
    int at = 0;
    for (int[] part : blocks) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    blocks.clear();
    return joined;
  }

  private long[] joinLongs(List<long[]> blocks) {
    long[] joined = new long[size];
    int at = 0;
    for (long[] part : blocks) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    blocks.clear();
    return joined;
  }
}
