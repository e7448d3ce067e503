// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.ProtobufReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of numbers as its blocks arrive; blocks that are all zeros may be missing. */
final class LongBlocks {
  private final ProtobufReader in;
  private final Allowance allowance;
  private final List<long[]> blocks = new ArrayList<>();

  /** The row at which each block begins. */
  private final List<Integer> begins = new ArrayList<>();

  LongBlocks(ProtobufReader in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /** Asks for the memory of so many rows more, if there are any numbers: zeros take it too. */
  void takeRows(int more) throws FormatException {
    if (!blocks.isEmpty()) {
      allowance.take((long) more * Long.BYTES);
    }
  }

  /**
   * Adds the numbers of a block, which are zigzag if {@code signed}.
   *
   * @param begin the row of the first
   */
  void add(long[] read, int count, int begin, boolean signed) throws IOException {
    if (!begins.isEmpty() && begins.get(begins.size() - 1) == begin) {
      throw in.wrong("expected each column of a block once, found one again");
    }
    if (blocks.isEmpty()) {
      // A column that begins late is zeros up to there, which take memory too.
      allowance.take((long) (begin + count) * Long.BYTES);
    }
    long[] block = Arrays.copyOf(read, count);
    for (int i = 0; i < count; i++) {
      if (signed) {
        block[i] = ProtobufReader.unzigzag(block[i]);
      } else if (block[i] < 0) {
        throw wrongSign();
      }
    }
    blocks.add(block);
    begins.add(begin);
  }

  private FormatException wrongSign() {
    return in.wrong("expected no negative error, found one");
  }

  /** The columns of so many metrics, each of so many rows; null where all is zero. */
  static long[] @Nullable [] joined(List<LongBlocks> columns, int metrics, int rows) {
    long[][] joined = new long[metrics][];
    for (int m = 0; m < Math.min(metrics, columns.size()); m++) {
      joined[m] = columns.get(m).join(rows);
    }
    return joined;
  }

  private long @Nullable [] join(int rows) {
    if (blocks.isEmpty()) {
      return null;
    }
    long[] joined = new long[rows];
    for (int b = 0; b < blocks.size(); b++) {
      System.arraycopy(blocks.get(b), 0, joined, begins.get(b), blocks.get(b).length);
    }
    blocks.clear();
    return joined;
  }
}
