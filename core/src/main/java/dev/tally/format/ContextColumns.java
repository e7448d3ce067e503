// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of a recording as its blocks arrive. Blocks are kept at the size they have and
 * joined at the end, column by column, each column's blocks let go before the next is joined: so
 * reading takes hardly more memory than the tree that comes out.
 */
final class ContextColumns {
  /** A block's arrays and list entries on the heap, without their contents. */
  private static final int BLOCK_BYTES = 256;

  private final ProtobufReader in;
  private final Allowance allowance;

  /** One column of the block being read. */
  private final long[] read = new long[TallyProto.MAX_BLOCK_CONTEXTS];

  private final List<int[]> parents = new ArrayList<>();

  /** Of outermost contexts only; the others' are their parents'. */
  private final List<int[]> rootThreads = new ArrayList<>();

  private final List<int[]> frames = new ArrayList<>();

  /** By metric. */
  private final List<LongBlocks> values = new ArrayList<>();

  private final List<LongBlocks> errors = new ArrayList<>();

  private final BitSet divided = new BitSet();

  private int size;

  ContextColumns(ProtobufReader in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /** Number of contexts so far. */
  int size() {
    return size;
  }

  /** Reads a message of type {@code Contexts}, which the caller has entered. */
  void readBlock(int frameCount, int threadCount, int metricCount) throws IOException {
    while (values.size() < metricCount) {
      values.add(new LongBlocks(in, allowance));
      errors.add(new LongBlocks(in, allowance));
    }
    int[] parent = null;
    int[] thread = {};
    int[] frame = null;
    int roots = 0;
    int metric = -1;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Contexts.PARENT_DISTANCE -> {
          once(parent, "parents");
          parent = parents(in.packed(read));
          roots = roots(parent);
          allowance.take(BLOCK_BYTES + (long) parent.length * Allowance.CONTEXT_BYTES);
          for (int m = 0; m < metricCount; m++) {
            values.get(m).takeRows(parent.length);
            errors.get(m).takeRows(parent.length);
          }
        }
        case TallyProto.Contexts.THREAD -> {
          once(thread.length == 0 ? null : thread, "threads");
          thread = indexes(in.packed(read), threadCount, "a thread");
        }
        case TallyProto.Contexts.FRAME -> {
          once(frame, "frames");
          frame = indexes(in.packed(read), frameCount, "a frame");
        }
        case TallyProto.Contexts.COLUMNS -> {
          long enclosing = in.enterMessage();
          metric = column(parent == null ? 0 : parent.length, metric, metricCount);
          in.leaveMessage(enclosing);
        }
        case TallyProto.Contexts.DIVIDED -> {
          expect(parent == null ? 0 : parent.length, in.packed(read), "words on what was divided");
          for (int c = 0; parent != null && c < parent.length; c++) {
            divided.set(size + c, read[c] != 0);
          }
        }
        default -> in.skip();
      }
    }
    int count = parent == null ? 0 : parent.length;
    expect(roots, thread.length, "threads of outermost contexts");
    expect(count, frame == null ? 0 : frame.length, "frames");
    if (count > 0) {
      parents.add(parent);
      rootThreads.add(thread);
      frames.add(frame);
      size += count;
    }
  }

  /** Reads a message of type {@code Column}; gives its metric. */
  private int column(int count, int before, int metricCount) throws IOException {
    int metric = 0;
    boolean any = false;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Column.METRIC -> metric = in.index(metricCount, "a metric");
        case TallyProto.Column.VALUES, TallyProto.Column.ERRORS -> {
          if ((!any && metric <= before) || metricCount == 0) {
            throw in.wrong(
                "expected each metric once and in ascending order, found " + metric + " again");
          }
          any = true;
          boolean isValue = field == TallyProto.Column.VALUES;
          expect(count, in.packed(read), isValue ? "values" : "errors");
          (isValue ? values : errors).get(metric).add(read, count, size, isValue);
        }
        default -> in.skip();
      }
    }
    return any ? metric : before;
  }

  CallTree toTree(List<Metric> metrics) {
    int[] parent = joined(parents);
    int[] rootThread = joined(rootThreads);
    int[] thread = new int[size];
    int root = 0;
    for (int c = 0; c < size; c++) {
      thread[c] = parent[c] == CallTree.ROOT ? rootThread[root++] : thread[parent[c]];
    }
    return CallTree.ofColumns(
        metrics,
        parent,
        thread,
        joined(frames),
        LongBlocks.joined(values, metrics.size(), size),
        LongBlocks.joined(errors, metrics.size(), size),
        divided);
  }

  private int[] parents(int count) throws FormatException {
    int[] parent = new int[count];
    for (int i = 0; i < count; i++) {
      long distance = read[i];
      if (distance < 0 || distance > size + i) {
        throw in.wrong(
            "expected the parent of context "
                + (size + i)
                + " among those before it, found one "
                + distance
                + " before");
      }
      parent[i] = distance == 0 ? CallTree.ROOT : (int) (size + i - distance);
    }
    return parent;
  }

  private static int roots(int[] parent) {
    int roots = 0;
    for (int p : parent) {
      roots += p == CallTree.ROOT ? 1 : 0;
    }
    return roots;
  }

  private int[] indexes(int count, int listSize, String what) throws FormatException {
    int[] index = new int[count];
    for (int i = 0; i < count; i++) {
      if (read[i] < 0 || read[i] >= listSize) {
        throw in.wrong("expected " + what + " below " + listSize + ", found " + read[i]);
      }
      index[i] = (int) read[i];
    }
    return index;
  }

  private void once(int @Nullable [] column, String what) throws FormatException {
    if (column != null) {
      throw in.wrong("expected each column of a block once, found " + what + " again");
    }
  }

  private void expect(int wanted, int found, String what) throws FormatException {
    if (wanted != found) {
      throw in.wrong("expected " + wanted + " " + what + ", found " + found);
    }
  }

  private static int[] joined(List<int[]> blocks) {
    int length = 0;
    for (int[] block : blocks) {
      length += block.length;
    }
    int[] joined = new int[length];
    int at = 0;
    for (int[] block : blocks) {
      System.arraycopy(block, 0, joined, at, block.length);
      at += block.length;
    }
    blocks.clear();
    return joined;
  }
}
