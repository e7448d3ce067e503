// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;
import java.util.Arrays;

/**
 * The edges of a table by their caller; the table itself has them by callee.
 *
 * <p>Stays with the table it was made of, and so does {@link Stats} after adding to it: pstats
 * shows callees as they were when it first showed any. Keys keep their numbers when tables are
 * added, so those of the grown table can be asked for here.
 */
final class Callees {
  private final FunctionTable table;

  /** By key, where its edges begin in {@link #edges}. */
  private final int[] first;

  private final int[] edges;
  private final int[] callees;

  Callees(FunctionTable table) {
    this.table = table;
    first = new int[table.keyCount() + 1];
    for (int f = 0; f < table.size(); f++) {
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        first[table.callerKey(e) + 1]++;
      }
    }
    for (int k = 1; k < first.length; k++) {
      first[k] += first[k - 1];
    }
    edges = new int[first[first.length - 1]];
    callees = new int[edges.length];
    int[] next = Arrays.copyOf(first, first.length);
    for (int f = 0; f < table.size(); f++) {
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        int slot = next[table.callerKey(e)]++;
        edges[slot] = e;
        callees[slot] = f;
      }
    }
  }

  FunctionTable table() {
    return table;
  }

  int first(int callerKey) {
    return callerKey < first.length - 1 ? first[callerKey] : 0;
  }

  int end(int callerKey) {
    return callerKey < first.length - 1 ? first[callerKey + 1] : 0;
  }

  int edge(int slot) {
    return edges[slot];
  }

  int callee(int slot) {
    return callees[slot];
  }
}
