// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.profile.CallTree;
import dev.tally.profile.CountedTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Kind;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Recordings for the tests of this package. */
public final class Recordings {
  public static final Engine.Counting ENGINE =
      new Engine.Counting(
          Timing.AUTO,
          false,
          true,
          "System.nanoTime",
          25.25,
          -0.5,
          Double.MIN_VALUE,
          1_000_000,
          2_000_000);

  public static final Origin ORIGIN =
      new Origin(
          "tally 0.1.0",
          List.of("java", "", "-jar", "größer \uD83D\uDE00.jar"),
          "OpenJDK 64-Bit Server VM 17.0.15+6",
          1_764_000_000_123L,
          9_876_543_210L,
          true,
          1,
          List.of("Something was dropped."),
          ENGINE);

  private Recordings() {}

  /** A little of everything. */
  public static Profile small() {
    CountedTree tree = new CountedTree();
    int main = tree.root(0, 0);
    tree.add(main, 1, 5_000_000_000L, 0, 0);
    int sleep = tree.child(main, 2);
    tree.add(sleep, 3, 30_000_000, 0, 0);
    int run = tree.root(1, 1);
    tree.addDivided(run, 40, 123_456_789, 1_234, 17);
    int again = tree.child(run, 1);
    tree.add(again, Long.MAX_VALUE, -7, 0, 0);
    tree.addEdgeNanos(again, 77);
    tree.edge(1, 2, new long[] {10, 9, 8}, new long[] {7_000, 8_000, 9_000});
    tree.edge(Edges.NOBODY, 0, new long[] {1, 1, 1}, new long[] {-1, 2, 3});
    return new Profile(
        ORIGIN,
        List.of(
            new Method(
                "com.acme.Main", "main", "([Ljava/lang/String;)V", "Main.java", 12, Kind.METHOD),
            new Method("com.acme.Main$Task", "run", "()V", "", 0, Kind.METHOD),
            new Method("java.lang.Thread", "sleep", "", "", 0, Kind.JDK)),
        Profile.framesOf(3),
        List.of(new Threads("main", 1), new Threads("pool-#-thread-#", 8)),
        Paths.EXACT,
        tree.build(),
        tree.edges.build(),
        List.of(new LeftOut("com.acme.Odd", "class file of version 99")),
        4_711);
  }

  /** A method of each kind, threads, recursion, and calls without a path. */
  public static Profile withEdges() {
    CountedTree tree = new CountedTree();
    int main = tree.root(0, 0);
    tree.add(main, 1, 5_000_000_000L, 0, 0);
    tree.addEdgeNanos(main, 9_000);
    List<Method> methods = new ArrayList<>();
    methods.add(new Method("com.acme.Main", "main", "([I)V", "Main.java", 12, Kind.METHOD));
    methods.add(new Method("com.acme.Main$A", "run", "()V", "", 0, Kind.METHOD));
    methods.add(new Method("Main", "run", "(I)V", "Main.java", 9, Kind.METHOD));
    methods.add(new Method("java.lang.Thread", "sleep", "", "", 0, Kind.JDK));
    methods.add(new Method("com.acme.Main", "crc", "(J)I", "", 0, Kind.NATIVE));
    methods.add(new Method("", "select a from b where c = (?)", "", "", 0, Kind.SQL));
    methods.add(new Method("", "parse", "", "/lib/parse.py", 7, Kind.FUNCTION));
    methods.add(Method.ofTally("probes"));
    for (int m = 1; m < methods.size(); m++) {
      int context = tree.child(main, m);
      tree.add(context, 3L * m, 1_000L * m, 0, m % 2);
      tree.add(tree.child(context, m), m % 3, 0, 0, 0);
    }
    tree.add(tree.root(1, 1), 40, 123_456_789, 0, 17);
    tree.edge(1, 2, new long[] {10, 9, 8}, new long[] {7_000, 8_000, 9_000});
    tree.edge(Edges.NOBODY, 0, new long[] {1, 1, 1}, new long[] {-1, 2, 3});
    return new Profile(
        ORIGIN,
        methods,
        Profile.framesOf(methods.size()),
        List.of(new Threads("main", 1), new Threads("pool-#-thread-#", 8)),
        Paths.EXACT,
        tree.build(),
        tree.edges.build(),
        List.of(),
        0);
  }

  /** Many contexts, about as regular as real ones. */
  public static Profile large(int contexts, long seed) {
    Random random = new Random(seed);
    List<Method> methods = new ArrayList<>();
    for (int m = 0; m < 5_000; m++) {
      boolean jdk = m % 9 == 0;
      methods.add(
          new Method(
              "com.acme.p" + m / 300 + ".Class" + m / 10,
              "method" + m % 10,
              "(Ljava/lang/String;I)V",
              jdk ? "" : "Class" + m / 10 + ".java",
              jdk ? 0 : 10 * (m % 50) + 1,
              jdk ? Kind.JDK : Kind.METHOD));
    }
    CountedTree tree = new CountedTree();
    int context = tree.root(0, 0);
    while (tree.tree.size() < contexts) {
      // Mostly deeper, sometimes back up, now and then somewhere else.
      int choice = random.nextInt(100);
      int from = choice < 60 ? context : choice < 98 ? upwards(context, random) : -1;
      int method = (int) Math.min(4_999, Math.abs(random.nextGaussian()) * 1_500);
      context =
          from < 0
              ? tree.root(random.nextInt(8), method)
              : tree.child(random.nextInt(tree.tree.size() - from) / 50 + from, method);
      boolean counted = random.nextInt(10) < 7;
      long calls = 1 + (long) Math.exp(random.nextDouble() * 16);
      long nanos = (long) (calls * Math.exp(random.nextDouble() * 9));
      tree.add(context, calls, nanos, counted ? nanos / 10 : 0, counted ? nanos / 1_000_000 : 0);
    }
    List<Threads> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(new Threads("worker-#" + t, t + 1));
    }
    return new Profile(
        ORIGIN,
        methods,
        Profile.framesOf(methods.size()),
        threads,
        Paths.EXACT,
        tree.build(),
        tree.edges.build(),
        List.of(),
        0);
  }

  private static int upwards(int context, Random random) {
    return Math.max(0, context - random.nextInt(40));
  }

  public static byte[] bytes(Profile profile) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TallyFormat.write(profile, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a call tree holds, as text that a failing test can show. */
  public static List<String> rows(CallTree tree) {
    List<String> rows = new ArrayList<>();
    for (int c = 0; c < tree.size(); c++) {
      StringBuilder row = new StringBuilder();
      row.append("parent=").append(tree.parent(c)).append(" thread=").append(tree.thread(c));
      row.append(" frame=").append(tree.frame(c));
      for (int m = 0; m < tree.metrics().size(); m++) {
        row.append(' ').append(tree.metrics().get(m).name()).append('=').append(tree.value(m, c));
        row.append(tree.error(m, c) == 0 ? "" : "±" + tree.error(m, c));
      }
      row.append(tree.isDivided(c) ? " divided" : "");
      rows.add(row.toString());
    }
    return rows;
  }

  /** The same for edges. */
  public static List<String> rows(Edges edges) {
    List<String> rows = new ArrayList<>();
    for (int e = 0; e < edges.size(); e++) {
      StringBuilder row = new StringBuilder();
      row.append(edges.caller(e)).append("->").append(edges.callee(e));
      for (int m = 0; m < edges.metrics().size(); m++) {
        row.append(' ').append(edges.metrics().get(m).name()).append('=').append(edges.self(m, e));
        row.append('/')
            .append(edges.cumulative(m, e))
            .append('/')
            .append(edges.edgeCumulative(m, e));
      }
      rows.add(row + (edges.isOnlyCounted(e) ? " only counted" : ""));
    }
    return rows;
  }
}
