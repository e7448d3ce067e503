// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.CallTree;
import dev.tally.profile.CountedTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Profiles of made-up programs, in which all kinds of recursion occur; and their numbers. */
final class Programs {
  static final int METHODS = 6;

  private Programs() {}

  /** Two threads, six methods, and if wanted calls without a path. */
  static Profile random(long seed, boolean pathless) {
    Random random = new Random(seed);
    CountedTree tree = new CountedTree();
    int row = 0;
    for (int i = 0; i < 60; i++) {
      int method = random.nextInt(METHODS);
      boolean outermost = i == 0 || random.nextInt(8) == 0;
      row =
          outermost
              ? tree.root(random.nextInt(2), method)
              : tree.child(random.nextInt(3) == 0 ? random.nextInt(row + 1) : row, method);
      tree.add(row, 1 + random.nextInt(9), random.nextInt(1_000), 0, random.nextInt(3));
    }
    for (int i = 0; pathless && i < 4; i++) {
      tree.addEdgeNanos(random.nextInt(row + 1), 50);
      long calls = 1L + random.nextInt(5);
      tree.edge(
          random.nextInt(METHODS),
          random.nextInt(METHODS),
          new long[] {calls, calls, calls},
          new long[] {random.nextInt(50), 60, 70});
    }
    return of(tree.build(), tree.edges.build());
  }

  static Profile of(CallTree tree, Edges edges) {
    List<Method> methods = new ArrayList<>();
    for (int m = 0; m < METHODS; m++) {
      methods.add(
          new Method("com.acme" + m % 3 + ".Shop", "m" + m, "()V", "S.java", m, Kind.METHOD));
    }
    return new Profile(
        Origin.foreign("a test"),
        methods,
        Profile.framesOf(METHODS),
        List.of(new Threads("main", 1), new Threads("other", 2)),
        Paths.EXACT,
        tree,
        edges,
        List.of(),
        0);
  }

  /** Some of the methods: those whose bit is set. */
  static BitSet some(int bits) {
    return BitSet.valueOf(new long[] {bits & ((1 << METHODS) - 1)});
  }

  /** Every number that {@code stats} would show, of methods and of edges, by name. */
  static Map<String, String> numbers(Profile profile) {
    MethodStats stats = MethodStats.of(profile);
    Map<String, String> numbers = new TreeMap<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      if (stats.calls(m) > 0 || stats.self(m) > 0) {
        numbers.put(
            name(profile, m),
            stats.calls(m)
                + "/"
                + stats.primitiveCalls(m)
                + " "
                + stats.self(m)
                + " "
                + stats.cumulative(m));
      }
    }
    for (int e = 0; e < stats.edgeCount(); e++) {
      numbers.put(
          name(profile, stats.caller(e)) + "->" + name(profile, stats.callee(e)),
          stats.edgeCalls(e)
              + "/"
              + stats.edgePrimitiveCalls(e)
              + " "
              + stats.edgeSelf(e)
              + " "
              + stats.edgeCumulative(e));
    }
    return numbers;
  }

  static String name(Profile profile, int method) {
    return profile.methods().get(method).name();
  }

  /** The number of a method in another profile; -1 if it is not there. */
  static int numberIn(Profile profile, Method method) {
    return profile.methods().indexOf(method);
  }

  static int[] rows() {
    int[] rows = new int[METHODS];
    for (int m = 0; m < METHODS; m++) {
      rows[m] = m;
    }
    return rows;
  }

  /** A method that calls itself a million times deep. */
  static Profile deep() {
    CountedTree tree = new CountedTree();
    int row = tree.root(0, 0);
    tree.add(row, 1, 5, 0, 0);
    for (int depth = 1; depth < 1_000_000; depth++) {
      row = tree.child(row, depth % 2);
      tree.add(row, 1, 5, 0, 0);
    }
    return of(tree.build(), tree.edges.build());
  }
}
