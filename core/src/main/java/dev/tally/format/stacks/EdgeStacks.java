// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Frame;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metrics;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.List;

/**
 * A profile for formats that hold stacks and nothing else: calls without a path become stacks of
 * three frames, in a group of threads without a name. Sums stay whole that way.
 */
public final class EdgeStacks {
  private EdgeStacks() {}

  public static Profile of(Profile profile) {
    Edges edges = profile.edges();
    if (edges.size() == 0) {
      return profile;
    }
    List<Method> methods = new ArrayList<>(profile.methods());
    List<Frame> frames = new ArrayList<>(profile.frames());
    List<Threads> threads = new ArrayList<>(profile.threads());
    int first = frames.size();
    frames.addAll(Profile.framesOf(methods.size()));
    int above = frames.size();
    frames.add(new Frame(methods.size(), 0));
    String name = MethodNames.PATHLESS;
    methods.add(
        new Method(
            "", "<" + name.substring(1, name.length() - 1) + ">", "", "~", 0, Kind.FUNCTION));

    Metrics metrics = Metrics.of(profile.metrics());
    CallTree.Builder tree = new CallTree.Builder(metrics);
    copy(profile.tree(), tree);
    int root = tree.root(threads.size(), above);
    threads.add(new Threads("", 0));
    for (int e = 0; e < edges.size(); e++) {
      int caller = edges.caller(e);
      int from = caller == Edges.NOBODY ? root : tree.child(root, first + caller);
      int to = tree.child(from, first + edges.callee(e));
      for (int m = 0; m < edges.metrics().size(); m++) {
        tree.add(to, m, edges.self(m, e));
      }
    }
    Paths paths = profile.paths() == Paths.NONE ? Paths.INFERRED : profile.paths();
    CallTree built = tree.build();
    return new Profile(
        profile.origin(),
        methods,
        frames,
        threads,
        paths,
        built,
        Edges.empty(built.metrics()),
        profile.leftOut(),
        profile.leftOutCount());
  }

  private static void copy(CallTree from, CallTree.Builder to) {
    to.nextTree(from.size());
    int[] copy = new int[from.size()];
    for (int c = 0; c < copy.length; c++) {
      copy[c] =
          from.parent(c) == CallTree.ROOT
              ? to.root(from.thread(c), from.frame(c))
              : to.child(copy[from.parent(c)], from.frame(c));
      for (int m = 0; m < from.metrics().size(); m++) {
        to.add(copy[c], m, from.value(m, c));
      }
    }
  }
}
