// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionNames;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.SortKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * The numbers of a profile's functions under names that stay: columns of {@link CsvWriter}, fields
 * of {@link FunctionsJson}. What a profile does not know has no column.
 */
final class FunctionColumns {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * One number of each function.
   *
   * @param name as {@code docs/formats.md} lists it
   * @param of a function of the table
   */
  record Column(String name, IntToLongFunction of) {}

  private final Profile profile;
  private final FunctionTable table;
  private final List<Column> columns = new ArrayList<>();

  private FunctionColumns(Contents contents) {
    profile = contents.profile();
    table = contents.functions();
    if (hasCalls()) {
      columns.add(new Column("calls", table::calls));
      columns.add(new Column("primitiveCalls", table::primitiveCalls));
    }
    if (hasTimes()) {
      columns.add(new Column("selfNanos", f -> nanos(table.selfSeconds(f))));
      columns.add(new Column("cumulativeNanos", f -> nanos(table.cumulativeSeconds(f))));
    }
    // Of samples the error is not what a table has, and 0 would be said to be measured.
    if (hasTimes() && !contents.isTable() && !table.sampled()) {
      columns.add(new Column("errorNanos", f -> nanos(table.errorSeconds(f))));
      columns.add(new Column("cumulativeErrorNanos", f -> nanos(table.cumulativeErrorSeconds(f))));
    }
    addFurtherMetrics();
  }

  static FunctionColumns of(Contents contents) {
    return new FunctionColumns(contents);
  }

  Profile profile() {
    return profile;
  }

  FunctionTable table() {
    return table;
  }

  List<Column> columns() {
    return columns;
  }

  boolean hasCalls() {
    return profile.has(Metric.CALLS);
  }

  boolean hasTimes() {
    return profile.has(Metric.TIME);
  }

  /** The functions, the largest first. */
  int[] order() {
    Integer[] order = new Integer[table.size()];
    Arrays.setAll(order, f -> f);
    Arrays.sort(order, (hasTimes() ? SortKey.CUMULATIVE : SortKey.CALLS).comparator(table));
    return Arrays.stream(order).mapToInt(f -> f).toArray();
  }

  static long nanos(double seconds) {
    return Math.round(seconds * NANOS_PER_SECOND);
  }

  private void addFurtherMetrics() {
    Map<FunctionKey, Integer> functionOf = new HashMap<>();
    for (int f = 0; f < table.size(); f++) {
      functionOf.put(table.key(f), f);
    }
    int[] rowOf = new int[profile.methods().size()];
    for (int m = 0; m < rowOf.length; m++) {
      // A method that only calls others has no row; its own numbers are all 0.
      FunctionKey key = FunctionNames.of(profile.methods().get(m));
      rowOf[m] = functionOf.getOrDefault(key, table.size());
    }
    for (Metric metric : profile.metrics()) {
      boolean known = metric.isSame(Metric.CALLS) || metric.isSame(Metric.TIME);
      if (!known && !metric.isSame(Metric.EDGE_TIME)) {
        MethodStats stats = MethodStats.of(profile, metric, rowOf, table.size() + 1);
        String name = name(metric);
        columns.add(new Column("self" + name, stats::self));
        columns.add(new Column("cumulative" + name, stats::cumulative));
      }
    }
  }

  /** {@code allocated} in bytes becomes {@code AllocatedBytes}, hits {@code Hits}. */
  private static String name(Metric metric) {
    StringBuilder name = new StringBuilder();
    String unit =
        switch (metric.unit()) {
          case Metric.COUNT -> "";
          case Metric.NANOSECONDS -> "nanos";
          default -> metric.unit();
        };
    for (String word : (metric.name() + " " + unit).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        name.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
        name.append(word, word.offsetByCodePoints(0, 1), word.length());
      }
    }
    return name.toString();
  }
}
