// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import dev.tally.profile.WrittenTree;
import dev.tally.query.ByAncestor.Part;
import dev.tally.query.ByAncestor.Share;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByAncestorTest {
  @Property(tries = 300)
  void partsOverAllAncestorsAndNoneAddUpToThePlainTable(@ForAll long seed, @ForAll int bits) {
    Profile profile = Programs.random(seed, false);
    BitSet all = new BitSet();
    all.set(0, Programs.METHODS);
    List<Part> parts = split(profile, Programs.some(bits)).parts(all);
    MethodStats stats = MethodStats.of(profile);
    for (int m = 0; m < Programs.METHODS; m++) {
      int row = m;
      long[] sums = new long[4];
      for (Part part : parts.stream().filter(each -> each.row() == row).toList()) {
        sums[0] += part.calls();
        sums[1] += part.primitiveCalls();
        sums[2] += part.selfNanos();
        sums[3] += part.cumulativeNanos();
      }
      assertThat(sums)
          .containsExactly(
              stats.calls(m), stats.primitiveCalls(m), stats.self(m), stats.cumulative(m));
    }
  }

  @Property(tries = 300)
  void sharesAddUpToAllCallsAndAllTimeOfThePaths(@ForAll long seed, @ForAll int bits) {
    Profile profile = Programs.random(seed, true);
    List<Share> shares = split(profile, Programs.some(bits)).shares();
    assertThat(shares.stream().mapToLong(share -> share.calls() + share.callsBelow()).sum())
        .isEqualTo(ThreadTimes.of(profile).stream().mapToLong(ThreadTimes::calls).sum());
    assertThat(shares.stream().mapToLong(Share::nanos).sum())
        .isEqualTo(ThreadTimes.of(profile).stream().mapToLong(ThreadTimes::nanos).sum());
  }

  @Property(tries = 200)
  void whatIsBelowAnyOfThemIsWhatHappenedUnderAllOfThem(@ForAll long seed, @ForAll int bits) {
    Profile profile = Programs.random(seed, true);
    BitSet ancestors = Programs.some(bits);
    long below =
        split(profile, ancestors).shares().stream()
            .filter(share -> share.ancestor() != ByAncestor.NONE)
            .mapToLong(share -> share.calls() + share.callsBelow())
            .sum();
    Profile under = Under.of(profile, ancestors, "these");
    assertThat(ThreadTimes.of(under).stream().mapToLong(ThreadTimes::calls).sum()).isEqualTo(below);
  }

  @Test
  void theNearestOfThemCountsWhichMayBeTheMethodItself() {
    Profile profile =
        WrittenTree.of(
            """
            Suite.run 1 1ms
              Test.slow 1 2ms
                Dao.find 300 3ms
              Test.fast 1
                Test.helper 1
                  Dao.find 5 4ms
              Dao.find 1
            """);
    BitSet tests = new BitSet();
    tests.set(1);
    tests.set(3);
    tests.set(4);
    BitSet dao = new BitSet();
    dao.set(2);
    ByAncestor split = new ByAncestor(profile, new int[] {0, 1, 2, 3, 4}, 5, tests);
    assertThat(split.parts(dao))
        .containsExactly(
            new Part(1, 2, 300, 300, 3_000_000, 3_000_000, false, false),
            new Part(4, 2, 5, 5, 4_000_000, 4_000_000, false, false),
            new Part(ByAncestor.NONE, 2, 1, 1, 0, 0, false, false));
    assertThat(split.shares())
        .containsExactly(
            new Share(ByAncestor.NONE, 0, 2, 1_000_000),
            new Share(1, 1, 300, 5_000_000),
            new Share(3, 1, 0, 0),
            new Share(4, 1, 5, 4_000_000));
  }

  @Test
  void recursionCountsOnceEvenWhereItsPartsAreOfTwoAncestors() {
    Profile profile =
        WrittenTree.of(
            """
            Page.first 1
              Tag.render 1 1ms
                Page.second 1
                  Tag.render 1 1ms
            """);
    BitSet pages = new BitSet();
    pages.set(0);
    pages.set(2);
    BitSet tag = new BitSet();
    tag.set(1);
    assertThat(new ByAncestor(profile, new int[] {0, 1, 2}, 3, pages).parts(tag))
        .containsExactly(
            new Part(0, 1, 1, 1, 1_000_000, 2_000_000, false, false),
            new Part(2, 1, 1, 0, 1_000_000, 0, false, false));
  }

  @Test
  void pathsMayBeDeeperThanAnyStack() {
    BitSet first = Programs.some(1);
    List<Part> parts = split(Programs.deep(), first).parts(first);
    assertThat(parts)
        .containsExactly(new Part(0, 0, 500_000, 1, 2_500_000, 5_000_000, false, false));
  }

  private static ByAncestor split(Profile profile, BitSet ancestors) {
    return new ByAncestor(profile, Programs.rows(), Programs.METHODS, ancestors);
  }
}
