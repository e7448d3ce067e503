// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Arrays;
import java.util.List;

/**
 * Two profiles united: by method, by edge from caller to callee, and by path. What one of them has
 * alone is there, too. Numbers are those of both, side by side.
 *
 * <p>Methods are the same if what is stable in their names is, see {@link MethodMatch}. The rows
 * that stand for methods are numbered from 0 to {@link #size}; edges from 0 to {@link #edgeCount}.
 *
 * <p>Takes time and memory in proportion to both trees. Immutable.
 */
public final class Diff {
  private static final int NONE = -1;

  private final Profile first;
  private final Profile second;
  private final MethodMatch match;
  private final int[] beforeRows;
  private final int[] afterRows;
  private final MethodStats before;
  private final MethodStats after;
  private final EdgeIndex edges = new EdgeIndex();

  /** The number of each edge in the statistics of either profile; -1 where it has none. */
  private final int[] edgeBefore;

  private final int[] edgeAfter;

  /** All edges in the order of their callees, and where each callee's begin. */
  private final int[] edgesByCallee;

  private final int[] firstEdge;

  private Diff(Profile first, Profile second) {
    this.first = first;
    this.second = second;
    match = new MethodMatch(first, second);
    beforeRows = match.beforeRows();
    afterRows = match.afterRows();
    before = MethodStats.of(first, Metric.TIME, beforeRows, size());
    after = MethodStats.of(second, Metric.TIME, afterRows, size());
    // The later profile's first, so that their order is the one in which its calls began.
    int[] united = numbers(after);
    int[] old = numbers(before);
    edgeAfter = places(united);
    edgeBefore = places(old);
    firstEdge = new int[size() + 1];
    edgesByCallee = sortByCallee();
  }

  /**
   * The difference of two profiles.
   *
   * @throws IllegalArgumentException if their numbers are not of the same kind, with the reason
   */
  public static Diff of(Profile before, Profile after) {
    if (before.has(Metric.CALLS) != after.has(Metric.CALLS)) {
      throw new IllegalArgumentException(
          "one profile counts calls and the other has samples, so they cannot be compared");
    }
    return new Diff(before, after);
  }

  private int[] numbers(MethodStats stats) {
    int[] numbers = new int[stats.edgeCount()];
    Arrays.setAll(numbers, e -> edges.number(stats.caller(e), stats.callee(e)));
    return numbers;
  }

  private int[] places(int[] numbers) {
    int[] places = new int[edges.size()];
    Arrays.fill(places, NONE);
    for (int e = 0; e < numbers.length; e++) {
      places[numbers[e]] = e;
    }
    return places;
  }

  private int[] sortByCallee() {
    for (int e = 0; e < edges.size(); e++) {
      firstEdge[edges.callee(e) + 1]++;
    }
    for (int row = 0; row < size(); row++) {
      firstEdge[row + 1] += firstEdge[row];
    }
    int[] next = firstEdge.clone();
    int[] sorted = new int[edges.size()];
    for (int e = 0; e < sorted.length; e++) {
      sorted[next[edges.callee(e)]++] = e;
    }
    return sorted;
  }

  /** Number of rows. */
  public int size() {
    return match.methods().size();
  }

  /** A row's method, as the later profile names it if it has it. */
  public Method method(int row) {
    return match.methods().get(row);
  }

  /**
   * The earlier profile's numbers by row; those of methods that it does not have are 0. Numbers of
   * samples stand in the place of calls, where these are not known.
   */
  public MethodStats before() {
    return before;
  }

  /** The later profile's numbers by row. */
  public MethodStats after() {
    return after;
  }

  /** The earlier profile. */
  public Profile first() {
    return first;
  }

  /** The later profile. */
  public Profile second() {
    return second;
  }

  /** Whether a profile knows calls, or samples that stand in their place. */
  public static boolean hasCallsOrSamples(Profile profile) {
    return profile.has(Metric.CALLS) || profile.has(Metric.HITS);
  }

  /** How many calls more there are now; less, if negative. */
  public long moreCalls(int row) {
    return after.calls(row) - before.calls(row);
  }

  /** Whether a method was not called before, and is now. */
  public boolean appeared(int row) {
    return before.calls(row) == 0 && after.calls(row) != 0;
  }

  /** Whether a method was called before, and is not now. */
  public boolean vanished(int row) {
    return before.calls(row) != 0 && after.calls(row) == 0;
  }

  /** How many methods were called in both. */
  public int inBoth() {
    int count = 0;
    for (int row = 0; row < size(); row++) {
      count += before.calls(row) != 0 && after.calls(row) != 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * The row of a method that vanished and did what the one of this row does, which appeared:
   * perhaps it has been renamed. -1 if there is none.
   */
  public int renamedFrom(int row) {
    return match.renamedFrom(row);
  }

  /** The row that stands for a method on paths: of one that seems to be renamed, the later one. */
  int onPaths(int row) {
    return match.renamedTo(row) == NONE ? row : match.renamedTo(row);
  }

  /**
   * Whether a method was and is called, if perhaps under another name, and stands in the program's
   * source: what one tells the place of a change by.
   */
  public boolean isLasting(int row) {
    int old = renamedFrom(row) == NONE ? row : renamedFrom(row);
    return before.calls(old) != 0
        && after.calls(row) != 0
        && !method(row).kind().inBraces()
        && !StableName.isGenerated(method(row).className());
  }

  /** Whether any method, or any edge, has another number of calls. */
  public boolean callsDiffer() {
    for (int row = 0; row < size(); row++) {
      if (before.calls(row) != after.calls(row)
          || before.primitiveCalls(row) != after.primitiveCalls(row)) {
        return true;
      }
    }
    for (int e = 0; e < edgeCount(); e++) {
      if (edgeCallsBefore(e) != edgeCallsAfter(e)) {
        return true;
      }
    }
    return false;
  }

  public int edgeCount() {
    return edges.size();
  }

  /** The row of the method that calls. */
  public int caller(int edge) {
    return edges.caller(edge);
  }

  /** The row of the method that is called. */
  public int callee(int edge) {
    return edges.callee(edge);
  }

  public long edgeCallsBefore(int edge) {
    return edgeBefore[edge] == NONE ? 0 : before.edgeCalls(edgeBefore[edge]);
  }

  public long edgeCallsAfter(int edge) {
    return edgeAfter[edge] == NONE ? 0 : after.edgeCalls(edgeAfter[edge]);
  }

  /** The edges that lead to a method in either profile. */
  public int[] edgesTo(int row) {
    return Arrays.copyOfRange(edgesByCallee, firstEdge[row], firstEdge[row + 1]);
  }

  /** Whether it is known of every call in both profiles by which path it came. */
  public boolean hasPaths() {
    return hasPaths(first) && hasPaths(second);
  }

  private static boolean hasPaths(Profile profile) {
    return profile.paths() != Paths.NONE && profile.edges().size() == 0;
  }

  /**
   * Where calls changed, of profiles that count them: calls that a caller makes more often or less
   * often each time it is called, those first that made the largest difference to the number of all
   * calls. What differs because its caller is called more often is not among them. Below a caller
   * that appeared or vanished are those calls, nearest to it, of methods that were there before and
   * after.
   *
   * <p>If any calls differ there is one at least, unless all that differs is the names of methods
   * that seem to have been renamed.
   */
  public List<ChangedCalls> changedCalls() {
    return hasPaths()
        ? ChangedCalls.onPaths(UnitedTree.of(this, onPaths(beforeRows), afterRows))
        : ChangedCalls.onEdges(this);
  }

  private int[] onPaths(int[] rows) {
    int[] onPaths = new int[rows.length];
    Arrays.setAll(onPaths, m -> onPaths(rows[m]));
    return onPaths;
  }
}
