// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Frame;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import dev.tally.profile.WrittenTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Call trees as recorded and as their program is written. */
class AsWrittenTest {

  @Test
  void aProfileWithoutAnythingToNameIsTheSameOne() {
    Profile profile =
        WrittenTree.of("Main.main 1\n  Order.total 3 5ms\n    {java.util.List.add} 6");
    assertThat(AsWritten.of(profile)).isSameAs(profile);
  }

  @Test
  void aNameAloneLeavesTheTreeAsItIs() {
    Profile profile = WrittenTree.of("Main.main 1\n  Order.lambda$total$2 3 5ms");
    Profile written = AsWritten.of(profile);
    assertThat(text(written)).isEqualTo("Main.main 1\n  Order.total{lambda 2} 3 5ms\n");
    assertThat(written.tree()).isSameAs(profile.tree());
  }

  @Test
  void aBridgeAndItsTargetAreOneCallOfTheTarget() {
    assertThat(
            written(
                "java",
                """
                Main.main 1
                  Order.compareTo(Bridge)I 4 1ms
                    Order.compareTo(Order)I 4 20ms
                      Order.total 8 3ms
                """))
        .isEqualTo(
            """
            Main.main 1
              Order.compareTo 4 21ms
                Order.total 8 3ms
            """);
  }

  @Test
  void whatWasMeasuredWithAllBelowItStaysSoWithPartsFolded() {
    Profile written =
        AsWritten.of(
            WrittenTree.of(
                "Main.main 1 1ms ±3÷\n  Outer.access$000 2 1ms ±2\n    Outer.run 2 5ms ±1\n"));
    assertThat(written.tree().isDivided(0)).isTrue();
    assertThat(written.tree().isDivided(1)).isFalse();
  }

  /** Where the bridge was the first to be called there is nothing above to put it into. */
  @Test
  void aBridgeMayBeTheOutermostCall() {
    assertThat(written("java", "Job.call(Bridge)V 2 1ms\n  Job.call 2 20ms"))
        .isEqualTo("Job.call 2 21ms\n");
  }

  @Test
  void aBridgeThatFailedBeforeItsCallIsACallOfTheTargetAllTheSame() {
    assertThat(written("java", "Main.main 1\n  Order.compareTo(Bridge)I 4 1ms"))
        .isEqualTo("Main.main 1\n  Order.compareTo 4 1ms\n");
  }

  @Test
  void anAccessorIsWhateverItCallsAndNothingIfItReadsAField() {
    assertThat(
            written(
                "java",
                """
                Outer.run 1 1ms
                  Inner.access$000 2 1ms
                    Inner.secret 2 5ms
                  Inner.access$100 7 2ms
                """))
        .isEqualTo("Outer.run 1 3ms\n  Inner.secret 2 6ms\n");
  }

  @Test
  void defaultArgumentsBelongToTheMethodWhoseTheyAre() {
    assertThat(
            written(
                "kt",
                """
                ShopKt.main 1
                  ShopKt.price 1 1ms
                  ShopKt.price$default 2 1ms
                    ShopKt.tax 2 2ms
                    ShopKt.price 2 4ms
                      ShopKt.round 2
                """))
        .isEqualTo(
            """
            ShopKt.main 1
              ShopKt.price 3 6ms
                ShopKt.round 2
              ShopKt.tax 2 2ms
            """);
  }

  @Test
  void whatGoesOnLaterIsNoCall() {
    assertThat(
            written(
                "kt",
                """
                ShopKt.main 1
                  ShopKt.fetch 40 1ms
                    ShopKt$fetch$1.<init>(Lkotlin/coroutines/Continuation;)V 40 1ms
                  ShopKt$fetch$1.invokeSuspend(Ljava/lang/Object;)Ljava/lang/Object; 80 1ms
                    ShopKt.fetch 80 4ms
                      ShopKt.parse 40 9ms
                """))
        .isEqualTo(
            """
            ShopKt.main 1
              ShopKt.fetch 40 2ms
              ShopKt.fetch{resumed} 80 5ms
                ShopKt.parse 40 9ms
            """);
  }

  @Test
  void aLambdaThatSuspendsIsStartedOnceAndGoesOnOften() {
    assertThat(
            written(
                "kt",
                """
                Worker.run 1
                  ShopKt$main$1.create(Ljava/lang/Object;Lkotlin/coroutines/Continuation;)V 5 1ms
                    ShopKt$main$1.<init>(Lkotlin/coroutines/Continuation;)V 5
                  ShopKt$main$1.invokeSuspend 12 3ms
                  ShopKt$main$1.invoke 2 1ms
                    ShopKt$main$1.create(Ljava/lang/Object;Lkotlin/coroutines/Continuation;)V 2 1ms
                    ShopKt$main$1.invokeSuspend 2 1ms
                """))
        .isEqualTo(
            """
            Worker.run 1
              ShopKt.main{lambda 1} 7 4ms
              ShopKt.main{lambda 1}{resumed} 12 3ms
            """);
  }

  @Test
  void aLazyValueIsOnePart() {
    assertThat(
            written(
                "scala",
                """
                Main$.main 1
                  Item.heavy 2 1ms
                    Item.heavy$lzycompute 1 5ms
                      Util$.busy 1 7ms
                """))
        .isEqualTo("Main.main 1\n  Item.heavy 2 6ms\n    Util.busy 1 7ms\n");
  }

  /** {@code Dot.area} was put there for {@code Shape.area}, by way of {@code Shape.area$}. */
  @Test
  void aTraitsMethodIsOneCallInTheClassesThatHaveIt() {
    assertThat(
            written(
                "scala",
                """
                Main$.main 1
                  Dot.area(Bridge)I 2 1ms
                    Shape.area$ 2 1ms
                      Shape.area 2 3ms
                """))
        .isEqualTo("Main.main 1\n  Shape.area 2 5ms\n");
  }

  @Test
  void aProxyThatCallsWhatItStandsForIsNoCall() {
    assertThat(
            written(
                "java",
                """
                Main.main 1
                  Orders$$SpringCGLIB$$0.place 3 1ms
                    Orders$$SpringCGLIB$$FastClass$$1.invoke 3 1ms
                      Orders$$SpringCGLIB$$0.CGLIB$place$4 3 1ms
                        Orders.place 3 7ms
                  Orders$MockitoMock$123.cancel 2 1ms
                """))
        .isEqualTo(
            """
            Main.main 1
              Orders.place 3 10ms
              Orders.cancel{mock} 2 1ms
            """);
  }

  /** As in a recording of one's own classes only, in which CGLIB is a library. */
  @Test
  void aProxyThatGoesThroughALibraryIsNoCallEither() {
    Profile recorded =
        WrittenTree.of(
            """
            Main.main 1
              Orders$$SpringCGLIB$$0.place 3 1ms
                {org.springframework.cglib.proxy.MethodInterceptor.intercept} 3 2ms
                  Orders.place 3 7ms
            """);
    Profile withLibrary = withMethods(recorded, AsWrittenTest::library);
    assertThat(text(AsWritten.of(withLibrary))).isEqualTo("Main.main 1\n  Orders.place 3 10ms\n");
  }

  private static Method library(Method m) {
    return m.kind() == Kind.JDK
        ? new Method(
            m.className(), m.name(), m.descriptor(), m.sourceFile(), m.firstLine(), Kind.LIBRARY)
        : m;
  }

  /** Two methods of one name in other classes are not folded because one has no line. */
  @Test
  void aMethodThatACompilerWroteIsNotWhatItCalls() {
    String tree = "Main.main 1\n  Order.hashCode 2 1ms\n    Item.hashCode 2 1ms\n";
    Profile withoutLines = withMethods(WrittenTree.of(tree), m -> lines(m, 0));
    assertThat(text(AsWritten.of(withSource(withoutLines, "kt")))).isEqualTo(tree);
  }

  /** As are classes that were compiled without line numbers, and what samplers find. */
  @Test
  void withoutAnyLineInAClassNothingIsTakenForACompilersWork() {
    String tree = "Main.main 1\n  Order.find 2 1ms\n    Order.find 2 1ms\n";
    Profile overloads = WrittenTree.of("Main.main 1\n  Order.find(I)V 2 1ms\n    Order.find 2 1ms");
    Profile withoutLines = withMethods(overloads, m -> lines(m, 0));
    assertThat(text(AsWritten.of(withSource(withoutLines, "kt")))).isEqualTo(tree);
    Profile oneLine =
        withMethods(overloads, m -> lines(m, m.descriptor().startsWith("(I") ? 0 : 7));
    assertThat(text(AsWritten.of(withSource(oneLine, "kt"))))
        .isEqualTo("Main.main 1\n  Order.find 2 2ms\n");
  }

  @Test
  void recursionThroughABridgeStaysRecursion() {
    assertThat(
            written(
                "java",
                """
                Main.main 1
                  Node.visit(Bridge)V 1
                    Node.visit 1
                      Node.visit(Bridge)V 2
                        Node.visit 2
                """))
        .isEqualTo("Main.main 1\n  Node.visit 1\n    Node.visit 2\n");
  }

  @Test
  void callsWithoutAPathAreFoldedToo() {
    Profile tree = withBridges(WrittenTree.of("A.run 1\nB.get(Bridge)V 1\nB.get 1"));
    Edges.Builder edges = new Edges.Builder(Metrics.of(tree.metrics()));
    int calls = Metrics.number(tree.metrics(), Metric.CALLS);
    int time = Metrics.number(tree.metrics(), Metric.TIME);
    add(edges, 0, 1, calls, time, 5, 100, 700);
    add(edges, 1, 2, calls, time, 5, 600, 600);
    Edges folded = AsWritten.of(withEdges(tree, edges.build())).edges();
    List<String> rows = new ArrayList<>();
    for (int e = 0; e < folded.size(); e++) {
      rows.add(
          "%d>%d %d calls, %d ns, cumulative %d"
              .formatted(
                  folded.caller(e),
                  folded.callee(e),
                  folded.calls(e),
                  folded.selfNanos(e),
                  folded.cumulative(time, e)));
    }
    assertThat(rows)
        .containsExactly(
            "0>1 5 calls, 100 ns, cumulative 700", "-1>1 0 calls, 600 ns, cumulative 0");
  }

  /** Whatever is folded: no time is lost, and what is only called by its own name stays counted. */
  @Test
  void timesAddUpToWhatTheyWere() {
    String[] names = {
      "Order.total",
      "Order.lambda$total$0",
      "Order.access$000",
      "Order.total(Bridge)V",
      "Order.get",
      "Orders$$SpringCGLIB$$0.place",
      "Orders$$SpringCGLIB$$FastClass$$1.invoke",
      "Orders.place",
    };
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      StringBuilder tree = new StringBuilder();
      int depth = -1;
      for (int line = 0; line < 30; line++) {
        depth = random.nextInt(depth + 2);
        tree.append("  ".repeat(depth)).append(names[random.nextInt(names.length)]);
        tree.append(" 1 ").append(1 + random.nextInt(9)).append("ms\n");
      }
      Profile recorded = withBridges(WrittenTree.of(tree.toString()));
      Profile written = AsWritten.of(recorded);
      assertThat(sum(written, Metric.TIME))
          .as(tree.toString())
          .isEqualTo(sum(recorded, Metric.TIME));
      assertThat(calls(written, "get")).as(tree.toString()).isEqualTo(calls(recorded, "get"));
      assertThat(calls(written, "total"))
          .as(tree.toString())
          .isGreaterThanOrEqualTo(callsOf(recorded, "total", Kind.METHOD));
    }
  }

  private static String written(String extension, String tree) {
    return text(AsWritten.of(withSource(withBridges(WrittenTree.of(tree)), extension)));
  }

  private static String text(Profile profile) {
    StringBuilder text = new StringBuilder();
    CallTree tree = profile.tree();
    for (int root = 0; root < tree.size(); root++) {
      if (tree.parent(root) == CallTree.ROOT) {
        append(text, profile, root, 0);
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Profile profile, int context, int depth) {
    CallTree tree = profile.tree();
    Method method = profile.method(context);
    long millis = tree.selfNanos(context) / 1_000_000;
    text.append("  ".repeat(depth)).append(method.className()).append('.').append(method.name());
    text.append(' ').append(tree.calls(context)).append(millis == 0 ? "" : " " + millis + "ms\n");
    text.append(millis == 0 ? "\n" : "");
    for (int c = context + 1; c < tree.size(); c++) {
      if (tree.parent(c) == context) {
        append(text, profile, c, depth + 1);
      }
    }
  }

  private static long sum(Profile profile, Metric metric) {
    long sum = 0;
    for (int c = 0; c < profile.tree().size(); c++) {
      sum += profile.tree().value(Metrics.number(profile.metrics(), metric), c);
    }
    return sum;
  }

  private static long calls(Profile profile, String name) {
    return callsOf(profile, name, Kind.METHOD);
  }

  private static long callsOf(Profile profile, String name, Kind kind) {
    long calls = 0;
    for (int c = 0; c < profile.tree().size(); c++) {
      Method method = profile.method(c);
      calls += method.name().equals(name) && method.kind() == kind ? profile.tree().calls(c) : 0;
    }
    return calls;
  }

  private static void add(
      Edges.Builder edges,
      int caller,
      int callee,
      int calls,
      int time,
      long count,
      long self,
      long cumulative) {
    int edge = edges.edge(caller, callee);
    edges.add(edge, calls, count, count, count);
    edges.add(edge, time, self, cumulative, cumulative);
  }

  private static Profile withBridges(Profile profile) {
    return withMethods(
        profile,
        m ->
            m.descriptor().startsWith("(Bridge)")
                ? new Method(
                    m.className(),
                    m.name(),
                    m.descriptor(),
                    m.sourceFile(),
                    m.firstLine(),
                    Kind.BRIDGE)
                : m);
  }

  private static Profile withSource(Profile profile, String extension) {
    return withMethods(
        profile,
        m ->
            new Method(
                m.className(),
                m.name(),
                m.descriptor(),
                "Source." + extension,
                m.firstLine(),
                m.kind()));
  }

  private static Method lines(Method m, int line) {
    return new Method(m.className(), m.name(), m.descriptor(), m.sourceFile(), line, m.kind());
  }

  private static Profile withMethods(Profile profile, UnaryOperator<Method> change) {
    List<Method> methods = profile.methods().stream().map(change).toList();
    return profile(profile, methods, profile.frames(), profile.edges());
  }

  private static Profile withEdges(Profile profile, Edges edges) {
    return profile(profile, profile.methods(), profile.frames(), edges);
  }

  private static Profile profile(
      Profile profile, List<Method> methods, List<Frame> frames, Edges edges) {
    return new Profile(
        profile.origin(),
        methods,
        frames,
        profile.threads(),
        profile.paths(),
        profile.tree(),
        edges,
        profile.leftOut(),
        profile.leftOutCount());
  }
}
