// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.names.Role;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Frame;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A profile with the names that people wrote, in which what compilers and makers of classes put
 * between is folded: a bridge and the method that it calls are one call of that method.
 *
 * <p>Calls of what is folded away vanish, since those of the method that it stands for are there;
 * all its other numbers go to that method, or to its caller where it is a part of that. So the
 * calls of what somebody wrote are what they were, and times add up to what they did.
 *
 * <p>A few passes over the contexts; a profile with nothing to fold keeps its tree, one with
 * nothing to rename is returned as it is.
 */
public final class AsWritten {
  private static final int KEEP = 0;

  /** Folded into the caller. */
  private static final int UP = 1;

  /** Folded into a callee. */
  private static final int DOWN = 2;

  private final Profile from;
  private final CallTree tree;
  private final WrittenMethods methods;
  private final int[] methodOfFrame;

  /** By context: what becomes of it. */
  private final byte[] fate;

  /** By context: the callee that it is folded into, or -1. */
  private final int[] heir;

  private AsWritten(Profile from, WrittenMethods methods) {
    this.from = from;
    this.methods = methods;
    tree = from.tree();
    methodOfFrame = from.methodOfFrame();
    fate = new byte[tree.size()];
    heir = new int[tree.size()];
  }

  /** The same profile as its program's authors know it. */
  public static Profile of(Profile profile) {
    WrittenMethods methods = new WrittenMethods(profile.methods());
    if (!methods.anyRenamed() && !methods.anyFolded()) {
      return profile;
    }
    AsWritten written = new AsWritten(profile, methods);
    return methods.anyFolded()
        ? written.folded()
        : written.profile(profile.frames(), profile.tree(), profile.edges());
  }

  private Profile folded() {
    decide();
    List<Frame> frames = new ArrayList<>();
    int[] frame = frames(frames);
    CallTree folded = tree(frame);
    return profile(frames, folded, edges());
  }

  private Profile profile(List<Frame> frames, CallTree newTree, Edges edges) {
    return new Profile(
        from.origin(),
        methods.shown(),
        frames,
        from.threads(),
        from.paths(),
        newTree,
        edges,
        from.leftOut(),
        from.leftOutCount());
  }

  /** Callees before their callers, which are folded into them if they have one that is kept. */
  private void decide() {
    int[] caller = callers();
    Arrays.fill(heir, -1);
    for (int c = fate.length - 1; c >= 0; c--) {
      int method = method(c);
      int above = caller[c];
      Role role = methods.role(method);
      if (heir[c] >= 0) {
        fate[c] = DOWN;
      } else if (above >= 0
          && (role == Role.GLUE
              || role == Role.ACCESSOR
              || methods.isPartOf(method, method(above)))) {
        fate[c] = UP;
        continue;
      }
      if (above >= 0 && methods.standsFor(method(above), method)) {
        heir[above] = c;
      }
    }
  }

  /** The nearest context above each that is not glue. */
  private int[] callers() {
    int[] caller = new int[fate.length];
    for (int c = 0; c < caller.length; c++) {
      int parent = tree.parent(c);
      boolean glue = parent >= 0 && methods.role(method(parent)) == Role.GLUE;
      caller[c] = glue && caller[parent] >= 0 ? caller[parent] : parent;
    }
    return caller;
  }

  /** The new frame of each of the old ones. */
  private int[] frames(List<Frame> frames) {
    Map<Frame, Integer> numbers = new HashMap<>();
    int[] frame = new int[from.frames().size()];
    for (int f = 0; f < frame.length; f++) {
      Frame old = from.frames().get(f);
      Frame made = new Frame(methods.number(old.method()), old.line());
      Integer known = numbers.putIfAbsent(made, frames.size());
      frame[f] = known == null ? frames.size() : known;
      if (known == null) {
        frames.add(made);
      }
    }
    return frame;
  }

  private CallTree tree(int[] frame) {
    boolean[] shared = shared(frame);
    FoldedTree folded = new FoldedTree(tree);
    // Of what is folded, the row that its callees are put below.
    int[] row = new int[fate.length];
    boolean[] kept = new boolean[fate.length];
    for (int c = 0; c < row.length; c++) {
      int parent = tree.parent(c);
      int above = parent == CallTree.ROOT ? CallTree.ROOT : row[parent];
      kept[c] = fate[c] == KEEP;
      if (kept[c]) {
        int f = tree.frame(c);
        row[c] = folded.row(c, above, frame[f], shared[f]);
      } else {
        folded.join(above);
        row[c] = above;
      }
    }
    for (int c = row.length - 1; c >= 0; c--) {
      row[c] = fate[c] == DOWN ? row[heir[c]] : row[c];
    }
    for (int c = 0; c < row.length; c++) {
      row[c] = fate[c] == UP ? row[tree.parent(c)] : row[c];
    }
    return folded.build(row, kept);
  }

  /** By frame, whether another has become the same. */
  private static boolean[] shared(int[] frame) {
    int[] uses = new int[frame.length];
    for (int f : frame) {
      uses[f]++;
    }
    boolean[] shared = new boolean[frame.length];
    for (int f = 0; f < frame.length; f++) {
      shared[f] = uses[frame[f]] > 1;
    }
    return shared;
  }

  /**
   * Calls without paths. One that is folded is left out, and what was in the callee stands at an
   * edge from nobody: which of its caller's callers it belongs to is not known.
   */
  private Edges edges() {
    Edges old = from.edges();
    Edges.Builder builder = new Edges.Builder(Metrics.of(old.metrics()));
    int calls = Metrics.number(old.metrics(), Metric.CALLS);
    for (int e = 0; e < old.size(); e++) {
      int caller = old.caller(e);
      int callee = old.callee(e);
      boolean folded =
          caller != Edges.NOBODY
              && (methods.standsFor(caller, callee) || methods.isPartOf(callee, caller));
      int edge =
          builder.edge(
              folded || caller == Edges.NOBODY ? Edges.NOBODY : methods.number(caller),
              methods.number(callee));
      for (int m = 0; m < old.metrics().size(); m++) {
        if (!folded) {
          builder.add(edge, m, old.self(m, e), old.cumulative(m, e), old.edgeCumulative(m, e));
        } else if (m != calls) {
          builder.add(edge, m, old.self(m, e), 0, 0);
        }
      }
      if (old.isOnlyCounted(e)) {
        builder.onlyCounted(edge);
      }
    }
    return builder.build();
  }

  private int method(int context) {
    return methodOfFrame[tree.frame(context)];
  }
}
