// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Profile;
import dev.tally.pstats.MethodRows;
import dev.tally.query.Branches;
import dev.tally.query.Branches.Branch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call tree below some methods, or above them: a line each branch, a branch before its own,
 * with what is small or too deep added up in one line.
 */
public final class TreeLines {
  /** Levels that fit a screen beside the numbers. */
  public static final int DEPTH = 6;

  /** A branch is small if this often it has neither the root's time nor its calls. */
  private static final long SMALL = 100;

  private final Branches branches;
  private final int depth;
  private final boolean together;
  private final List<Line> lines = new ArrayList<>();

  /** What is still to be looked into, the next first. */
  private final Deque<Open> open = new ArrayDeque<>();

  /**
   * A line.
   *
   * @param level 0 for roots
   * @param numbers those of a branch, or the sums of several
   * @param more how many small branches these are the sums of; 0 if this is one branch
   * @param deeper how many branches of this one are not there, being too deep
   */
  public record Line(int level, Branch numbers, int more, int deeper) {}

  /**
   * A line that may have others below.
   *
   * @param root what is small is so beside this
   */
  private record Open(int level, Branch branch, int more, Branch root) {}

  private TreeLines(Branches branches, int depth, boolean together) {
    this.branches = branches;
    this.depth = depth;
    this.together = together;
  }

  /**
   * The lines.
   *
   * @param methods the rows of the profile's methods
   * @param roots some of them; null for the threads' outermost calls
   * @param up whether who called them comes below them instead of what they called
   * @param depth how many levels below the roots
   */
  public static List<Line> of(
      Profile profile, MethodRows methods, @Nullable BitSet roots, boolean up, int depth) {
    Branches branches =
        new Branches(profile, methods.rowOf(), roots == null ? new BitSet() : roots, up);
    // What is small is so beside the root that was asked for, else beside everything.
    TreeLines tree = new TreeLines(branches, depth, roots == null);
    tree.addAll(roots == null ? branches.outermost() : branches.roots());
    return tree.lines;
  }

  private void addAll(List<Branch> roots) {
    Branch sum = Branch.sum(roots);
    push(0, roots, null, sum);
    while (!open.isEmpty()) {
      Open each = open.removeFirst();
      List<Branch> below = each.more() > 0 ? List.of() : branches.of(each.branch());
      boolean cut = each.level() == depth;
      lines.add(new Line(each.level(), each.branch(), each.more(), cut ? below.size() : 0));
      if (!cut) {
        push(each.level() + 1, below, each.branch(), together ? sum : each.root());
      }
    }
  }

  /**
   * Puts branches before what is still to be looked into.
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
      open.addFirst(new Open(level, Branch.sum(small), small.size(), root));
    }
    for (int i = shown.size() - 1; i >= 0; i--) {
      Branch branch = shown.get(i);
      open.addFirst(new Open(level, branch, 0, above == null ? branch : root));
    }
  }

  private static boolean isSmall(Branch branch, Branch root) {
    return branch.cumulativeNanos() * SMALL <= root.cumulativeNanos()
        && branch.callsBelow() * SMALL <= root.callsBelow();
  }
}
