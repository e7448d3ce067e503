// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import dev.tally.profile.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The call tree below some methods, or above them, from whatever paths they were reached and
 * whatever threads: what is called alike at one place is one branch. A branch finds its own
 * branches when it is asked, for those that nobody looks at are many.
 *
 * <p>Methods are given as rows, for in a table some may share one.
 */
public final class Branches {
  private final CallTree tree;
  private final int[] rowOfFrame;
  private final BitSet roots;
  private final boolean up;
  private final int callColumn;
  private final long[] inclusive;
  private final long[] inclusiveCalls;
  private final double @Nullable [] variances;

  /**
   * By context, how many contexts a walk enters before this one, and before it leaves it: those in
   * between are below.
   */
  private final int[] entered;

  private final int[] left;

  /** Per context where its children begin in {@link #children}; only downwards. */
  private final int[] firstChild;

  private final int[] children;

  /**
   * A place in the tree.
   *
   * @param row the method's
   * @param calls downwards, calls of this method here; upwards, calls that the method at the root
   *     got through this one
   * @param callerCalls downwards, calls of the caller; upwards, of this method where it called
   * @param callsBelow downwards, those calls and all that were made below; upwards, the same
   * @param selfNanos of those calls themselves
   * @param cumulativeNanos and with all that they called; what is within another of them, once
   * @param estimated whether any of the time itself is an estimate
   * @param cumulativeEstimated the same of the cumulative time
   * @param places where that is
   */
  public record Branch(
      int row,
      long calls,
      long callerCalls,
      long callsBelow,
      long selfNanos,
      long cumulativeNanos,
      boolean estimated,
      boolean cumulativeEstimated,
      Places places) {

    /** What several branches come to, as one that has none of its own. */
    public static Branch sum(List<Branch> branches) {
      long calls = 0;
      long below = 0;
      long self = 0;
      long cumulative = 0;
      boolean estimated = false;
      boolean cumulativeEstimated = false;
      for (Branch branch : branches) {
        calls += branch.calls;
        below += branch.callsBelow;
        self += branch.selfNanos;
        cumulative += branch.cumulativeNanos;
        estimated |= branch.estimated;
        cumulativeEstimated |= branch.cumulativeEstimated;
      }
      Places none = new Places(new int[0], new int[0]);
      return new Branch(0, calls, 0, below, self, cumulative, estimated, cumulativeEstimated, none);
    }
  }

  /** Where a branch is in the call tree. */
  public static final class Places {
    /** The contexts of its calls. */
    private final int[] calls;

    /**
     * Downwards the same; upwards, for each, the context of the caller that the branch is about.
     */
    private final int[] here;

    private Places(int[] calls, int[] here) {
      this.calls = calls;
      this.here = here;
    }
  }

  /**
   * Asks.
   *
   * @param rowOf the row of each of {@link Profile#methods()}
   * @param roots the rows to look at
   * @param up whether to look at who called them instead of what they called
   */
  public Branches(Profile profile, int[] rowOf, BitSet roots, boolean up) {
    tree = profile.tree();
    this.roots = roots;
    this.up = up;
    rowOfFrame = profile.methodOfFrame();
    for (int f = 0; f < rowOfFrame.length; f++) {
      rowOfFrame[f] = rowOf[rowOfFrame[f]];
    }
    callColumn = CallColumn.of(profile);
    inclusiveCalls = tree.inclusive(callColumn);
    variances = tree.inclusiveVariances();
    inclusive = tree.inclusive(Metrics.number(profile.metrics(), Metric.TIME));
    firstChild = new int[tree.size() + 1];
    children = new int[up ? 0 : tree.size()];
    entered = new int[tree.size()];
    left = new int[tree.size()];
    Walk walk = new Walk(tree);
    int count = 0;
    for (int step; (step = walk.next()) != Walk.END; ) {
      if (step >= 0) {
        entered[step] = count++;
      } else {
        left[~step] = count;
      }
    }
    if (!up) {
      sortByParent();
    }
  }

  private void sortByParent() {
    for (int c = 0; c < tree.size(); c++) {
      if (tree.parent(c) != CallTree.ROOT) {
        firstChild[tree.parent(c) + 1]++;
      }
    }
    for (int c = 0; c < tree.size(); c++) {
      firstChild[c + 1] += firstChild[c];
    }
    int[] next = firstChild.clone();
    for (int c = 0; c < tree.size(); c++) {
      if (tree.parent(c) != CallTree.ROOT) {
        children[next[tree.parent(c)]++] = c;
      }
    }
  }

  /**
   * The methods that were asked for, the most time first. Downwards, where none of them is open
   * above: what one does within another is below that. Upwards all calls of each.
   */
  public List<Branch> roots() {
    boolean[] below = new boolean[tree.size()];
    Map<Integer, Ints> byRow = new LinkedHashMap<>();
    for (int c = 0; c < below.length; c++) {
      int parent = tree.parent(c);
      below[c] = parent != CallTree.ROOT && (below[parent] || roots.get(row(parent)));
      if (roots.get(row(c)) && (up || !below[c])) {
        byRow.computeIfAbsent(row(c), none -> new Ints()).add(c);
      }
    }
    return sorted(roots(byRow));
  }

  /** The threads' outermost calls, the most time first. */
  public List<Branch> outermost() {
    Map<Integer, Ints> byRow = new LinkedHashMap<>();
    for (int c = 0; c < tree.size(); c++) {
      if (tree.parent(c) == CallTree.ROOT) {
        byRow.computeIfAbsent(row(c), none -> new Ints()).add(c);
      }
    }
    return sorted(roots(byRow));
  }

  private List<Branch> roots(Map<Integer, Ints> byRow) {
    List<Branch> found = new ArrayList<>();
    byRow.forEach((row, rows) -> found.add(branch(row, 0, rows.toArray(), rows.toArray())));
    return found;
  }

  /** What is next to a place: whom it called, or who called it; the most time first. */
  public List<Branch> of(Branch branch) {
    return sorted(up ? callers(branch) : callees(branch));
  }

  private List<Branch> callees(Branch branch) {
    Map<Integer, Ints> byRow = new LinkedHashMap<>();
    for (int c : branch.places().here) {
      for (int slot = firstChild[c]; slot < firstChild[c + 1]; slot++) {
        byRow.computeIfAbsent(row(children[slot]), none -> new Ints()).add(children[slot]);
      }
    }
    List<Branch> found = new ArrayList<>();
    byRow.forEach(
        (row, rows) -> found.add(branch(row, branch.calls(), rows.toArray(), rows.toArray())));
    return found;
  }

  private List<Branch> callers(Branch branch) {
    Map<Integer, Ints> places = new LinkedHashMap<>();
    Map<Integer, Ints> called = new LinkedHashMap<>();
    for (int i = 0; i < branch.places().here.length; i++) {
      int parent = tree.parent(branch.places().here[i]);
      if (parent != CallTree.ROOT) {
        places.computeIfAbsent(row(parent), none -> new Ints()).add(parent);
        called.computeIfAbsent(row(parent), none -> new Ints()).add(branch.places().calls[i]);
      }
    }
    List<Branch> found = new ArrayList<>();
    called.forEach(
        (row, contexts) -> {
          int[] here = places.getOrDefault(row, contexts).toArray();
          // Two calls of one method at two lines have one caller.
          long calls = calls(Arrays.stream(here).distinct().toArray());
          found.add(branch(row, calls, contexts.toArray(), here));
        });
    return found;
  }

  private Branch branch(int row, long callerCalls, int[] contexts, int[] here) {
    long below = 0;
    long self = 0;
    boolean estimated = false;
    boolean cumulativeEstimated = false;
    for (int c : contexts) {
      below += inclusiveCalls[c];
      self += tree.selfNanos(c);
      estimated |= tree.errorNanos(c) > 0;
      cumulativeEstimated |= variances != null && variances[c] > 0;
    }
    long calls = calls(contexts);
    return new Branch(
        row,
        calls,
        callerCalls,
        up ? calls : below,
        self,
        cumulative(contexts),
        estimated,
        cumulativeEstimated,
        new Places(contexts, here));
  }

  private long calls(int[] contexts) {
    long calls = 0;
    for (int c : contexts) {
      calls += tree.value(callColumn, c);
    }
    return calls;
  }

  private int row(int context) {
    return rowOfFrame[tree.frame(context)];
  }

  private static List<Branch> sorted(List<Branch> branches) {
    branches.sort(
        Comparator.comparingLong(Branch::cumulativeNanos)
            .thenComparingLong(Branch::calls)
            .reversed());
    return branches;
  }

  /** Time in calls and below, of those that are not below another of them. */
  private long cumulative(int[] contexts) {
    long[] byEntry = new long[contexts.length];
    for (int i = 0; i < contexts.length; i++) {
      byEntry[i] = (long) entered[contexts[i]] << 32 | contexts[i];
    }
    Arrays.sort(byEntry);
    long sum = 0;
    int end = 0;
    for (long next : byEntry) {
      int c = (int) next;
      if (entered[c] >= end) {
        end = left[c];
        sum += inclusive[c];
      }
    }
    return sum;
  }

  /** A list of numbers that grows. */
  private static final class Ints {
    private int[] numbers = new int[4];
    private int size;

    void add(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = number;
    }

    int[] toArray() {
      return Arrays.copyOf(numbers, size);
    }
  }
}
