// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.floor;

import java.util.ArrayList;
import java.util.List;

/** The place of each method. */
public final class Counters {
  /** Incremented by woven code, from any thread, without synchronisation. */
  @SuppressWarnings("MutablePublicArray") // Woven code writes into it.
  public static final long[] CALLS = new long[1 << 17];

  private static final List<String> METHODS = new ArrayList<>();

  private Counters() {}

  static synchronized int place(String method) {
    METHODS.add(method);
    return METHODS.size() - 1;
  }

  /** A line a method: calls, a tab, the method. */
  static synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < METHODS.size(); i++) {
      lines.add(CALLS[i] + "\t" + METHODS.get(i));
    }
    return lines;
  }
}
