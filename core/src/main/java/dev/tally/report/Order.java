// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.SortKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.StringJoiner;

/** Functions in the order that somebody asked for. */
final class Order {
  private final SortKey key;
  private final int[] functions;
  private final String label;

  private Order(SortKey key, int[] functions, String label) {
    this.key = key;
    this.functions = functions;
    this.label = label;
  }

  /** The first of the keys. */
  SortKey key() {
    return key;
  }

  /** Indices into the table; not to be changed. */
  int[] functions() {
    return functions;
  }

  /** The keys as a report names them. */
  String label() {
    return label;
  }

  /** Stable: functions that compare equal stay in the order of the table. */
  static Order of(FunctionTable table, List<SortKey> keys) {
    Comparator<Integer> comparator = keys.get(0).comparator(table);
    // A key that comes again decides nothing; thousands of them would only use up the stack.
    for (SortKey key : new LinkedHashSet<>(keys)) {
      comparator = comparator.thenComparing(key.comparator(table));
    }
    StringJoiner label = new StringJoiner(", ");
    for (SortKey key : keys) {
      label.add(key.label());
    }
    Integer[] sorted = new Integer[table.size()];
    Arrays.setAll(sorted, f -> f);
    Arrays.sort(sorted, comparator);
    int[] functions = new int[sorted.length];
    for (int i = 0; i < functions.length; i++) {
      functions[i] = sorted[i];
    }
    return new Order(keys.get(0), functions, label.toString());
  }

  Order reversed() {
    int[] reversed = new int[functions.length];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = functions[functions.length - 1 - i];
    }
    return new Order(key, reversed, label);
  }
}
