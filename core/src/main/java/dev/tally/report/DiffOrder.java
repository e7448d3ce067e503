// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.ChangedCalls;
import dev.tally.profile.Diff;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.SortKey;
import dev.tally.python.CodePoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** In which order a diff's tables have the methods: the largest change first, or by name. */
final class DiffOrder {
  private final Diff diff;
  private final DiffNames names;
  private final @Nullable SortKey key;

  /** By row, how far behind the first of the changes it is; the same large number if in none. */
  private final int[] place;

  /** What a table shows, and orders by if nobody says otherwise. */
  enum Measure {
    CALLS,
    TIME
  }

  /**
   * @param changes where calls changed: of methods with the same difference those come first
   */
  DiffOrder(Diff diff, DiffNames names, @Nullable SortKey key, List<ChangedCalls> changes) {
    this.diff = diff;
    this.names = names;
    this.key = key;
    place = new int[diff.size()];
    Arrays.fill(place, changes.size());
    for (int i = changes.size() - 1; i >= 0; i--) {
      place[changes.get(i).callee()] = i;
    }
  }

  /** What tables are ordered by, where somebody said so. */
  String label() {
    return key == null ? "" : ", by " + (isText() ? "" : "difference in ") + key.label();
  }

  /** The rows that pass, in order. */
  List<Integer> sorted(IntPredicate passes, Measure measure) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < diff.size(); row++) {
      if (passes.test(row)) {
        rows.add(row);
      }
    }
    SortKey by = key != null ? key : measure == Measure.CALLS ? SortKey.CALLS : SortKey.TIME;
    rows.sort(comparator(by).thenComparingInt(row -> place[row]));
    return rows;
  }

  private boolean isText() {
    return key == SortKey.FILENAME
        || key == SortKey.LINE
        || key == SortKey.NAME
        || key == SortKey.NFL
        || key == SortKey.STDNAME;
  }

  private Comparator<Integer> comparator(SortKey by) {
    return switch (by) {
      case CALLS -> largest(diff.before()::calls, diff.after()::calls);
      case PCALLS -> largest(diff.before()::primitiveCalls, diff.after()::primitiveCalls);
      case TIME -> largest(diff.before()::self, diff.after()::self);
      case CUMULATIVE -> largest(diff.before()::cumulative, diff.after()::cumulative);
      case FILENAME -> text(FunctionKey::file);
      case LINE -> Comparator.comparingInt(row -> names.key(row).line());
      case NAME -> text(FunctionKey::name);
      case NFL -> text(FunctionKey::name).thenComparing(row -> names.key(row));
      case STDNAME -> text(FunctionKey::label);
      case WAITING -> throw new IllegalArgumentException("a diff does not tell waiting apart");
    };
  }

  private static Comparator<Integer> largest(IntToLongFunction before, IntToLongFunction after) {
    return Comparator.comparingLong(
        row -> -Math.abs(after.applyAsLong(row) - before.applyAsLong(row)));
  }

  private Comparator<Integer> text(Function<FunctionKey, String> part) {
    return (a, b) -> CodePoints.compare(part.apply(names.key(a)), part.apply(names.key(b)));
  }
}
