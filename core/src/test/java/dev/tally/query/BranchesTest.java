// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import dev.tally.query.Branches.Branch;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BranchesTest {
  @Property(tries = 200)
  void aBranchIsItselfAndItsBranches(@ForAll long seed, @ForAll int bits) {
    Profile profile = Programs.random(seed, false);
    Branches tree = new Branches(profile, Programs.rows(), Programs.some(bits), false);
    for (Branch root : tree.roots()) {
      checkDown(tree, root);
    }
    assertThat(tree.outermost().stream().mapToLong(Branch::cumulativeNanos).sum())
        .isEqualTo(ThreadTimes.of(profile).stream().mapToLong(ThreadTimes::nanos).sum());
  }

  private static void checkDown(Branches tree, Branch branch) {
    long below = branch.selfNanos();
    long calls = branch.calls();
    for (Branch each : tree.of(branch)) {
      assertThat(each.callerCalls()).isEqualTo(branch.calls());
      below += each.cumulativeNanos();
      calls += each.callsBelow();
      checkDown(tree, each);
    }
    assertThat(branch.cumulativeNanos()).isEqualTo(below);
    assertThat(branch.callsBelow()).isEqualTo(calls);
  }

  @Property(tries = 200)
  void upwardsAMethodHasItsNumbersAndItsCallersHaveTheirPartOfThem(
      @ForAll long seed, @ForAll int bits) {
    Profile profile = Programs.random(seed, false);
    int method = Math.floorMod(bits, Programs.METHODS);
    MethodStats stats = MethodStats.of(profile);
    Branches tree = new Branches(profile, Programs.rows(), Programs.some(1 << method), true);
    for (Branch root : tree.roots()) {
      assertThat(root.calls()).isEqualTo(stats.calls(method));
      assertThat(root.selfNanos()).isEqualTo(stats.self(method));
      assertThat(root.cumulativeNanos()).isEqualTo(stats.cumulative(method));
      for (Branch caller : tree.of(root)) {
        int edge = edge(stats, caller.row(), method);
        assertThat(caller.calls()).isEqualTo(stats.edgeCalls(edge));
        assertThat(caller.selfNanos()).isEqualTo(stats.edgeSelf(edge));
        assertThat(caller.cumulativeNanos()).isEqualTo(stats.edgeCumulative(edge));
      }
    }
  }

  @Test
  void pathsMayBeDeeperThanAnyStack() {
    Branches up = new Branches(Programs.deep(), Programs.rows(), Programs.some(1), true);
    List<Branch> roots = up.roots();
    assertThat(roots).hasSize(1);
    assertThat(roots.get(0).cumulativeNanos()).isEqualTo(5_000_000);
    assertThat(up.of(roots.get(0)).get(0).calls()).isEqualTo(499_999);
  }

  private static int edge(MethodStats stats, int caller, int callee) {
    for (int e = 0; e < stats.edgeCount(); e++) {
      if (stats.caller(e) == caller && stats.callee(e) == callee) {
        return e;
      }
    }
    throw new AssertionError("expected an edge from " + caller + " to " + callee);
  }
}
