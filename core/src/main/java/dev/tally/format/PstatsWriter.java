// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.MarshalWriter;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The writing half of {@link PstatsFormat}. */
final class PstatsWriter {
  private static final int NOT_YET = -1;

  private final FunctionTable table;
  private final MarshalWriter out;

  /** By number of a key, what it is remembered as. */
  private final int[] keys;

  private final Map<String, Integer> files = new HashMap<>();

  private PstatsWriter(FunctionTable table, MarshalWriter out) {
    this.table = table;
    this.out = out;
    keys = new int[table.keyCount()];
    Arrays.fill(keys, NOT_YET);
  }

  static void write(FunctionTable table, OutputStream out) throws IOException {
    new PstatsWriter(table, new MarshalWriter(out)).write();
  }

  private void write() throws IOException {
    out.dictionary();
    if (table.sampled()) {
      out.tuple(1);
      out.text(PstatsFormat.SAMPLED);
      out.bool(true);
    }
    for (int f = 0; f < table.size(); f++) {
      key(table.keyOf(f));
      out.tuple(5);
      out.integer(table.primitiveCalls(f));
      out.integer(table.calls(f));
      out.real(table.selfSeconds(f));
      out.real(table.cumulativeSeconds(f));
      out.dictionary();
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        key(table.callerKey(e));
        edge(e);
      }
      out.endDictionary();
    }
    out.endDictionary();
  }

  private void edge(int e) throws IOException {
    if (table.isOnlyCounted(e)) {
      out.integer(table.edgeCalls(e));
      return;
    }
    out.tuple(4);
    out.integer(table.edgeCalls(e));
    out.integer(table.edgePrimitiveCalls(e));
    out.real(table.edgeSelfSeconds(e));
    out.real(table.edgeCumulativeSeconds(e));
  }

  private void key(int number) throws IOException {
    if (keys[number] != NOT_YET) {
      out.reference(keys[number]);
      return;
    }
    FunctionKey key = table.keyAt(number);
    keys[number] = out.remember();
    out.tuple(3);
    Integer file = files.get(key.file());
    if (file == null) {
      files.put(key.file(), out.remember());
      out.text(key.file());
    } else {
      out.reference(file);
    }
    out.integer(key.line());
    out.text(key.name());
  }
}
