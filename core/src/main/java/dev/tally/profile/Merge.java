// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds profiles up: trees united by path, edges by caller and callee, threads by name. Takes memory
 * in proportion to the result, not to the number of profiles. In which order they come makes no
 * difference but to the order of rows, and to the last digit of errors, which are rounded.
 *
 * <p>For use by one thread.
 */
public final class Merge {
  private static final int MOST_LEFT_OUT = 1_000;

  private final Metrics metrics = new Metrics();
  private final CallTree.Builder tree = new CallTree.Builder(metrics);
  private final Edges.Builder edges = new Edges.Builder(metrics);
  private final Set<Long> onlyCounted = new HashSet<>();
  private final Set<Long> timed = new HashSet<>();
  private final List<Method> methods = new ArrayList<>();
  private final Map<Method, Integer> methodNumbers = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<Long, Integer> frameNumbers = new HashMap<>();
  private final Map<String, Integer> threadNumbers = new LinkedHashMap<>();
  private final List<Long> threadCounts = new ArrayList<>();
  private final TreeMap<String, LeftOut> leftOut = new TreeMap<>();

  /** Left out, and in nobody's list: whether some are the same is not known. */
  private long leftOutUnlisted;

  private Paths paths = Paths.NONE;
  private @Nullable Origin origin;

  /** Both together. */
  public static Profile of(Profile first, Profile second) {
    Merge merge = new Merge();
    merge.add(first);
    merge.add(second);
    return merge.profile();
  }

  /**
   * Adds a profile.
   *
   * @throws IllegalArgumentException if its numbers cannot be added to those before, with the
   *     reason; nothing more can be added then
   */
  public void add(Profile profile) {
    checkCalls(profile);
    origin = origin == null ? profile.origin() : origin.plus(profile.origin());
    addRows(profile);
  }

  /**
   * The sum of all that was added, or of none.
   *
   * @throws IllegalStateException if nothing was added
   */
  public Profile profile() {
    if (origin == null) {
      throw new IllegalStateException("expected a profile or more, found none");
    }
    List<Threads> threads = new ArrayList<>();
    threadNumbers.forEach(
        (name, number) -> threads.add(new Threads(name, threadCounts.get(number))));
    return new Profile(
        origin,
        methods,
        frames,
        threads,
        paths,
        tree.build(),
        edges.build(),
        List.copyOf(leftOut.values()),
        leftOut.size() + leftOutUnlisted);
  }

  private void addRows(Profile profile) {
    int[] method = new int[profile.methods().size()];
    for (int m = 0; m < method.length; m++) {
      method[m] = method(profile.methods().get(m));
    }
    int[] frame = new int[profile.frames().size()];
    for (int f = 0; f < frame.length; f++) {
      frame[f] = frame(method[profile.frames().get(f).method()], profile.frames().get(f).line());
    }
    int[] thread = new int[profile.threads().size()];
    for (int t = 0; t < thread.length; t++) {
      thread[t] = thread(profile.threads().get(t));
    }
    int[] metric = new int[profile.metrics().size()];
    for (int m = 0; m < metric.length; m++) {
      metric[m] = metrics.add(profile.metrics().get(m));
    }
    addContexts(profile.tree(), frame, thread, metric);
    addEdges(profile.edges(), method, metric);
    paths = paths.weaker(profile.paths());
    for (LeftOut each : profile.leftOut()) {
      leftOut.put(each.name() + '\n' + each.reason(), each);
      if (leftOut.size() > MOST_LEFT_OUT) {
        leftOut.pollLastEntry();
        leftOutUnlisted++;
      }
    }
    leftOutUnlisted += profile.leftOutCount() - profile.leftOut().size();
  }

  private void addContexts(CallTree from, int[] frame, int[] thread, int[] metric) {
    tree.nextTree(from.size());
    int[] rows = new int[from.size()];
    for (int c = 0; c < rows.length; c++) {
      int above = from.parent(c);
      rows[c] =
          above == CallTree.ROOT
              ? tree.root(thread[from.thread(c)], frame[from.frame(c)])
              : tree.child(rows[above], frame[from.frame(c)]);
      for (int m = 0; m < metric.length; m++) {
        tree.add(rows[c], metric[m], from.value(m, c));
        tree.addError(rows[c], metric[m], from.error(m, c), from.isDivided(c));
      }
    }
  }

  private void addEdges(Edges from, int[] method, int[] metric) {
    for (int e = 0; e < from.size(); e++) {
      int caller = from.caller(e) == Edges.NOBODY ? Edges.NOBODY : method[from.caller(e)];
      int callee = method[from.callee(e)];
      int edge = edges.edge(caller, callee);
      for (int m = 0; m < metric.length; m++) {
        edges.add(
            edge, metric[m], from.self(m, e), from.cumulative(m, e), from.edgeCumulative(m, e));
      }
      noteCounted(edge, callee, from.isOnlyCounted(e));
    }
  }

  private void noteCounted(long edge, int callee, boolean counted) {
    (counted ? onlyCounted : timed).add(edge);
    if (counted) {
      edges.onlyCounted((int) edge);
    }
    if (!onlyCounted.isEmpty() && onlyCounted.contains(edge) && timed.contains(edge)) {
      throw new IllegalArgumentException(
          "calls of "
              + methods.get(callee).name()
              + " from the same caller are timed in one profile and only counted in another,"
              + " so they cannot be added up");
    }
  }

  /** Calls that one of two profiles does not know would look like calls that were not made. */
  private void checkCalls(Profile profile) {
    if (origin != null
        && profile.has(Metric.CALLS) != Metrics.number(metrics.toList(), Metric.CALLS) >= 0) {
      throw new IllegalArgumentException(
          "one profile counts calls and another has samples, so they cannot be added up");
    }
  }

  private int method(Method method) {
    Integer known = methodNumbers.putIfAbsent(method, methods.size());
    if (known == null) {
      methods.add(method);
      return methods.size() - 1;
    }
    return known;
  }

  private int frame(int method, int line) {
    Integer known = frameNumbers.putIfAbsent((long) method << 32 | line, frames.size());
    if (known == null) {
      frames.add(new Frame(method, line));
      return frames.size() - 1;
    }
    return known;
  }

  private int thread(Threads group) {
    Integer known = threadNumbers.putIfAbsent(group.name(), threadCounts.size());
    if (known == null) {
      threadCounts.add(group.count());
      return threadCounts.size() - 1;
    }
    threadCounts.set(known, threadCounts.get(known) + group.count());
    return known;
  }
}
