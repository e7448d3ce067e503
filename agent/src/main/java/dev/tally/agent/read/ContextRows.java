// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.read;

import dev.tally.probe.Context;
import java.util.TreeMap;

/**
 * The row of each context of one recorder, by address. Contexts lie side by side in a few stretches
 * of memory, so that one number for each will do. Used by one thread.
 */
final class ContextRows {
  private final TreeMap<Long, Stretch> byBegin = new TreeMap<>();

  /** The one that was looked in last: a caller often lies near its callee. */
  private Stretch last = new Stretch(0, 0, 0);

  private int[] rows = new int[256];

  /**
   * Contexts from one address to before another.
   *
   * @param before how many contexts lie in other stretches before
   */
  private record Stretch(long begin, long end, int before) {}

  /**
   * Forgets all rows, and makes room for others.
   *
   * @param stretches see {@link dev.tally.probe.Recorder#contexts}
   * @return for how many contexts there is room
   */
  int reset(long[] stretches) {
    byBegin.clear();
    int size = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      last = new Stretch(stretches[i], stretches[i + 1], size);
      byBegin.put(last.begin, last);
      size += (int) ((last.end - last.begin) / Context.BYTES);
    }
    if (rows.length < size) {
      rows = new int[Math.max(size, rows.length * 2)];
    }
    return size;
  }

  void put(long context, int row) {
    rows[index(context)] = row;
  }

  /** The row that was put for a context. */
  int of(long context) {
    return rows[index(context)];
  }

  private int index(long context) {
    if (context < last.begin || context >= last.end) {
      last = byBegin.floorEntry(context).getValue();
    }
    return last.before + (int) ((context - last.begin) / Context.BYTES);
  }
}
