// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two profiles united: what is the same, what changed and where. */
class DiffTest {

  @Test
  void aQueryThatMovedIntoALoopIsOneChangeAndNotWhatItCalls() {
    Diff diff =
        diff(
            """
            Main.main 1
              Report.render 1
                Dao.load 1
                  Rows.next 2
                    {java.util.List.get} 2
            """,
            """
            Main.main 1
              Report.render 1
                Dao.load 1001
                  Rows.next 2002
                    {java.util.List.get} 2002
            """);

    assertThat(changes(diff))
        .containsExactly("1 → 1001 Dao.load < Report.render < Main.main, 4000 more below");
    assertThat(diff.callsDiffer()).isTrue();
  }

  @Test
  void whatIsCalledMoreOftenThanItsCallerExplainsIsAChangeOfItsOwn() {
    Diff diff =
        diff(
            """
            Main.main 1
              Dao.load 10
                Rows.next 20
                Dao.<clinit> 1
            """,
            """
            Main.main 1
              Dao.load 20
                Rows.next 500
                Dao.<clinit> 1
            """);

    assertThat(changes(diff))
        .containsExactly(
            "20 → 500 Rows.next < Dao.load < Main.main, 0 more below",
            "10 → 20 Dao.load < Main.main, 480 more below");
  }

  @Test
  void callsThatMovedToAnotherPathAreTwoChanges() {
    Diff diff =
        diff(
            """
            A.main 1
              B.one 1
                C.shared 5
              B.two 1
            """,
            """
            A.main 1
              B.one 1
              B.two 1
                C.shared 5
            """);

    assertThat(diff.callsDiffer()).isTrue();
    assertThat(changes(diff))
        .containsExactlyInAnyOrder(
            "5 → 0 C.shared < B.one < A.main, 0 more below",
            "0 → 5 C.shared < B.two < A.main, 0 more below");
  }

  @Test
  void whatNewCodeCallsIsTold() {
    Diff diff =
        diff(
            """
            Main.main 1
              Report.render 1
                Dao.load 1
                  Rows.next 1
            """,
            """
            Main.main 1
              Report.render 1
                Dao.load 1
                  Rows.next 1
                {java.util.List.forEach} 1
                  Report.lambda$render$0 1000
                    Dao.load 1000
                      Rows.next 1000
            """);

    assertThat(changes(diff))
        .containsExactly(
            "0 → 1000 Dao.load < Report.lambda$render$0 < java.util.List.forEach < Report.render"
                + " < Main.main, 1000 more below",
            "0 → 1 java.util.List.forEach < Report.render < Main.main, 3000 more below");
  }

  @Test
  void aRenamedMethodChangesNoPath() {
    Diff diff =
        diff(
            "A.main 1\n  A.old 4\n    B.used 8\n      B.too 8\n",
            "A.main 1\n  A.fresh 4\n    B.used 8\n      B.too 8\n");

    assertThat(diff.changedCalls()).isEmpty();
    assertThat(diff.callsDiffer()).isTrue();
  }

  @Test
  void aRecursionThatGoesDeeperCountsWhatIsBelowItOnce() {
    Diff diff =
        diff(
            """
            A.main 1
              A.walk 1
                A.walk 1
            """,
            """
            A.main 1
              A.walk 1
                A.walk 3
                  A.walk 9
                    A.leaf 9
            """);

    assertThat(changes(diff))
        .containsExactly("1 → 12 A.walk < A.walk < A.walk < A.main, 9 more below");
  }

  @Test
  void methodsAppearAndVanish() {
    Diff diff = diff("A.main 1\n  A.old 4\n", "A.main 1\n  A.fresh 7\n");

    assertThat(diff.appeared(row(diff, "A.fresh"))).isTrue();
    assertThat(diff.vanished(row(diff, "A.old"))).isTrue();
    assertThat(diff.appeared(row(diff, "A.main")) || diff.vanished(row(diff, "A.main"))).isFalse();
    assertThat(diff.renamedFrom(row(diff, "A.fresh"))).isEqualTo(-1);
    assertThat(diff.inBoth()).isEqualTo(1);
  }

  @Test
  void aMethodThatDoesWhatOneOfItsClassDidThatVanishedMayHaveBeenRenamed() {
    Diff diff =
        diff(
            "A.main 1\n  A.old 4\n    B.used 8\n  A.other 4\n",
            "A.main 1\n  A.fresh 4\n    B.used 8\n  A.other 4\n");

    assertThat(diff.renamedFrom(row(diff, "A.fresh"))).isEqualTo(row(diff, "A.old"));
    assertThat(diff.renamedFrom(row(diff, "A.other"))).isEqualTo(-1);
  }

  /** Javac numbers the lambdas of a class, so one more shifts all that follow. */
  @Test
  void aLambdaInsertedBeforeOthersLeavesThemTheSame() {
    Diff diff =
        diff(
            """
            A.main 1
              A.lambda$main$0 10
                B.price 10
              A.lambda$main$1 20
              A.lambda$main$2 10
                B.tax 10
            """,
            """
            A.main 1
              A.lambda$main$0 5
                B.check 5
              A.lambda$main$1 10
                B.price 10
              A.lambda$main$2 20
              A.lambda$main$3 10
                B.tax 10
            """);

    assertThat(changedMethods(diff)).containsExactly("0 → 5 A.lambda$main$0", "0 → 5 B.check");
  }

  @Test
  void aLambdaWhoseCallsChangedIsKnownByWhatItCalls() {
    Diff diff =
        diff(
            "A.main 1\n  A.lambda$main$0 7\n    B.price 7\n  A.lambda$main$1 7\n    B.tax 7\n",
            "A.main 1\n  A.lambda$main$0 7\n    B.tax 7\n  A.lambda$main$1 9\n    B.price 9\n");

    assertThat(changedMethods(diff)).containsExactly("7 → 9 A.lambda$main$1", "7 → 9 B.price");
  }

  @Test
  void anonymousClassesArePairedAsWholes() {
    Diff diff =
        diff(
            """
            A.main 1
              A$1.<init> 1
              A$1.compare 8
              A$2.<init> 1
              A$2.compare 6
            """,
            """
            A.main 1
              A$1.<init> 1
              A$1.run 1
              A$2.<init> 1
              A$2.compare 8
              A$3.<init> 1
              A$3.compare 6
            """);

    assertThat(changedMethods(diff)).containsExactly("0 → 1 A$1.<init>", "0 → 1 A$1.run");
  }

  @Test
  void proxiesAndHiddenClassesAreTheSameInEveryRun() {
    Diff diff =
        diff(
            """
            Main.main 1
              jdk.proxy2.$Proxy12.load 3
                com.acme.Dao$$SpringCGLIB$$0.load 3
                  com.acme.Dao.load 3
              jdk.proxy2.$Proxy13.close 1
              {com.acme.Main$$Lambda/0x00007f1b38001a40.run} 2
            """,
            """
            Main.main 1
              jdk.proxy3.$Proxy9.close 1
              jdk.proxy3.$Proxy10.load 3
                com.acme.Dao$$SpringCGLIB$$1.load 3
                  com.acme.Dao.load 3
              {com.acme.Main$$Lambda/0x00007f1b38002b50.run} 2
            """);

    assertThat(changedMethods(diff)).isEmpty();
    assertThat(diff.callsDiffer()).isFalse();
    assertThat(diff.changedCalls()).isEmpty();
  }

  @Test
  void anotherParameterMakesNoOtherMethod() {
    Diff diff = diff("A.main 1\n  A.load(I)V 4\n", "A.main 1\n  A.load(IZ)V 4\n");

    assertThat(diff.callsDiffer()).isFalse();
  }

  @Test
  void overloadsAreToldApart() {
    Diff diff =
        diff(
            "A.main 1\n  A.load(I)V 4\n  A.load(J)V 2\n",
            "A.main 1\n  A.load(I)V 4\n  A.load(J)V 3\n");

    assertThat(changedMethods(diff)).containsExactly("2 → 3 A.load");
  }

  @Test
  void overloadsOfTheJdkAreOneMethod() {
    Diff diff =
        diff(
            "A.main 1\n  {a.List.add(I)V} 4\n  {a.List.add(IL)V} 2\n",
            "A.main 1\n  {a.List.add(I)V} 2\n  {a.List.add(IL)V} 4\n");

    assertThat(diff.size()).isEqualTo(2);
    assertThat(diff.callsDiffer()).isFalse();
  }

  @Test
  void errorsOfCumulativeTimesAddUpInSquares() {
    Diff diff =
        diff("A.main 1 5ms\n  B.b 1 9ms ±3\n  C.c 1 9ms ±4\n", "A.main 1 5ms\n  B.b 1 9ms\n");

    assertThat(diff.before().cumulativeError(row(diff, "A.main"))).isEqualTo(5_000_000);
    assertThat(diff.before().cumulativeError(row(diff, "B.b"))).isEqualTo(3_000_000);
    assertThat(diff.after().cumulativeError(row(diff, "A.main"))).isZero();
  }

  @Test
  void whatHasNoPathsIsComparedByCallerAndCallee() {
    Diff diff =
        Diff.of(
            withoutPaths("A.main 1\n  B.b 2\n    C.c 4\n"),
            withoutPaths("A.main 1\n  B.b 20\n    C.c 40\n"));

    assertThat(changes(diff)).containsExactly("2 → 20 B.b < A.main, 0 more below");
  }

  @Test
  void samplesAreNotComparedWithCalls() {
    Profile samples =
        new Profile(
            Origin.foreign("a sampler"),
            List.of(),
            List.of(),
            List.of(),
            Paths.SAMPLED,
            CallTree.empty(List.of(Metric.HITS)),
            Edges.empty(List.of(Metric.HITS)),
            List.of(),
            0);

    assertThatThrownBy(() -> Diff.of(samples, WrittenTree.of("A.main 1\n")))
        .hasMessage(
            "one profile counts calls and the other has samples, so they cannot be compared");
  }

  @Test
  void aProfileDoesNotDifferFromItself() {
    for (int seed = 0; seed < 200; seed++) {
      Profile profile = WrittenTree.of(anyTree(seed));
      Diff diff = Diff.of(profile, profile);

      assertThat(diff.callsDiffer()).as("seed %d", seed).isFalse();
      assertThat(diff.changedCalls()).as("seed %d", seed).isEmpty();
      assertThat(diff.size()).isEqualTo(profile.methods().size());
    }
  }

  @Test
  void theOtherWayRoundAllChangesAreReversed() {
    for (int seed = 0; seed < 200; seed++) {
      Profile one = WrittenTree.of(anyTree(seed));
      Profile other = WrittenTree.of(anyTree(seed + 1));
      Diff diff = Diff.of(one, other);
      Diff mirrored = Diff.of(other, one);

      assertThat(changedMethods(mirrored))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(
              changedMethods(diff).stream().map(DiffTest::reversed).toList());
      assertThat(mirrored.callsDiffer()).isEqualTo(diff.callsDiffer());
    }
  }

  /** Else a report would say that calls differ, and not where. */
  @Test
  void whereCallsDifferThereIsAPlaceWhereTheyChanged() {
    for (int seed = 0; seed < 200; seed++) {
      Diff diff = diff(anyTree(seed), anyTree(seed + 1));

      boolean renamed = false;
      for (int row = 0; row < diff.size(); row++) {
        renamed |= diff.renamedFrom(row) >= 0;
      }
      if (!renamed) {
        assertThat(diff.changedCalls().isEmpty())
            .as("seed %d", seed)
            .isEqualTo(!diff.callsDiffer());
      }
      long changed = 0;
      for (int row = 0; row < diff.size(); row++) {
        changed += diff.moreCalls(row);
      }
      assertThat(changed).isEqualTo(sum(diff.second()) - sum(diff.first()));
    }
  }

  private static long sum(Profile profile) {
    long sum = 0;
    for (int c = 0; c < profile.tree().size(); c++) {
      sum += profile.tree().calls(c);
    }
    return sum;
  }

  private static Diff diff(String before, String after) {
    return Diff.of(WrittenTree.of(before), WrittenTree.of(after));
  }

  /** Of few methods, so that many are in both of two trees; none has what stands for another. */
  private static String anyTree(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("A.main 1\n");
    int depth = 0;
    for (int line = 0; line < 12; line++) {
      depth = 1 + random.nextInt(depth + 1);
      text.append("  ".repeat(depth)).append("A.m").append((char) ('a' + random.nextInt(5)));
      text.append(' ').append(1 + random.nextInt(3)).append('\n');
    }
    return text.toString();
  }

  private static Profile withoutPaths(String tree) {
    Profile profile = WrittenTree.of(tree);
    MethodStats stats = MethodStats.of(profile);
    Edges.Builder edges = new Edges.Builder(Metrics.of(profile.metrics()));
    for (int e = 0; e < stats.edgeCount(); e++) {
      int edge = edges.edge(stats.caller(e), stats.callee(e));
      edges.add(edge, 0, stats.edgeCalls(e), stats.edgeCalls(e), stats.edgeCalls(e));
    }
    int outermost = edges.edge(Edges.NOBODY, profile.frames().get(0).method());
    edges.add(outermost, 0, 1, 1, 1);
    return new Profile(
        profile.origin(),
        profile.methods(),
        profile.frames(),
        List.of(),
        Paths.NONE,
        CallTree.empty(profile.metrics()),
        edges.build(),
        List.of(),
        0);
  }

  private static List<String> changes(Diff diff) {
    List<String> changes = new ArrayList<>();
    for (ChangedCalls change : diff.changedCalls()) {
      StringBuilder text = new StringBuilder();
      text.append(change.before()).append(" → ").append(change.after()).append(' ');
      text.append(name(diff, change.callee()));
      change.callers().forEach(caller -> text.append(" < ").append(name(diff, caller)));
      changes.add(text + ", " + change.moreBelow() + " more below");
    }
    return changes;
  }

  private static List<String> changedMethods(Diff diff) {
    List<String> changed = new ArrayList<>();
    for (int row = 0; row < diff.size(); row++) {
      if (diff.moreCalls(row) != 0) {
        changed.add(
            diff.before().calls(row) + " → " + diff.after().calls(row) + " " + name(diff, row));
      }
    }
    return changed;
  }

  private static String reversed(String change) {
    return change.replaceFirst("(\\d+) → (\\d+)", "$2 → $1");
  }

  private static String name(Diff diff, int row) {
    return diff.method(row).className() + "." + diff.method(row).name();
  }

  private static int row(Diff diff, String name) {
    for (int row = 0; row < diff.size(); row++) {
      if (name(diff, row).equals(name)) {
        return row;
      }
    }
    throw new AssertionError("no row for " + name);
  }
}
