// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FoldTest {
  /** {@code main} calls what takes long, what is called often, and two that are neither. */
  @Test
  void whatIsSmallByTimeAndByCallsIsAddedUp() {
    Fold fold = Fold.to(4, tree("main 1 0", " slow 1 900", " often 900 1", " a 2 3", "  b 4 5"));
    assertThat(lines(fold.profile()))
        .containsExactly("main 1 0", " slow 1 900", " often 900 1", " {folded} 6 8");
    assertThat(fold.folded()).isEqualTo(2);
    assertThat(fold.note())
        .isEqualTo(
            "2 of 5 contexts, each with at most 0.88 % of any metric, are added up in {folded}");
    assertThat(fold.profile().origin().notes()).containsExactly(fold.note());
  }

  @Test
  void oneThatAloneWouldBeFoldedStays() {
    Fold fold = Fold.to(4, tree("main 1 0", " slow 1 900", "  c 1 1", " a 2 3", "  b 4 5"));
    assertThat(lines(fold.profile()))
        .containsExactly("main 1 0", " slow 1 900", "  c 1 1", " {folded} 6 8");
  }

  @Test
  void whatIsSmallEnoughIsLeftAlone() {
    Profile profile = tree("main 1 0", " a 2 3");
    assertThat(Fold.to(2, profile).profile()).isSameAs(profile);
  }

  @Property(tries = 200)
  void sumsOfEachThreadStayAndThereAreNoMoreThanAskedFor(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 200) int most) {
    Profile profile = random(new Random(seed));

    Fold fold = Fold.to(most, profile);

    CallTree folded = fold.profile().tree();
    assertThat(folded.size()).isLessThanOrEqualTo(most);
    for (int metric = 0; metric < 2; metric++) {
      assertThat(sums(folded, metric)).containsExactly(sums(profile.tree(), metric));
    }
    // Whatever is kept has the numbers that it had, in and below it.
    assertThat(folded.inclusive(1)[0]).isEqualTo(profile.tree().inclusive(1)[0]);
  }

  private static long[] sums(CallTree tree, int metric) {
    long[] sums = new long[2];
    for (int c = 0; c < tree.size(); c++) {
      sums[tree.thread(c)] += tree.value(metric, c);
    }
    return sums;
  }

  private static Profile random(Random random) {
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    tree.root(0, 0);
    tree.root(1, 0);
    for (int i = 0; i < 300; i++) {
      int context = tree.child(random.nextInt(tree.size()), random.nextInt(20));
      tree.add(context, calls, random.nextInt(5));
      tree.add(context, time, random.nextInt(1 << random.nextInt(20)));
    }
    return profile(tree.build(), 20);
  }

  /** A context a line: its depth in blanks, its method, calls and time. */
  private static Profile tree(String... lines) {
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int[] path = new int[lines.length];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String[] words = lines[i].strip().split(" ", -1);
      int depth = lines[i].length() - lines[i].strip().length();
      names.add(words[0]);
      path[depth] = depth == 0 ? tree.root(0, i) : tree.child(path[depth - 1], i);
      tree.add(path[depth], calls, Long.parseLong(words[1]));
      tree.add(path[depth], time, Long.parseLong(words[2]));
    }
    return profile(tree.build(), names);
  }

  private static Profile profile(CallTree tree, int methods) {
    List<String> names = new ArrayList<>();
    for (int m = 0; m < methods; m++) {
      names.add("m" + m);
    }
    return profile(tree, names);
  }

  private static Profile profile(CallTree tree, List<String> names) {
    List<Method> methods =
        names.stream().map(name -> new Method("A", name, "()V", "", 0, Kind.METHOD)).toList();
    return new Profile(
        Origin.of(new Engine.Foreign("a test")),
        methods,
        Profile.framesOf(methods.size()),
        List.of(new Threads("main", 1), new Threads("other", 1)),
        Paths.EXACT,
        tree,
        Edges.empty(tree.metrics()),
        List.of(),
        0);
  }

  private static List<String> lines(Profile profile) {
    CallTree tree = profile.tree();
    int[] depth = new int[tree.size()];
    List<String> lines = new ArrayList<>();
    for (int c = 0; c < depth.length; c++) {
      depth[c] = tree.parent(c) == CallTree.ROOT ? 0 : depth[tree.parent(c)] + 1;
      String name = profile.method(c).name();
      String shown = profile.method(c).equals(Fold.FOLDED) ? "{folded}" : name;
      lines.add(" ".repeat(depth[c]) + shown + " " + tree.value(0, c) + " " + tree.value(1, c));
    }
    return lines;
  }
}
