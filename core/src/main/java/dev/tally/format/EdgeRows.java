// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.profile.Edges;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edges of a recording as its blocks arrive. */
final class EdgeRows {
  /** An edge on the heap: its row, its place in the index, and each number. */
  private static final int EDGE_BYTES = 32;

  private static final int NUMBERS = 3;

  private final ProtobufReader in;
  private final Allowance allowance;
  private final Metrics metrics = new Metrics();
  private final Edges.Builder edges = new Edges.Builder(metrics);
  private final long[] read = new long[TallyProto.MAX_BLOCK_CONTEXTS];
  private int size;

  EdgeRows(ProtobufReader in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /** Number of edges so far. */
  int size() {
    return size;
  }

  /** Reads a message of type {@code Edges}, which the caller has entered. */
  void readBlock(int methodCount, int metricCount) throws IOException {
    int[] caller = {};
    int[] edge = {};
    int metric = -1;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Edges.CALLER -> caller = indexes(methodCount + 1);
        case TallyProto.Edges.CALLEE -> edge = edges(caller, indexes(methodCount));
        case TallyProto.Edges.COLUMNS -> {
          long enclosing = in.enterMessage();
          metric = column(edge, metric, metricCount);
          in.leaveMessage(enclosing);
        }
        case TallyProto.Edges.ONLY_COUNTED -> {
          expect(edge.length, in.packed(read));
          for (int i = 0; i < edge.length; i++) {
            if (read[i] != 0) {
              edges.onlyCounted(edge[i]);
            }
          }
        }
        default -> in.skip();
      }
    }
  }

  Edges toEdges(List<Metric> all) {
    for (Metric metric : all) {
      metrics.add(metric);
    }
    return edges.build();
  }

  private int[] edges(int[] caller, int[] callee) throws IOException {
    expect(caller.length, callee.length);
    allowance.take((long) callee.length * EDGE_BYTES);
    int[] edge = new int[callee.length];
    for (int i = 0; i < edge.length; i++) {
      edge[i] = edges.edge(caller[i] - 1, callee[i]);
      if (edge[i] != size) {
        throw in.wrong("expected each pair of caller and callee once, found one again");
      }
      size++;
    }
    return edge;
  }

  private int column(int[] edge, int before, int metricCount) throws IOException {
    int metric = 0;
    long[] @Nullable [] numbers = new long[NUMBERS][];
    for (int field; (field = in.nextField()) != 0; ) {
      if (field == TallyProto.EdgeColumn.METRIC) {
        metric = in.index(metricCount, "a metric");
      } else if (field <= TallyProto.EdgeColumn.EDGE_CUMULATIVE) {
        expect(edge.length, in.packed(read));
        allowance.take((long) edge.length * 2 * Long.BYTES);
        long[] column = new long[edge.length];
        for (int i = 0; i < column.length; i++) {
          column[i] = ProtobufReader.unzigzag(read[i]);
        }
        numbers[field - TallyProto.EdgeColumn.SELF] = column;
      } else {
        in.skip();
      }
    }
    if (metric <= before || metricCount == 0) {
      throw in.wrong(
          "expected each metric once and in ascending order, found " + metric + " again");
    }
    for (int i = 0; i < edge.length; i++) {
      edges.add(edge[i], metric, at(numbers[0], i), at(numbers[1], i), at(numbers[2], i));
    }
    return metric;
  }

  private static long at(long @Nullable [] column, int i) {
    return column == null ? 0 : column[i];
  }

  private int[] indexes(int listSize) throws IOException {
    int[] index = new int[in.packed(read)];
    for (int i = 0; i < index.length; i++) {
      if (read[i] < 0 || read[i] >= listSize) {
        throw in.wrong("expected a method below " + listSize + ", found " + read[i]);
      }
      index[i] = (int) read[i];
    }
    return index;
  }

  private void expect(int wanted, int found) throws FormatException {
    if (wanted != found) {
      throw in.wrong("expected " + wanted + " numbers in a column of edges, found " + found);
    }
  }
}
