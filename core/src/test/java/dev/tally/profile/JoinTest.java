// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Trees as {@link WrittenTree} reads them. Of the second, which stands for a sampler's, only the
 * times are taken; what its calls are makes no difference.
 */
class JoinTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void callsAreOfTheOneAndTimesOfTheOther() {
    Profile counts =
        WrittenTree.of(
            """
            App.main 1 10ms
              App.work 7 900ms ±9
                App.small 1000000 700ms
            """);
    Profile times =
        WrittenTree.of(
            """
            App.main 0 1ms
              App.work 0 300ms ±30
                App.small 0 20ms ±8
            """);
    Profile joined = Join.of(counts, times, 0);
    assertThat(rows(joined))
        .isEqualTo(
            """
            App.main 1 1ms
              App.work 7 300ms ±30
                App.small 1000000 20ms ±8
            """);
    assertThat(joined.metrics()).contains(Metric.CALLS, Metric.TIME.as(Metric.Known.SAMPLED));
    assertThat(joined.origin().engine())
        .isEqualTo(new Engine.Joined(counts.origin().engine(), times.origin().engine()));
    assertThat(note(joined)).contains("by path 100.0 %", "in no counted method 0.0 %");
  }

  @Property(tries = 200)
  void callsAreExactlyTheCountedWhateverWasSampled(@ForAll long seed) {
    Random random = new Random(seed);
    String counts = written(random, 0, " %d");
    Profile joined = join(counts, written(random, 0, " 0 %dms"));
    assertThat(rows(joined).replaceAll(" \\d+ms", "")).isEqualTo(counts);
  }

  /** A call tree of a few methods, two of them the JDK's, each at most once below its caller. */
  private static String written(Random random, int depth, String numbers) {
    StringBuilder text = new StringBuilder();
    for (String name :
        List.of("App.a", "App.b", "App.c", "{java.util.List.add}", "{java.util.ArrayList.add}")) {
      if (random.nextInt(5) < (depth == 0 ? 4 : 2) && depth < 6) {
        text.append("  ".repeat(depth)).append(name);
        text.append(numbers.formatted(1 + random.nextInt(1_000))).append('\n');
        text.append(written(random, depth + 1, numbers));
      }
    }
    return text.toString();
  }

  @Test
  void whatWasNotCountedBelongsToTheCounted() {
    Profile joined =
        join(
            """
            App.main 1
              {java.util.HashMap.put} 9
            """,
            """
            {java.lang.Thread.run} 0
              App.main 0 1ms
                {java.util.HashMap.put} 0 2ms
                  {java.util.HashMap.putVal} 0 4ms
                  {java.util.HashMap.hash} 0 8ms
                {java.lang.Integer.valueOf} 0 16ms
            """);
    assertThat(rows(joined))
        .isEqualTo(
            """
            App.main 1 17ms
              {java.util.HashMap.put} 9 14ms
            """);
  }

  @Test
  void theJdksCallsOfItselfAreNoneOfTheProgram() {
    Profile joined =
        join(
            """
            App.main 1
              {java.util.HashSet.add} 3
              {java.util.HashMap.put} 9
            """,
            """
            App.main 0
              {java.util.HashSet.add} 0 1ms
                {java.util.HashMap.put} 0 2ms
              {java.util.HashMap.put} 0 4ms
            """);
    assertThat(rows(joined))
        .isEqualTo(
            """
            App.main 1
              {java.util.HashSet.add} 3 3ms
              {java.util.HashMap.put} 9 4ms
            """);
  }

  /** Counted is the interface that a call names; on the stack there is what implements it. */
  @Test
  void whatIsCalledThroughAnInterfaceOfTheJdkIsFoundByPath() {
    Profile joined =
        join(
            """
            App.main 1
              {java.sql.Statement.execute} 5
                Driver.execute 5
                  Driver.send 9
            """,
            """
            App.main 0
              Driver.execute 0 1ms
                Driver.send 0 2ms
            """);
    assertThat(rows(joined))
        .isEqualTo(
            """
            App.main 1
              {java.sql.Statement.execute} 5
                Driver.execute 5 1ms
                  Driver.send 9 2ms
            """);
    assertThat(note(joined)).contains("by path 100.0 %");
  }

  @Test
  void whatTheJdkCallsBackIsFoundBelowIt() {
    Profile joined =
        join(
            """
            App.main 1
              {java.util.List.forEach} 1
                App.lambda$main$0 5
            """,
            """
            App.main 0
              {java.util.ArrayList.forEach} 0 1ms
                App$$Lambda/0x000000080.accept 0 2ms
                  App.lambda$main$0 0 4ms
            """);
    assertThat(rows(joined))
        .isEqualTo(
            """
            App.main 1
              {java.util.List.forEach} 1 3ms
                App.lambda$main$0 5 4ms
            """);
  }

  @Test
  void aPathThatWasNotCountedIsFoundByCallerAndCalleeThenByMethod() {
    Profile joined =
        join(
            """
            App.main 1 5ms
              App.one 1 5ms
                App.load 10 50ms
                App.other 1 5ms
            """,
            """
            App.main 0 0ms
              App.two 0 0ms
                App.load 0 20ms
              App.one 0
                App.load 0 60ms
            App.one 0
              App.other 0 10ms
            Jvm.thread 0 10ms
            """);
    assertThat(rows(joined))
        .isEqualTo(
            """
            App.main 1
              App.one 1
                App.load 10 80ms
                App.other 1 10ms
            """);
    assertThat(note(joined))
        .contains(
            "by path 60.0 %",
            "by caller and callee 0.0 %", "by method 30.0 %", "in no counted method 10.0 %");
  }

  @Test
  void ofOverloadsTheDescriptorTellsWhichIsMeant() {
    Profile joined =
        join(
            """
            App.main 1
              App.put(I)V 3 9ms
              App.put(J)V 4 1ms
            """,
            """
            App.main 0
              App.put(J)V 0 2ms
              App.put(I)V 0 4ms
            """);
    assertThat(rows(joined))
        .isEqualTo(
            """
            App.main 1
              App.put(I)V 3 4ms
              App.put(J)V 4 2ms
            """);
  }

  @Test
  void whatTallyCostIsNoneOfTheJoined() {
    CountedTree tree = new CountedTree();
    int main = tree.root(0, 0);
    tree.add(main, 1, 5 * MILLISECOND, 0, 0);
    tree.add(tree.child(main, 1), 0, 7 * MILLISECOND, 0, 0);
    CallTree built = tree.build();
    Profile counts =
        new Profile(
            Origin.foreign("test"),
            List.of(new Method("App", "main", "()V", "", 0, Kind.METHOD), Method.ofTally("probes")),
            Profile.framesOf(2),
            List.of(new Threads("main", 1)),
            Paths.EXACT,
            built,
            Edges.empty(built.metrics()),
            List.of(),
            0);
    assertThat(rows(Join.of(counts, WrittenTree.of("App.main 0 1ms"), 0)))
        .isEqualTo("App.main 1 1ms\n");
  }

  @Test
  void callsWithoutAPathGetTheirTimesByCallerAndCallee() {
    CountedTree tree = new CountedTree();
    tree.add(tree.root(0, 0), 1, 0, 0, 0);
    tree.edge(0, 1, new long[] {100, 60, 90}, new long[] {0, 0, 0});
    tree.edge(1, 1, new long[] {40, 0, 40}, new long[] {0, 0, 0});
    CallTree built = tree.build();
    Profile counts =
        new Profile(
            Origin.foreign("test"),
            List.of(
                new Method("App", "main", "()V", "", 0, Kind.METHOD),
                new Method("App", "down", "()V", "", 0, Kind.METHOD)),
            Profile.framesOf(2),
            List.of(new Threads("main", 1)),
            Paths.EXACT,
            built,
            tree.edges.build(),
            List.of(),
            0);
    Profile joined =
        Join.of(
            counts,
            WrittenTree.of(
                """
                App.main 0 1ms
                  App.down 0 2ms
                    App.down 0 4ms
                """),
            0);
    Edges edges = joined.edges();
    int time = Metrics.number(joined.metrics(), Metric.TIME);
    assertThat(edges.calls(0)).isEqualTo(100);
    assertThat(edges.selfNanos(0)).isEqualTo(2 * MILLISECOND);
    assertThat(edges.cumulative(time, 0)).isEqualTo(6 * MILLISECOND);
    assertThat(edges.selfNanos(1)).isEqualTo(4 * MILLISECOND);
    assertThat(edges.cumulative(time, 1)).isZero();
    assertThat(edges.edgeCumulative(time, 1)).isEqualTo(4 * MILLISECOND);
    assertThat(joined.tree().inclusive(time)[0]).isEqualTo(7 * MILLISECOND);
    assertThat(MethodStats.of(joined).cumulative(1)).isEqualTo(6 * MILLISECOND);
  }

  @Test
  void numbersOfSamplesNeedAnInterval() {
    Profile counts = WrittenTree.of("App.main 1 9ms");
    Profile samples = samples(25);
    assertThatThrownBy(() -> Join.of(counts, samples, 0))
        .hasMessageContaining("does not say how long one of its samples stands for");
    assertThatThrownBy(() -> Join.of(samples, counts, 0))
        .hasMessageContaining("the first has no calls to take");
    assertThat(rows(Join.of(counts, samples, 2 * MILLISECOND))).isEqualTo("App.main 1 50ms ±10\n");
    assertThatThrownBy(() -> Join.of(counts, samples(Long.MAX_VALUE / 2), 3))
        .hasMessageContaining("292 years");
  }

  private static Profile samples(long hits) {
    Metrics metrics = new Metrics();
    int number = metrics.add(Metric.HITS);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    tree.add(tree.root(0, 0), number, hits);
    CallTree built = tree.build();
    return new Profile(
        Origin.foreign("collapsed stacks"),
        List.of(new Method("App", "main", "", "", 0, Kind.METHOD)),
        Profile.framesOf(1),
        List.of(new Threads("(all threads)", 1)),
        Paths.SAMPLED,
        built,
        Edges.empty(built.metrics()),
        List.of(),
        0);
  }

  private static Profile join(String counts, String times) {
    return Join.of(WrittenTree.of(counts), WrittenTree.of(times), 0);
  }

  private static String note(Profile profile) {
    return String.join("; ", profile.origin().notes());
  }

  /** As {@link WrittenTree} reads it, all threads together. */
  private static String rows(Profile profile) {
    CallTree tree = profile.tree();
    StringBuilder text = new StringBuilder();
    int[] depth = new int[tree.size()];
    Walk walk = new Walk(tree);
    for (int c; (c = walk.next()) != Walk.END; ) {
      if (c < 0) {
        continue;
      }
      depth[c] = tree.parent(c) == CallTree.ROOT ? 0 : depth[tree.parent(c)] + 1;
      Method method = profile.method(c);
      String name = method.className() + "." + method.name();
      name += method.descriptor().equals("()V") ? "" : method.descriptor();
      text.append("  ".repeat(depth[c]));
      text.append(method.kind() == Kind.JDK ? "{" + name + "}" : name);
      text.append(' ').append(tree.calls(c));
      text.append(tree.selfNanos(c) == 0 ? "" : " " + tree.selfNanos(c) / MILLISECOND + "ms");
      text.append(tree.errorNanos(c) == 0 ? "" : " ±" + tree.errorNanos(c) / MILLISECOND);
      text.append('\n');
    }
    return text.toString();
  }
}
