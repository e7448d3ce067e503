// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.format.stacks.Stacks;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Frame;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What other tools' files say of a recording, text by text; the tools themselves are asked
 * elsewhere.
 */
class WritersTest {
  @Test
  void collapsedStacksBeginWithTheThreadAndHaveSelfMicroseconds() throws IOException {
    assertThat(written(Format.COLLAPSED, Recordings.withEdges()))
        .isEqualTo(
            """
            [main];com.acme.Main.main 5000000
            [main];com.acme.Main.main;com.acme.Main$A.run 1
            [main];com.acme.Main.main;Main.run 2
            [main];com.acme.Main.main;{java.lang.Thread.sleep} 3
            [main];com.acme.Main.main;{native com.acme.Main.crc} 4
            [main];com.acme.Main.main;{select a from b where c = (?)} 5
            [main];com.acme.Main.main;parse 6
            [main];com.acme.Main.main;{tally.probes} 7
            [pool-#-thread-#];com.acme.Main$A.run 123457
            {calls without a path};com.acme.Main$A.run;Main.run 7
            """);
  }

  @Test
  void threadsOfCollapsedStacksAreReadAgain() throws IOException {
    byte[] file = bytes(Format.COLLAPSED, Recordings.withEdges());
    Profile read = Format.read(new ByteArrayInputStream(file)).profile();
    assertThat(read.threads().stream().map(Threads::name))
        .containsExactly("main", "pool-#-thread-#", Stacks.ALL_THREADS);
    assertThat(read.method(0).name()).isEqualTo("main");
  }

  /** What begins with a brace could be Python's. */
  @Test
  void collapsedStacksOfNothingButCallsWithoutAPathAreReadAgain() throws IOException {
    Profile table = onlyEdges();
    Profile read = Format.read(new ByteArrayInputStream(bytes(Format.COLLAPSED, table))).profile();
    assertThat(read.tree().inclusive(0)[0]).isEqualTo(3_000_000);
  }

  private static Profile onlyEdges() {
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    Edges.Builder edges = new Edges.Builder(metrics);
    edges.add(edges.edge(0, 1), calls, 3_000_000, 3_000_000, 3_000_000);
    Edges built = edges.build();
    return new Profile(
        Origin.foreign("a test"),
        List.of(
            new Method("a.B", "c", "()V", "", 0, Kind.METHOD),
            new Method("a.B", "d", "()V", "", 0, Kind.METHOD)),
        List.of(),
        List.of(),
        Paths.NONE,
        CallTree.empty(built.metrics()),
        built,
        List.of(),
        0);
  }

  @Test
  void callgrindHasEveryCallWithItsCaller() throws IOException {
    assertThat(written(Format.CALLGRIND, Recordings.withEdges()))
        .startsWith(
            """
            # callgrind format
            version: 1
            creator: tally 0.1.0
            cmd: java  -jar größer \uD83D\uDE00.jar
            desc: Note: recorded by tally 0.1.0
            """)
        .contains(
            """
            positions: line
            events: ns hits

            fl=(1) com/acme/Main.java
            fn=(1) com.acme.Main.main
            12 4999999999 0
            cfi=(2) ???
            cfn=(2) com.acme.Main$A.run
            calls=3 0
            12 1000 1
            cfi=(3) Main.java
            cfn=(3) Main.run
            calls=6 9
            12 2000 0
            cfi=(2)
            cfn=(4) {java.lang.Thread.sleep}
            calls=9 0
            12 3000 1
            """)
        .contains(
            """
            fl=(2)
            fn=(2)
            0 123457789 18
            cfi=(2)
            cfn=(2)
            calls=1 0
            0 0 0
            cfi=(3)
            cfn=(3)
            calls=10 9
            0 9000 0
            """)
        .endsWith(
            """
            fl=(2)
            fn=(9) [main]
            cfi=(1)
            cfn=(1)
            calls=1 12
            0 5000037000 4

            fl=(2)
            fn=(10) [pool-#-thread-#]
            cfi=(2)
            cfn=(2)
            calls=40 0
            0 123456789 17

            fl=(2)
            fn=(11) {calls without a path}
            cfi=(1)
            cfn=(1)
            calls=1 12
            0 2 0
            totals: 5123491788 21
            """);
  }

  @Test
  void speedscopeHasAProfileAThreadGroupByTimeAndByCalls() throws IOException {
    assertThat(written(Format.SPEEDSCOPE, sampled(Metric.CALLS)).replace("\"", "'"))
        .contains("'frames':[{'name':'a.Main.main','file':'a/Main.java','line':5},")
        .endsWith(
            "'profiles':["
                + "{'type':'evented','name':'main, time','unit':'nanoseconds',"
                + "'startValue':0,'endValue':70000000,'events':["
                + "{'type':'O','frame':0,'at':0},"
                + "{'type':'O','frame':1,'at':40000000},{'type':'C','frame':1,'at':50000000},"
                + "{'type':'O','frame':1,'at':50000000},{'type':'C','frame':1,'at':70000000},"
                + "{'type':'C','frame':0,'at':70000000}]},"
                + "{'type':'evented','name':'main, calls','unit':'none',"
                + "'startValue':0,'endValue':7,'events':["
                + "{'type':'O','frame':0,'at':0},"
                + "{'type':'O','frame':1,'at':4},{'type':'C','frame':1,'at':5},"
                + "{'type':'O','frame':1,'at':5},{'type':'C','frame':1,'at':7},"
                + "{'type':'C','frame':0,'at':7}]}]}\n");
  }

  @Test
  void csvHasFurtherMetricsInColumnsOfTheirOwn() throws IOException {
    assertThat(written(Format.CSV, Recordings.withEdges()))
        .startsWith(
            """
            function,file,line,name,calls,primitiveCalls,selfNanos,cumulativeNanos,errorNanos,cumulativeErrorNanos,selfHits,cumulativeHits
            com/acme/Main.java:12(Main.main),com/acme/Main.java,12,Main.main,2,2,4999999999,5000037002,0,0,0,4
            com/acme/Main.class:0(Main.A.run()),com/acme/Main.class,0,Main.A.run(),44,43,123457789,123457789,0,0,18,18
            Main.java:9(Main.run),Main.java,9,Main.run,18,15,9000,10000,0,0,0,0
            """);
  }

  /** What a sampler does not know is nowhere, also not as 0. */
  @ParameterizedTest
  @EnumSource(names = {"PPROF", "SPEEDSCOPE", "FIREFOX", "CSV", "JSON"})
  void aSamplersProfileHasNoCalls(Format format) throws IOException {
    byte[] bytes = bytes(format, sampled(Metric.HITS));
    byte[] unpacked = format == Format.PPROF ? Gzipped.unpackedStart(bytes) : bytes;
    String text = new String(unpacked, StandardCharsets.UTF_8);
    assertThat(text).contains("B.c").containsIgnoringCase("hits");
    assertThat(text.replace("calls are", "")).doesNotContainIgnoringCase("calls");
    assertThat(text).doesNotContain("errorNanos");
  }

  @Test
  void callgrindSaysThatItCannotLeaveThemAway() throws IOException {
    assertThat(written(Format.CALLGRIND, sampled(Metric.HITS)))
        .contains("desc: Calls: not known")
        .contains("\ncalls=1 ");
  }

  @Test
  void fractionsOfMicrosecondsAreNotLost() throws IOException {
    Metrics metrics = new Metrics();
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int root = tree.root(0, 0);
    for (int i = 0, context = root; i < 1000; i++) {
      context = tree.child(context, i % 3);
      tree.add(context, time, 400);
    }
    String lines =
        written(Format.COLLAPSED, profile(tree.build(), List.of(frame(0), frame(1), frame(2))));
    assertThat(
            lines
                .lines()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum())
        .isEqualTo(400);
  }

  private static Frame frame(int method) {
    return new Frame(method, 0);
  }

  /** {@code a.B.c} at two lines of its, called by {@code main}. */
  private static Profile sampled(Metric count) {
    Metrics metrics = new Metrics();
    int hits = metrics.add(count);
    int time = metrics.add(Metric.TIME.as(Metric.Known.SAMPLED));
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int main = tree.root(0, 0);
    for (int line = 1; line < 3; line++) {
      int context = tree.child(main, line);
      tree.add(context, hits, line);
      tree.add(context, time, line * 10_000_000L);
    }
    tree.add(main, hits, 4);
    tree.add(main, time, 40_000_000);
    return profile(tree.build(), List.of(new Frame(0, 7), new Frame(1, 12), new Frame(1, 13)));
  }

  private static Profile profile(CallTree tree, List<Frame> frames) {
    return new Profile(
        Origin.of(new Engine.Sampling("cpu", 10_000_000)),
        List.of(
            new Method("a.Main", "main", "()V", "Main.java", 5, Kind.METHOD),
            new Method("a.B", "c", "()V", "B.java", 11, Kind.METHOD),
            new Method("a.B", "d;e", "()V", "B.java", 21, Kind.METHOD)),
        frames,
        List.of(new Threads("main", 1)),
        Paths.SAMPLED,
        tree,
        Edges.empty(tree.metrics()),
        List.of(),
        0);
  }

  private static String written(Format format, Profile profile) throws IOException {
    return new String(bytes(format, profile), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Format format, Profile profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(Contents.of(profile), out);
    return out.toByteArray();
  }
}
