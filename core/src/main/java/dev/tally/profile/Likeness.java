// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Arrays;

/**
 * What each method of a profile does, as numbers that are equal where two methods do the same: whom
 * it calls and how often, and who calls it. For telling methods apart whose names do not.
 *
 * <p>Methods are known by a hash of what is stable in their names, so that a method is alike in two
 * profiles whatever number its callees have in each.
 */
final class Likeness {
  /** From all of it to the least, as {@link Pairing} tries them. */
  static final int LEVELS = 4;

  private final long[] calls;
  private final long[] counted;
  private final long[] neighbours;
  private final long[] callees;

  /**
   * Looks through a profile.
   *
   * @param number a number for each of its methods; methods of the same number are one
   * @param stable by that number, a hash of the stable name
   */
  Likeness(Profile profile, int[] number, long[] stable) {
    int methods = stable.length;
    calls = new long[methods];
    counted = new long[methods];
    neighbours = new long[methods];
    callees = new long[methods];
    EdgeIndex edges = new EdgeIndex();
    long[] edgeCalls = edgeCalls(profile, number, edges);
    for (int e = 0; e < edges.size(); e++) {
      int caller = edges.caller(e);
      int callee = edges.callee(e);
      calls[callee] += edgeCalls[e];
      if (caller == Edges.NOBODY) {
        continue;
      }
      // That it calls itself must not depend on its name, which may be what changed.
      long up = caller == callee ? 1 : mix(stable[caller]);
      long down = caller == callee ? 2 : mix(stable[callee] + 1);
      counted[caller] += mix(down + edgeCalls[e]);
      counted[callee] += mix(up + edgeCalls[e]);
      neighbours[caller] += mix(down);
      neighbours[callee] += mix(up);
      callees[caller] += mix(down);
    }
  }

  private static long[] edgeCalls(Profile profile, int[] number, EdgeIndex index) {
    CallTree tree = profile.tree();
    Edges edges = profile.edges();
    int[] methodOf = profile.methodOfFrame();
    Arrays.setAll(methodOf, frame -> number[methodOf[frame]]);
    int[] edgeOf = new int[tree.size() + edges.size()];
    for (int c = 0; c < tree.size(); c++) {
      int parent = tree.parent(c);
      int caller = parent == CallTree.ROOT ? Edges.NOBODY : methodOf[tree.frame(parent)];
      edgeOf[c] = index.number(caller, methodOf[tree.frame(c)]);
    }
    for (int e = 0; e < edges.size(); e++) {
      int caller = edges.caller(e) == Edges.NOBODY ? Edges.NOBODY : number[edges.caller(e)];
      edgeOf[tree.size() + e] = index.number(caller, number[edges.callee(e)]);
    }
    long[] calls = new long[index.size()];
    for (int i = 0; i < edgeOf.length; i++) {
      calls[edgeOf[i]] += i < tree.size() ? tree.calls(i) : edges.calls(i - tree.size());
    }
    return calls;
  }

  /** What a method does, level by level. */
  long[] of(int method) {
    return new long[] {
      mix(counted[method]) + calls[method],
      mix(neighbours[method]) + calls[method],
      neighbours[method],
      mix(callees[method]),
    };
  }

  /** Adds what one of its methods does to what a class does. */
  static void add(long[] whole, long stableMethod, long[] part) {
    for (int level = 0; level < LEVELS - 1; level++) {
      whole[level] += mix(mix(stableMethod) + part[level]);
    }
    whole[LEVELS - 1] += mix(stableMethod);
  }

  /** A hash of which all bits depend on all bits. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }
}
