// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Comparator;
import java.util.List;

/**
 * Calls of one method from another that are made more often, or less often, each time the caller is
 * called. So a query that moved into a loop is told apart from the 40 methods below it, which run a
 * thousand times as often for no reason of their own.
 *
 * <p>All numbers are of the paths on which that is so: calls from the same caller on other paths
 * are not in them. {@link Diff#changedCalls} finds them.
 *
 * @param callers who called, on the path with the largest change: rows of {@link Diff}, the nearest
 *     first, at most 100; none for a thread's outermost calls
 * @param callee the row of the method that was called
 * @param before calls before
 * @param after calls after
 * @param callerBefore how often the nearest caller was called
 * @param callerAfter likewise, after
 * @param moreBelow how many calls more there are below the callee; 0 where that is not known
 * @param effect how many calls more there are in all that would not be there if nothing but this
 *     had stayed as it was; an estimate, for the order
 */
public record ChangedCalls(
    List<Integer> callers,
    int callee,
    long before,
    long after,
    long callerBefore,
    long callerAfter,
    long moreBelow,
    double effect) {

  private static final Comparator<ChangedCalls> LARGEST_FIRST =
      Comparator.comparingDouble((ChangedCalls changed) -> -Math.abs(changed.effect))
          .thenComparingInt(changed -> changed.callee);

  public ChangedCalls {
    callers = List.copyOf(callers);
  }

  static List<ChangedCalls> onPaths(UnitedTree united) {
    return sorted(new PathChanges(united).changes());
  }

  /** Where paths are not known. */
  static List<ChangedCalls> onEdges(Diff diff) {
    return sorted(new EdgeChanges(diff).changes());
  }

  private static List<ChangedCalls> sorted(List<ChangedCalls> changes) {
    changes.sort(LARGEST_FIRST);
    return changes;
  }

  /**
   * How many calls more there are than follow from the caller's being called more often. 0 if that
   * is less than one; if the caller itself appeared or vanished; and if calls rose, but less than
   * the caller's, as those do that are made once or ever more rarely.
   */
  static double unexplained(long before, long after, long callerBefore, long callerAfter) {
    if (callerBefore <= 0 || callerAfter <= 0 || before == after) {
      return 0;
    }
    if (callerBefore == callerAfter) {
      return after - before;
    }
    double more = after - before * ((double) callerAfter / callerBefore);
    boolean sameDirection = more > 0 == after > before;
    return sameDirection && Math.abs(more) >= 1 ? more : 0;
  }
}
