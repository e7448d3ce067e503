// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.MethodNames;
import dev.tally.query.Branches;
import dev.tally.query.Branches.Branch;
import dev.tally.query.ThreadTimes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call tree below some methods, or above them: a line each branch, indented by its depth, with
 * what is small or too deep added up in one line.
 */
public final class TreeText {
  /** Levels that fit a screen beside the numbers. */
  public static final int DEPTH = 6;

  /** A branch is small if this often it has neither the root's time nor its calls. */
  private static final long SMALL = 100;

  private final Branches branches;
  private final int depth;
  private final boolean counted;
  private final boolean percent;
  private final long wholeNanos;
  private final ShortNames names;
  private final Cells cells;
  private final Columns columns;

  /** What is still to be printed, the next line first. */
  private final Deque<Line> lines = new ArrayDeque<>();

  /**
   * A line of the tree.
   *
   * @param branch whose branches come below; null for several that are added up
   * @param numbers what is printed
   * @param root what is small is so beside this
   */
  private record Line(
      int level,
      @Nullable Branch branch,
      Branch numbers,
      Branch root,
      String perCall,
      String name) {}

  private TreeText(
      Profile profile, MethodNames names, Branches branches, int depth, boolean percent) {
    this.branches = branches;
    this.depth = depth;
    this.percent = percent;
    this.names = new ShortNames(names.keys());
    counted = profile.has(Metric.CALLS);
    cells = new Cells(profile);
    wholeNanos = ThreadTimes.of(profile).stream().mapToLong(ThreadTimes::nanos).sum();
    columns =
        percent
            ? new Columns(5, "ncalls", "", "tottime", "cumtime", "%", "function")
            : new Columns(4, "ncalls", "", "tottime", "cumtime", "function");
  }

  /**
   * Prints a tree.
   *
   * @param roots rows of {@code names}; null for the threads' outermost calls
   * @param up whether to print who called them instead of what they called
   * @param depth how many levels below the roots
   * @param percent whether beside each cumulative time stands its part of all time
   */
  public static void print(
      Profile profile,
      MethodNames names,
      @Nullable BitSet roots,
      boolean up,
      int depth,
      boolean percent,
      Appendable out)
      throws IOException {
    Branches branches =
        new Branches(profile, names.rowOf(), roots == null ? new BitSet() : roots, up);
    TreeText text = new TreeText(profile, names, branches, depth, percent);
    text.addAll(roots == null ? branches.outermost() : branches.roots());
    text.columns.print(out);
  }

  private void addAll(List<Branch> roots) {
    push(0, roots, null, Branch.sum(roots));
    while (!lines.isEmpty()) {
      Line line = lines.removeFirst();
      Branch branch = line.branch();
      List<Branch> below = branch == null ? List.of() : branches.of(branch);
      boolean cut = line.level() == depth && !below.isEmpty();
      row(line, cut ? " ... " + below.size() + " deeper" : "");
      if (line.level() < depth) {
        push(line.level() + 1, below, branch, line.root());
      }
    }
  }

  /**
   * Puts branches before what is still to be printed.
   *
   * @param above the branch that they are of; null for the roots
   */
  private void push(int level, List<Branch> all, @Nullable Branch above, Branch root) {
    List<Branch> shown = new ArrayList<>();
    List<Branch> small = new ArrayList<>();
    for (Branch branch : all) {
      (isSmall(branch, root) ? small : shown).add(branch);
    }
    if (small.size() == 1) {
      shown.addAll(small);
    } else if (!small.isEmpty()) {
      String name = "... " + small.size() + " more";
      lines.addFirst(new Line(level, null, Branch.sum(small), root, "", name));
    }
    for (int i = shown.size() - 1; i >= 0; i--) {
      Branch branch = shown.get(i);
      String perCall =
          above == null || !counted ? "" : Cells.perCall(branch.calls(), branch.callerCalls());
      Branch own = above == null ? branch : root;
      lines.addFirst(new Line(level, branch, branch, own, perCall, names.of(branch.row())));
    }
  }

  private static boolean isSmall(Branch branch, Branch root) {
    return branch.cumulativeNanos() * SMALL <= root.cumulativeNanos()
        && branch.callsBelow() * SMALL <= root.callsBelow();
  }

  private void row(Line line, String end) {
    Branch numbers = line.numbers();
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(numbers.calls()));
    cells.add(line.perCall());
    cells.add(this.cells.time(numbers.selfNanos()));
    cells.add(this.cells.time(numbers.cumulativeNanos()));
    if (percent) {
      cells.add(this.cells.percent(numbers.cumulativeNanos(), wholeNanos));
    }
    cells.add("  ".repeat(line.level()) + line.name() + end);
    columns.row(cells.toArray(String[]::new));
  }
}
