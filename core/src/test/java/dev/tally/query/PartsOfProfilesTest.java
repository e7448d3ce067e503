// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CallTree;
import dev.tally.profile.CountedTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.WrittenTree;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Questions that make a profile of a profile: {@link Under}, {@link Hidden} and their like. */
class PartsOfProfilesTest {
  @Property(tries = 200)
  void whatHappenedUnderTheOutermostMethodsIsTheWhole(@ForAll long seed) {
    Profile profile = Programs.random(seed, false);
    BitSet outermost = new BitSet();
    for (int c = 0; c < profile.tree().size(); c++) {
      if (profile.tree().parent(c) == CallTree.ROOT) {
        outermost.set(profile.frames().get(profile.tree().frame(c)).method());
      }
    }
    assertThat(Programs.numbers(Under.of(profile, outermost, "all")))
        .isEqualTo(Programs.numbers(profile));
  }

  @Property(tries = 200)
  void underAMethodItHasItsOwnNumbers(@ForAll long seed, @ForAll int bits) {
    Profile profile = Programs.random(seed, false);
    int method = Math.floorMod(bits, Programs.METHODS);
    BitSet one = Programs.some(1 << method);
    Profile under = Under.of(profile, one, "one");
    int number = Programs.numberIn(under, profile.methods().get(method));
    MethodStats all = MethodStats.of(profile);
    if (all.calls(method) == 0) {
      assertThat(number).isEqualTo(-1);
      return;
    }
    MethodStats part = MethodStats.of(under);
    assertThat(part.calls(number)).isEqualTo(all.calls(method));
    assertThat(part.primitiveCalls(number)).isEqualTo(all.primitiveCalls(method));
    assertThat(part.self(number)).isEqualTo(all.self(method));
    assertThat(part.cumulative(number)).isEqualTo(all.cumulative(method));
  }

  @Property(tries = 300)
  void hidingKeepsTimesAndAllNumbersOfOtherMethodsButTheirSelfTime(
      @ForAll long seed, @ForAll int bits) {
    Profile profile = Programs.random(seed, true);
    BitSet hidden = Programs.some(bits);
    Profile rest = Hidden.of(profile, hidden, "without these");
    MethodStats before = MethodStats.of(profile);
    MethodStats after = MethodStats.of(rest);
    assertThat(self(after)).isEqualTo(self(before));
    for (int m = 0; m < Programs.METHODS; m++) {
      int number = Programs.numberIn(rest, profile.methods().get(m));
      if (!hidden.get(m) && number >= 0) {
        assertThat(after.calls(number)).isEqualTo(before.calls(m));
        assertThat(after.primitiveCalls(number)).isEqualTo(before.primitiveCalls(m));
        assertThat(after.cumulative(number)).isEqualTo(before.cumulative(m));
        assertThat(after.self(number)).isGreaterThanOrEqualTo(before.self(m));
      }
    }
  }

  @Property(tries = 200)
  void threadsTogetherDidTheWhole(@ForAll long seed) {
    Profile profile = Programs.random(seed, false);
    long calls = 0;
    long self = 0;
    for (int t = 0; t < 2; t++) {
      BitSet thread = new BitSet();
      thread.set(t);
      MethodStats stats = MethodStats.of(OfThreads.of(profile, thread, "t"));
      for (int m = 0; m < stats.methodCount(); m++) {
        calls += stats.calls(m);
      }
      self += self(stats);
    }
    MethodStats whole = MethodStats.of(profile);
    long allCalls = 0;
    for (int m = 0; m < Programs.METHODS; m++) {
      allCalls += whole.calls(m);
    }
    assertThat(calls).isEqualTo(allCalls);
    assertThat(self).isEqualTo(self(whole));
  }

  @Property(tries = 200)
  void groupsHaveTheSumsOfTheirMethodsAndRecursionCountsOnce(@ForAll long seed) {
    Profile profile = Programs.random(seed, false);
    Profile grouped = Grouped.of(profile, PartsOfProfilesTest::byPackage, "by package");
    int[] groupOf = {0, 1, 2, 0, 1, 2};
    MethodStats wanted = MethodStats.of(profile, Metric.TIME, groupOf, 3);
    MethodStats stats = MethodStats.of(grouped);
    for (int g = 0; g < 3; g++) {
      int number = Programs.numberIn(grouped, byPackage(profile.methods().get(g)));
      if (wanted.calls(g) == 0) {
        continue;
      }
      assertThat(stats.calls(number)).isEqualTo(wanted.calls(g));
      assertThat(stats.primitiveCalls(number)).isEqualTo(wanted.primitiveCalls(g));
      assertThat(stats.self(number)).isEqualTo(wanted.self(g));
      assertThat(stats.cumulative(number)).isEqualTo(wanted.cumulative(g));
    }
  }

  @Test
  void howExactCumulativeTimesAreDoesNotDependOnWhatIsHidden() {
    Profile profile =
        WrittenTree.of(
            """
            Shop.main 1 1ms
              Proxy.invoke 5 10ms ±3
                Proxy.dispatch 5 20ms ±4
            Shop.find 1 1ms ±5÷
              Proxy.invoke 5 10ms ±3
            """);
    Profile rest = Hidden.of(profile, methods(profile, "Proxy"), "without Proxy");
    MethodStats stats = MethodStats.of(rest);
    assertThat(stats.cumulativeError(0)).isEqualTo(5_000_000);
    assertThat(stats.cumulativeError(1)).isZero();
  }

  @Test
  void whatHiddenMethodsCalledTheirCallersCalled() {
    Profile profile =
        WrittenTree.of(
            """
            Shop.main 1 1ms
              Proxy.invoke 5 10ms ±3
                Proxy.dispatch 5 20ms ±4
                  Shop.find 5 100ms
              Shop.find 2 7ms
            """);
    Profile rest = Hidden.of(profile, methods(profile, "Proxy"), "without Proxy");
    assertThat(Programs.numbers(rest))
        .hasToString(
            "{find=7/7 107000000 107000000,"
                + " main=1/1 31000000 138000000,"
                + " main->find=7/7 107000000 107000000}");
    assertThat(rest.tree().errorNanos(0)).isEqualTo(5_000_000);
    assertThat(rest.methods()).hasSize(2);
    assertThat(rest.origin().notes()).containsExactly("without Proxy");
  }

  @Test
  void anOutermostCallStaysForNobodyIsThereToTakeItsTime() {
    Profile profile =
        WrittenTree.of(
            """
            Pool.run 1 5ms
              Pool.take 9 20ms
              Shop.work 2 1ms
            """);
    Profile rest = Hidden.of(profile, methods(profile, "Pool"), "without Pool");
    assertThat(Programs.numbers(rest))
        .hasToString(
            "{run=1/1 25000000 26000000, run->work=2/2 1000000 1000000, work=2/2 1000000 1000000}");
  }

  @Test
  void callsWithoutAPathAreNotPlacedAndTheirNumberIsSaid() {
    CountedTree tree = new CountedTree();
    int main = tree.root(0, 0);
    tree.add(main, 1, 100, 0, 0);
    tree.addEdgeNanos(main, 40);
    tree.edge(0, 1, new long[] {7, 6, 5}, new long[] {30, 35, 34});
    Profile profile = Programs.of(tree.build(), tree.edges.build());
    Profile under = Under.of(profile, Programs.some(1), "m0");
    assertThat(under.edges().size()).isZero();
    assertThat(under.origin().notes())
        .containsExactly(
            "only what happened under m0", "7 calls have no path, so they are not in this");
    assertThat(Programs.numbers(under)).hasToString("{m0=1/1 100 140}");
    assertThat(Hidden.of(profile, Programs.some(2), "without m1").origin().notes())
        .containsExactly("without m1", "7 calls from or of hidden methods have no path and stay");
    assertThat(Programs.numbers(Hidden.of(profile, Programs.some(2), "without m1")))
        .isEqualTo(Programs.numbers(profile));
  }

  @Test
  void ofAProfileWithoutPathsGroupsAreEnteredWhereAnotherCallsThem() {
    CountedTree tree = new CountedTree();
    // m0 and m3 are of one package: m0 calls m3 calls m1, of another.
    tree.edge(Edges.NOBODY, 0, new long[] {1, 1, 0}, new long[] {10, 100, 0});
    tree.edge(0, 3, new long[] {4, 0, 4}, new long[] {30, 0, 90});
    tree.edge(Edges.NOBODY, 3, new long[] {0, 4, 0}, new long[] {0, 90, 0});
    tree.edge(3, 1, new long[] {8, 0, 8}, new long[] {60, 0, 60});
    tree.edge(Edges.NOBODY, 1, new long[] {0, 8, 0}, new long[] {0, 60, 0});
    Profile made = Programs.of(tree.build(), tree.edges.build());
    Profile table =
        new Profile(
            made.origin(),
            made.methods(),
            made.frames(),
            List.of(),
            Paths.NONE,
            made.tree(),
            made.edges(),
            List.of(),
            0);
    assertThat(Programs.numbers(Grouped.of(table, PartsOfProfilesTest::byPackage, "by package")))
        .containsEntry("com.acme0", "5/1 40 100")
        .containsEntry("com.acme1", "8/8 60 60");
  }

  @Test
  void pathsMayBeDeeperThanAnyStack() {
    Profile deep = Programs.deep();
    assertThat(Under.of(deep, Programs.some(2), "m1").tree().size()).isEqualTo(999_999);
    assertThat(Hidden.of(deep, Programs.some(2), "m1").tree().size()).isEqualTo(500_000);
    assertThat(Programs.numbers(Grouped.of(deep, PartsOfProfilesTest::onePackage, "by package")))
        .containsEntry("all", "1000000/1 5000000 5000000");
  }

  private static Method byPackage(Method method) {
    String name = method.className().substring(0, method.className().lastIndexOf('.'));
    return new Method("", name, "", "~", 0, Kind.FUNCTION);
  }

  private static Method onePackage(Method method) {
    return new Method("", "all", "", "~", 0, method.kind());
  }

  private static BitSet methods(Profile profile, String className) {
    BitSet methods = new BitSet();
    for (int m = 0; m < profile.methods().size(); m++) {
      methods.set(m, profile.methods().get(m).className().equals(className));
    }
    return methods;
  }

  private static long self(MethodStats stats) {
    long self = 0;
    for (int m = 0; m < stats.methodCount(); m++) {
      self += stats.self(m);
    }
    return self;
  }
}
