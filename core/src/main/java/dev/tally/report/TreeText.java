// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Profile;
import dev.tally.pstats.MethodRows;
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
  private final long wholeNanos;
  private final MethodRows methods;
  private final RowNames names;
  private final Cells cells;
  private final TextTable table;
  private final int calls;
  private final int perCall;
  private final int self;
  private final int cumulative;
  private final int share;

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
      int level, @Nullable Branch branch, Branch numbers, Branch root, String name) {}

  private TreeText(
      Stats stats, Look look, Profile profile, MethodRows methods, Branches branches, int depth) {
    this.branches = branches;
    this.depth = depth;
    this.methods = methods;
    names = new RowNames(methods.names(), look.paths());
    cells = new Cells(profile, look.unit());
    wholeNanos = ThreadTimes.of(profile).stream().mapToLong(ThreadTimes::nanos).sum();
    table = new TextTable("function");
    calls = table.column("ncalls", 9, TextTable.ALWAYS);
    perCall = table.column("", 5, TextTable.UNLESS_NARROW);
    self = table.column("tottime", 8, TextTable.UNLESS_NARROW + 1);
    cumulative = table.column("cumtime", 8, TextTable.ALWAYS);
    boolean percent = stats.extras().percent();
    share = table.column("%", 6, percent ? TextTable.ALWAYS : TextTable.WHERE_ROOM);
  }

  /**
   * Prints a tree.
   *
   * @param stats what is in hand, for how it is to look
   * @param roots rows of {@code methods}; null for the threads' outermost calls
   * @param up whether to print who called them instead of what they called
   * @param depth how many levels below the roots
   */
  public static void print(
      Stats stats,
      Profile profile,
      MethodRows methods,
      @Nullable BitSet roots,
      boolean up,
      int depth,
      Appendable out)
      throws IOException {
    Look look = Look.of(stats);
    Branches branches =
        new Branches(profile, methods.rowOf(), roots == null ? new BitSet() : roots, up);
    TreeText text = new TreeText(stats, look, profile, methods, branches, depth);
    // What is small is so beside the root that was asked for, else beside everything.
    text.addAll(roots == null ? branches.outermost() : branches.roots(), roots == null);
    text.table.print(out, look);
  }

  private void addAll(List<Branch> roots, boolean together) {
    Branch sum = Branch.sum(roots);
    push(0, roots, null, sum);
    while (!lines.isEmpty()) {
      Line line = lines.removeFirst();
      Branch branch = line.branch();
      List<Branch> below = branch == null ? List.of() : branches.of(branch);
      boolean cut = line.level() == depth && !below.isEmpty();
      row(line, cut ? " ... " + below.size() + " deeper" : "");
      if (line.level() < depth) {
        push(line.level() + 1, below, branch, together ? sum : line.root());
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
      lines.addFirst(new Line(level, null, Branch.sum(small), root, name));
    }
    for (int i = shown.size() - 1; i >= 0; i--) {
      Branch branch = shown.get(i);
      String name = names.of(methods.names().keyAt(branch.row()));
      lines.addFirst(new Line(level, branch, branch, above == null ? branch : root, name));
    }
  }

  private static boolean isSmall(Branch branch, Branch root) {
    return branch.cumulativeNanos() * SMALL <= root.cumulativeNanos()
        && branch.callsBelow() * SMALL <= root.callsBelow();
  }

  private void row(Line line, String end) {
    Branch numbers = line.numbers();
    int row = table.row("  ".repeat(line.level()) + line.name() + end);
    table.set(row, calls, cells.calls(numbers.calls()));
    table.set(row, perCall, cells.perCall(numbers.calls(), numbers.callerCalls()));
    table.set(row, self, cells.time(numbers.selfNanos(), numbers.estimated()));
    table.set(row, cumulative, cells.time(numbers.cumulativeNanos()));
    table.set(row, share, cells.share(numbers.cumulativeNanos(), wholeNanos));
  }
}
