// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * The counts of one profile with the times of another: of a program that was counted in one run,
 * and sampled, unrecorded, in another. Counting bends the times of a program that makes a call
 * every few nanoseconds, since probes are most of what runs then; a sampler has them right, and
 * knows no counts.
 *
 * <p>The result has the counted profile's methods, contexts and edges, and its calls. Each of the
 * sampler's stacks is laid over the tree from its outermost frame on:
 *
 * <ol>
 *   <li><b>by path</b>: the frame's method was called in the context of the frame before;
 *   <li><b>by caller and callee</b>: it was called by that method, on other paths;
 *   <li><b>by method</b>: it was called by others.
 * </ol>
 *
 * A frame that was not counted at all, such as what the JDK does inside a call, belongs to the
 * frame before, as it does where calls are counted. So does a method of the JDK that the JDK calls,
 * for only calls from recorded code are counted. Stacks without any counted frame are left out, and
 * the profile says how much they are.
 */
public final class Join {
  private static final int NONE = JoinTargets.NONE;

  private final Profile counts;
  private final Profile times;
  private final int[] methodOf;
  private final JoinTargets targets;
  private final JoinNames names;

  /** By frame of the times: the counted methods that it may be. */
  private final int[][] candidates;

  private final JoinedStacks stacks;

  private Join(Profile counts, Profile times) {
    this.counts = counts;
    this.times = times;
    methodOf = counts.methodOfFrame();
    targets = new JoinTargets(counts);
    names = new JoinNames(counts.methods(), targets.methodWeights(counts));
    stacks = new JoinedStacks(times.tree().size());
    candidates = new int[times.frames().size()][];
    for (int f = 0; f < candidates.length; f++) {
      Frame frame = times.frames().get(f);
      candidates[f] = names.candidates(times.methods().get(frame.method()), frame.line());
    }
    for (int t = 0; t < times.tree().size(); t++) {
      lay(t, times.tree().parent(t));
    }
  }

  /**
   * Joins two profiles.
   *
   * @param counts whose calls are taken
   * @param times whose times are taken, or numbers of samples
   * @param intervalNanos the time that one sample stands for, where the times do not say that
   *     themselves; 0 if unknown
   * @throws IllegalArgumentException if the one has no calls or the other no times, with the reason
   */
  public static Profile of(Profile counts, Profile times, long intervalNanos) {
    if (!counts.has(Metric.CALLS)) {
      throw new IllegalArgumentException("the first has no calls to take");
    }
    long interval = intervalNanos > 0 ? intervalNanos : interval(times.origin().engine());
    if (!times.has(Metric.TIME) && !(times.has(Metric.HITS) && interval > 0)) {
      throw new IllegalArgumentException(
          times.has(Metric.HITS)
              ? "the second does not say how long one of its samples stands for; --interval 10ms would"
              : "the second has no times to take");
    }
    Join join = new Join(counts, times);
    JoinedProfile joined = new JoinedProfile(counts, times, interval);
    try {
      joined.addStacks(join.stacks);
      for (int e = 0; e < times.edges().size(); e++) {
        join.addEdge(e, joined);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the second's times add up to more than 292 years", e);
    }
    return joined.profile();
  }

  private static long interval(Engine engine) {
    return engine instanceof Engine.Sampling sampling ? sampling.intervalNanos() : 0;
  }

  /** Finds where a context of the times belongs; callers come before what they call. */
  private void lay(int t, int parent) {
    stacks.inherit(t, parent);
    int[] of = candidates[times.tree().frame(t)];
    boolean called = parent != CallTree.ROOT && stacks.isFound(parent) && !isOfJdk(parent);
    for (int m : of) {
      if (called || !JoinNames.isOfJdk(counts.methods().get(m))) {
        int context = stacks.edge(t) == NONE ? byPath(t, parent, m) : NONE;
        if (context != NONE) {
          stacks.found(t, parent, context, NONE, JoinedStacks.BY_PATH);
          return;
        }
      }
    }
    if (of.length > 0 && !JoinNames.isOfJdk(counts.methods().get(of[0]))) {
      layElsewhere(t, parent, of);
    }
  }

  private void layElsewhere(int t, int parent, int[] of) {
    boolean pathless = stacks.edge(t) != NONE;
    int caller = caller(t);
    for (int m : of) {
      int context = targets.pair(caller, m);
      int edge = targets.edge(caller, m);
      if (context != NONE || edge != NONE) {
        found(t, parent, context, edge, pathless, JoinedStacks.BY_CALL);
        return;
      }
    }
    int m = of[0];
    found(t, parent, targets.context(m), targets.edge(m), pathless, JoinedStacks.BY_METHOD);
  }

  /** Below a call without a path, other such calls come first; else what has a path. */
  private void found(int t, int parent, int context, int edge, boolean pathless, int how) {
    boolean byEdge = edge != NONE && (pathless || context == NONE);
    if (byEdge || context != NONE) {
      stacks.found(t, parent, byEdge ? NONE : context, byEdge ? edge : NONE, how);
    }
  }

  private int byPath(int t, int parent, int method) {
    if (stacks.context(t) != NONE) {
      return targets.child(stacks.context(t), method);
    }
    String thread = times.threads().get(times.tree().thread(t)).name();
    return parent != CallTree.ROOT && stacks.isFound(parent) ? NONE : targets.root(thread, method);
  }

  /** The counted method that a context of the times was called by. */
  private int caller(int t) {
    if (stacks.edge(t) != NONE) {
      return counts.edges().callee(stacks.edge(t));
    }
    int context = stacks.context(t);
    return context == NONE ? Edges.NOBODY : methodOf[counts.tree().frame(context)];
  }

  private boolean isOfJdk(int t) {
    int method = caller(t);
    return method != Edges.NOBODY && JoinNames.isOfJdk(counts.methods().get(method));
  }

  /** Calls whose paths the times do not know: found by caller and callee, or by method. */
  private void addEdge(int e, JoinedProfile joined) {
    Edges edges = times.edges();
    int[] callees = names.candidates(times.methods().get(edges.callee(e)), 0);
    int[] callers =
        edges.caller(e) == Edges.NOBODY
            ? new int[] {Edges.NOBODY}
            : names.candidates(times.methods().get(edges.caller(e)), 0);
    int context = NONE;
    int edge = NONE;
    int how = JoinedStacks.BY_CALL;
    for (int caller : callers) {
      for (int callee : callees) {
        context = context == NONE ? targets.pair(caller, callee) : context;
        edge = edge == NONE ? targets.edge(caller, callee) : edge;
      }
    }
    if (context == NONE && edge == NONE && callees.length > 0) {
      context = targets.context(callees[0]);
      edge = targets.edge(callees[0]);
      how = JoinedStacks.BY_METHOD;
    }
    boolean nowhere = context == NONE && edge == NONE;
    joined.addEdge(e, context, context == NONE ? edge : NONE, nowhere ? JoinedStacks.NOT : how);
  }
}
