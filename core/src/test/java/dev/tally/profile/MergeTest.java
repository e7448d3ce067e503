// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MergeTest {
  @Property(tries = 200)
  void inWhichOrderProfilesAreAddedMakesNoDifference(@ForAll long seed) {
    Profile a = profile(seed);
    Profile b = profile(seed + 1);
    Profile c = profile(seed + 2);
    String sum = describe(Merge.of(Merge.of(a, b), c));
    assertThat(describe(Merge.of(a, Merge.of(b, c)))).isEqualTo(sum);
    assertThat(describe(Merge.of(Merge.of(c, a), b))).isEqualTo(sum);
  }

  @Property(tries = 100)
  void everyNumberIsTheSumOfBoth(@ForAll long seed) {
    Map<String, Long> wanted = numbers(profile(seed));
    numbers(profile(seed + 1)).forEach((row, number) -> wanted.merge(row, number, Long::sum));
    wanted.values().removeIf(number -> number == 0);
    assertThat(numbers(Merge.of(profile(seed), profile(seed + 1)))).isEqualTo(wanted);
  }

  @Test
  void errorsAddInSquares() {
    assertThat(Merge.of(one(30), one(40)).tree().errorNanos(0)).isEqualTo(50);
  }

  /** Parts of one run say it each. */
  @Test
  void whatBothLeftOutIsCountedOnceAndWhatNobodyListsIsAddedUp() {
    Profile part = leavingOut(5, "A", "B");
    Profile sum = Merge.of(part, leavingOut(2, "B", "C"));
    assertThat(sum.leftOut()).extracting(LeftOut::name).containsExactly("A", "B", "C");
    assertThat(sum.leftOutCount()).isEqualTo(3 + 3);
  }

  private static Profile leavingOut(long count, String... names) {
    Profile of = one(0);
    return new Profile(
        of.origin(),
        of.methods(),
        of.frames(),
        of.threads(),
        of.paths(),
        of.tree(),
        of.edges(),
        Stream.of(names).map(name -> new LeftOut(name, "it is abstract")).toList(),
        count);
  }

  @Test
  void threadsOfOneNameAreOneGroup() {
    assertThat(Merge.of(one(0), one(0)).threads())
        .containsExactly(new Threads("main", 2), new Threads("other", 4));
  }

  @Test
  void whatBothSayOfTheirOriginIsKeptAndWhatDiffersIsLeftEmpty() {
    Engine.Counting auto =
        new Engine.Counting(Engine.Timing.AUTO, false, true, "rdtsc", 20, 1, 2, 5, 7);
    Engine.Counting exact =
        new Engine.Counting(Engine.Timing.EXACT, false, true, "rdtsc", 21, 1, 2, 5, 7);
    Origin one =
        new Origin("tally 1", List.of("Main", "a"), "JVM 17", 9, 100, true, 1, List.of("x"), auto);
    Origin other =
        new Origin("tally 1", List.of("Main", "b"), "JVM 25", 5, 10, false, 3, List.of("b"), exact);
    assertThat(one.plus(other))
        .isEqualTo(other.plus(one))
        .isEqualTo(
            new Origin(
                "tally 1",
                List.of(),
                "",
                5,
                110,
                false,
                4,
                List.of("b", "x"),
                new Engine.Counting(Engine.Timing.MIXED, false, true, "rdtsc", 0, 1, 2, 5, 7)));
    assertThat(one.plus(Origin.foreign("Python")).engine()).isEqualTo(new Engine.Several());
  }

  @Test
  void callsThatOneOfThemDoesNotKnowAreNotAddedToThoseOfTheOther() {
    Metrics samples = Metrics.of(List.of(Metric.HITS));
    CallTree.Builder tree = new CallTree.Builder(samples);
    tree.add(tree.root(0, 0), 0, 5);
    Profile sampled = profile(tree.build(), Edges.empty(List.of(Metric.HITS)), List.of("main"));
    assertThatThrownBy(() -> Merge.of(one(0), sampled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one profile counts calls and another has samples, so they cannot be added up");
  }

  @Test
  void framesOfOneMethodAtTwoLinesStayApart() {
    CountedTree tree = new CountedTree();
    tree.add(tree.root(0, 0), 1, 1, 0, 0);
    tree.add(tree.root(0, 1), 1, 1, 0, 0);
    Profile lines =
        new Profile(
            Origin.foreign("a test"),
            List.of(new Method("A", "a", "", "A.java", 1, Kind.METHOD)),
            List.of(new Frame(0, 3), new Frame(0, 4)),
            List.of(new Threads("main", 1)),
            Paths.EXACT,
            tree.build(),
            tree.edges.build(),
            List.of(),
            0);
    Profile sum = Merge.of(lines, lines);
    assertThat(sum.methods()).hasSize(1);
    assertThat(sum.frames()).isEqualTo(lines.frames());
    assertThat(sum.tree().calls(0)).isEqualTo(2);
  }

  /** A method of some of five, called from others, by two threads, and edges without a path. */
  private static Profile profile(long seed) {
    Random random = new Random(seed);
    CountedTree tree = new CountedTree();
    int row = tree.root(random.nextInt(2), random.nextInt(4));
    for (int i = 0; i < 30; i++) {
      boolean root = random.nextInt(4) == 0;
      row =
          root
              ? tree.root(random.nextInt(2), random.nextInt(4))
              : tree.child(row, random.nextInt(4));
      tree.add(row, 1 + random.nextInt(9), random.nextInt(1_000), 0, random.nextInt(3));
    }
    for (int i = 0; i < 4; i++) {
      long calls = 1L + random.nextInt(5);
      tree.edge(
          random.nextInt(5) - 1,
          random.nextInt(4),
          new long[] {calls, calls, calls},
          new long[] {random.nextInt(50), 60, 70});
    }
    // The same methods by other numbers.
    List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
    Collections.shuffle(names, random);
    return profile(tree.build(), tree.edges.build(), names);
  }

  private static Profile one(long error) {
    CountedTree tree = new CountedTree();
    tree.add(tree.root(0, 0), 1, 100, error, 0);
    return profile(tree.build(), tree.edges.build(), List.of("main"));
  }

  private static Profile profile(CallTree tree, Edges edges, List<String> names) {
    List<Method> methods = new ArrayList<>();
    for (String name : names) {
      methods.add(new Method("Test", name, "()V", "Test.java", 1, Kind.METHOD));
    }
    return new Profile(
        Origin.foreign("a test"),
        methods,
        Profile.framesOf(methods.size()),
        List.of(new Threads("main", 1), new Threads("other", 2)),
        Paths.EXACT,
        tree,
        edges,
        List.of(new LeftOut(names.get(0), "a reason")),
        1);
  }

  private static String describe(Profile profile) {
    return profile.origin()
        + "\n"
        + numbers(profile)
        + new TreeMap<>(threads(profile))
        + profile.leftOut()
        + profile.leftOutCount();
  }

  private static Map<String, Long> threads(Profile profile) {
    Map<String, Long> threads = new TreeMap<>();
    for (Threads group : profile.threads()) {
      threads.put(group.name(), group.count());
    }
    return threads;
  }

  /** Every number of a profile that is not zero, by its path or edge and its metric. */
  private static Map<String, Long> numbers(Profile profile) {
    Map<String, Long> numbers = new TreeMap<>();
    CallTree tree = profile.tree();
    String[] paths = new String[tree.size()];
    for (int c = 0; c < paths.length; c++) {
      String above =
          tree.parent(c) == CallTree.ROOT
              ? profile.threads().get(tree.thread(c)).name()
              : paths[tree.parent(c)];
      paths[c] = above + "/" + profile.method(c).name();
      for (int m = 0; m < tree.metrics().size(); m++) {
        put(numbers, paths[c] + " " + tree.metrics().get(m).name(), tree.value(m, c));
      }
    }
    Edges edges = profile.edges();
    for (int e = 0; e < edges.size(); e++) {
      int caller = edges.caller(e);
      String edge =
          (caller == Edges.NOBODY ? "nobody" : profile.methods().get(caller).name())
              + "->"
              + profile.methods().get(edges.callee(e)).name();
      for (int m = 0; m < edges.metrics().size(); m++) {
        String name = edge + " " + edges.metrics().get(m).name();
        put(numbers, name, edges.self(m, e));
        put(numbers, name + " cumulative", edges.cumulative(m, e));
        put(numbers, name + " of the edge", edges.edgeCumulative(m, e));
      }
    }
    return numbers;
  }

  private static void put(Map<String, Long> numbers, String name, long number) {
    if (number != 0) {
      numbers.put(name, number);
    }
  }
}
