// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.ChangedCalls;
import dev.tally.profile.Diff;
import dev.tally.profile.Metric;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DiffReport} says, for scripts: which methods and places, in which order; their
 * numbers are the {@link Diff}'s. All of them, unless restrictions say otherwise.
 */
public final class DiffData {
  private final DiffNames names;
  private final DiffRows rows;
  private final DiffTimes times;
  private final List<ChangedCalls> allChanges;
  private final List<Integer> allMethods;

  /**
   * @param key what to order methods by the difference of, or names themselves by; null for calls
   * @param restrictions apply to places and methods alike
   */
  public DiffData(Diff diff, @Nullable SortKey key, List<Restriction> restrictions) {
    names = new DiffNames(diff);
    rows = new DiffRows(restrictions, names.labels());
    boolean places = diff.second().has(Metric.CALLS) && diff.callsDiffer();
    allChanges = places ? diff.changedCalls() : List.of();
    DiffOrder order = new DiffOrder(diff, names, key, allChanges);
    times = new DiffTimes(diff, names, rows, order, false);
    boolean timed = DiffTimes.areKnown(diff);
    allMethods =
        order.sorted(
            row -> diff.moreCalls(row) != 0 || (timed && times.differ(row)),
            DiffOrder.Measure.CALLS);
  }

  /** What to say of restrictions that cannot be used. */
  public List<String> complaints() {
    return rows.complaints();
  }

  /** Places where calls changed, the largest effect first. */
  public List<ChangedCalls> changes() {
    return rows.of(allChanges, DiffReport::methods);
  }

  /** How many there are without restrictions. */
  public int changeCount() {
    return allChanges.size();
  }

  /** Methods whose calls differ, or whose times do by more than the errors. */
  public List<Integer> methods() {
    return rows.of(allMethods, List::of);
  }

  /** How many there are without restrictions. */
  public int methodCount() {
    return allMethods.size();
  }

  /** Whether a method's times differ by more than the errors of both profiles. */
  public boolean timesDiffer(int row) {
    return times.differ(row);
  }

  /** What a method is called. */
  public FunctionKey key(int row) {
    return names.key(row);
  }
}
