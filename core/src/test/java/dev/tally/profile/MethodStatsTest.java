// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MethodStatsTest {
  private static final int METHODS = 5;

  // Known programs, with a clock that ticks once per reading, as cProfile answers them.

  @Test
  void fibOfFour() {
    TracedProgram program = new TracedProgram();
    program.call(0, () -> fib(program, 4));
    assertThat(program.statsOfTree())
        .containsExactly(
            "method 0: calls=1 primitive=1 self=2 cumulative=19",
            "method 1: calls=9 primitive=1 self=17 cumulative=17",
            "edge 0->1: calls=1 primitive=1 self=3 cumulative=17",
            "edge 1->1: calls=8 primitive=2 self=14 cumulative=14");
  }

  private static void fib(TracedProgram program, int n) {
    program.call(
        1,
        () -> {
          if (n > 1) {
            fib(program, n - 1);
            fib(program, n - 2);
          }
        });
  }

  @Test
  void twoMethodsThatCallEachOther() {
    TracedProgram program = new TracedProgram();
    program.call(0, () -> back(program, 1, 2, 5));
    assertThat(program.statsOfTree())
        .containsExactly(
            "method 0: calls=1 primitive=1 self=2 cumulative=13",
            "method 1: calls=3 primitive=1 self=6 cumulative=11",
            "method 2: calls=3 primitive=1 self=5 cumulative=9",
            "edge 0->1: calls=1 primitive=1 self=2 cumulative=11",
            "edge 1->2: calls=3 primitive=1 self=5 cumulative=9",
            "edge 2->1: calls=2 primitive=1 self=4 cumulative=7");
  }

  private static void back(TracedProgram program, int method, int other, int depth) {
    program.call(
        method,
        () -> {
          if (depth > 0) {
            back(program, other, method, depth - 1);
          }
        });
  }

  // Any program

  @Property(tries = 400)
  void theTreeGivesWhatCProfileCounts(@ForAll long seed) {
    TracedProgram program = TracedProgram.random(seed, METHODS);
    assertThat(program.statsOfTree()).isEqualTo(program.statsByHand());
  }

  @Property(tries = 100)
  void selfTimesAddUpToTheRoots(@ForAll long seed) {
    CallTree tree = TracedProgram.random(seed, METHODS).tree();
    MethodStats stats = MethodStats.of(profile(tree));
    long[] inclusive = tree.inclusive(Metrics.number(tree.metrics(), Metric.TIME));
    long roots = 0;
    for (int c = 0; c < tree.size(); c++) {
      roots += tree.parent(c) == CallTree.ROOT ? inclusive[c] : 0;
    }
    long selfs = 0;
    for (int m = 0; m < stats.methodCount(); m++) {
      selfs += stats.self(m);
    }
    assertThat(selfs).isEqualTo(roots);
  }

  // Single points

  @Test
  void recursionDeeperThanAnyStack() {
    CountedTree tree = new CountedTree();
    int context = tree.root(0, 0);
    tree.add(context, 1, 5, 0, 0);
    for (int depth = 1; depth < 1_000_000; depth++) {
      context = tree.child(context, 0);
      tree.add(context, 1, 5, 0, 0);
    }
    MethodStats stats = MethodStats.of(profile(tree.build()));
    assertThat(stats.calls(0)).isEqualTo(1_000_000);
    assertThat(stats.primitiveCalls(0)).isEqualTo(1);
    assertThat(stats.cumulative(0)).isEqualTo(5_000_000);
    assertThat(stats.edgeCalls(0)).isEqualTo(999_999);
    assertThat(stats.edgePrimitiveCalls(0)).isEqualTo(1);
    assertThat(stats.edgeCumulative(0)).isEqualTo(4_999_995);
  }

  @Test
  void callsWithoutAPathComeOnTop() {
    CountedTree tree = new CountedTree();
    int main = tree.root(0, 0);
    tree.add(main, 1, 100, 0, 0);
    tree.addEdgeNanos(main, 40);
    tree.edge(0, 1, new long[] {7, 6, 5}, new long[] {30, 35, 34});
    tree.edge(1, 2, new long[] {2, 2, 2}, new long[] {10, 10, 10});
    MethodStats stats = MethodStats.of(profile(tree.build(), tree.edges.build()));
    assertThat(TracedProgram.describe(stats))
        .containsExactly(
            "method 0: calls=1 primitive=1 self=100 cumulative=140",
            "method 1: calls=7 primitive=6 self=30 cumulative=35",
            "method 2: calls=2 primitive=2 self=10 cumulative=10",
            "edge 0->1: calls=7 primitive=5 self=30 cumulative=34",
            "edge 1->2: calls=2 primitive=2 self=10 cumulative=10");
  }

  @Test
  void edgesComeInTheOrderOfFirstAppearance() {
    CountedTree tree = new CountedTree();
    int first = tree.root(0, 3);
    tree.child(tree.child(first, 2), 1);
    tree.child(tree.root(0, 0), 1);
    tree.child(first, 1);
    MethodStats stats = MethodStats.of(profile(tree.build()));
    List<String> edges = new ArrayList<>();
    for (int e = 0; e < stats.edgeCount(); e++) {
      edges.add(stats.caller(e) + "->" + stats.callee(e));
    }
    assertThat(edges).containsExactly("3->2", "2->1", "0->1", "3->1");
  }

  @Test
  void errorsOfEstimatesAddInSquares() {
    CountedTree tree = new CountedTree();
    tree.add(tree.root(0, 0), 1, 100, 30, 1);
    tree.add(tree.root(1, 0), 1, 100, 40, 1);
    tree.add(tree.root(1, 1), 1, 100, 0, 9);
    MethodStats stats = MethodStats.of(profile(tree.build()));
    assertThat(stats.selfError(0)).isEqualTo(50);
    assertThat(stats.estimated(1)).isFalse();
    assertThat(stats.estimatedMethods()).isEqualTo(1);
    assertThat(stats.largestSelfError()).isEqualTo(50);
  }

  @Test
  void whatWasMeasuredAndThenDividedHasNoErrorAsAWhole() {
    Profile profile =
        WrittenTree.of(
            """
            Job.run 1 10ms ±3÷
              Row.parse 900 30ms ±3
                Text.trim 900 5ms ±4
                Disk.read 9 80ms ±12÷
                  Disk.seek 9 20ms ±12
            Job.idle 1 1ms
            """);
    MethodStats stats = MethodStats.of(profile);
    assertThat(cumulativeErrors(profile, stats))
        .containsExactly(
            "Job.run 0", // With all below it, it is what the clock said.
            "Row.parse 5", // What Disk.read took is known.
            "Text.trim 4",
            "Disk.read 0",
            "Disk.seek 12",
            "Job.idle 0");
    assertThat(stats.selfError(0)).isEqualTo(3_000_000);
  }

  @Test
  void whatIsDividedInOneRecordingAndEstimatedInAnotherIsEstimated() {
    Profile divided = WrittenTree.of("Job.run 1 10ms ±3÷\n  Row.parse 9 5ms ±3\n");
    Profile counted = WrittenTree.of("Job.run 1 10ms ±4\n  Row.parse 9 5ms\n");
    Profile measured = WrittenTree.of("Job.run 1 10ms\n  Row.parse 9 5ms\n");

    Profile same = Merge.of(divided, measured);
    assertThat(cumulativeErrors(same, MethodStats.of(same)))
        .containsExactly("Job.run 0", "Row.parse 3");
    Profile mixed = Merge.of(divided, counted);
    assertThat(mixed.tree().isDivided(0)).isFalse();
  }

  private static List<String> cumulativeErrors(Profile profile, MethodStats stats) {
    List<String> errors = new ArrayList<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      Method method = profile.methods().get(m);
      errors.add(
          method.className() + '.' + method.name() + ' ' + stats.cumulativeError(m) / 1_000_000);
    }
    return errors;
  }

  static Profile profile(CallTree tree) {
    return profile(tree, Edges.empty(tree.metrics()));
  }

  static Profile profile(CallTree tree, Edges edges) {
    List<Method> methods = new ArrayList<>();
    for (int m = 0; m < METHODS; m++) {
      methods.add(new Method("Test", "method" + m, "()V", "Test.java", m, Kind.METHOD));
    }
    return new Profile(
        Origin.foreign("a test"),
        methods,
        Profile.framesOf(METHODS),
        List.of(new Threads("main", 1)),
        Paths.EXACT,
        tree,
        edges,
        List.of(),
        0);
  }
}
