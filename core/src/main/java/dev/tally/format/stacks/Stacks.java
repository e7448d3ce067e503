// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Frame;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A profile in the making, of a file of another tool: methods, frames, threads and contexts are
 * added as they are met, each once. Takes no more memory than the file's {@link Allowance}.
 */
public final class Stacks {
  /** A context's row, its place in the builder's index, and its first column. */
  private static final int CONTEXT_BYTES = Allowance.CONTEXT_BYTES + 4 * Integer.BYTES + Long.BYTES;

  /** So many metrics a file may have. */
  public static final int MOST_METRICS = 256;

  /** The thread group of a file that does not tell threads apart. */
  public static final String ALL_THREADS = "(all threads)";

  private final Allowance allowance;
  private final Metrics metrics = new Metrics();
  private CallTree.Builder tree = new CallTree.Builder(metrics);
  private final Edges.Builder edges = new Edges.Builder(metrics);
  private final List<Method> methods = new ArrayList<>();
  private final Map<Method, Integer> methodNumbers = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<Frame, Integer> frameNumbers = new HashMap<>();
  private final Map<String, Long> threads = new LinkedHashMap<>();
  private final Map<String, Integer> threadNumbers = new HashMap<>();

  /** By metric: what all its numbers add up to without their signs. */
  private long[] sums = new long[8];

  public Stacks(Allowance allowance) {
    this.allowance = allowance;
  }

  /** The number of a metric, added if it is not there. */
  public int metric(Metric metric) {
    return metrics.add(metric);
  }

  /** The number of a method, added if it is not there. */
  public int method(Method method) throws FormatException {
    Integer known = methodNumbers.get(method);
    if (known != null) {
      return known;
    }
    allowance.take(
        2 * Allowance.OBJECT_BYTES
            + 2L * (method.className().length() + method.name().length())
            + 2L * (method.descriptor().length() + method.sourceFile().length()));
    methodNumbers.put(method, methods.size());
    methods.add(method);
    return methods.size() - 1;
  }

  /** The number of a frame, added if it is not there; the line is 0 where it is not known. */
  public int frame(Method method, int line) throws FormatException {
    Frame frame = new Frame(method(method), line);
    Integer known = frameNumbers.get(frame);
    if (known != null) {
      return known;
    }
    allowance.take(2 * Allowance.OBJECT_BYTES);
    frameNumbers.put(frame, frames.size());
    frames.add(frame);
    return frames.size() - 1;
  }

  /** The group of a thread, whose name may have digits; each call stands for one thread. */
  public int thread(String name) throws FormatException {
    return threads(withoutDigits(name), 1);
  }

  /** A group of so many threads more. */
  public int threads(String group, long count) throws FormatException {
    Integer known = threadNumbers.get(group);
    threads.merge(group, count, Long::sum);
    if (known != null) {
      return known;
    }
    allowance.take(2 * Allowance.OBJECT_BYTES + 2L * group.length());
    threadNumbers.put(group, threadNumbers.size());
    return threadNumbers.size() - 1;
  }

  /** The outermost context of a frame in a thread group, added if it is not there. */
  public int root(int thread, int frame) throws FormatException {
    int before = tree.size();
    int context = tree.root(thread, frame);
    return taken(before, context, Allowance.OBJECT_BYTES);
  }

  /** The context of a frame called from another, added if it is not there. */
  public int child(int context, int frame) throws FormatException {
    int before = tree.size();
    return taken(before, tree.child(context, frame), 0);
  }

  private int taken(int before, int context, int more) throws FormatException {
    if (tree.size() > before) {
      allowance.take(CONTEXT_BYTES + more);
    }
    return context;
  }

  /**
   * Adds to a metric of a context.
   *
   * @throws ArithmeticException if all numbers of the metric together outgrow 64 bits
   */
  public void add(int context, int metric, long value) {
    count(metric, value);
    tree.add(context, metric, value);
  }

  /** Adds to the standard error of a metric of a context. */
  public void addError(int context, int metric, long error) {
    tree.addError(context, metric, error);
  }

  /** Takes a metric's numbers out of the tree, and the contexts that have no other. */
  public void forget(Metric forgotten) {
    CallTree before = tree.build();
    int metric = metrics.add(forgotten);
    boolean[] kept = new boolean[before.size()];
    for (int c = before.size() - 1; c >= 0; c--) {
      for (int m = 0; m < before.metrics().size(); m++) {
        kept[c] |= m != metric && before.value(m, c) != 0;
      }
      if (kept[c] && before.parent(c) != CallTree.ROOT) {
        kept[before.parent(c)] = true;
      }
    }
    sums[metric] = 0;
    tree = new CallTree.Builder(metrics);
    int[] rows = new int[before.size()];
    for (int c = 0; c < before.size(); c++) {
      if (kept[c]) {
        rows[c] =
            before.parent(c) == CallTree.ROOT
                ? tree.root(before.thread(c), before.frame(c))
                : tree.child(rows[before.parent(c)], before.frame(c));
        for (int m = 0; m < before.metrics().size(); m++) {
          if (m != metric) {
            tree.add(rows[c], m, before.value(m, c));
            tree.addError(rows[c], m, before.error(m, c));
          }
        }
      }
    }
  }

  /** The edge between two methods, from {@link Edges#NOBODY} too, added if it is not there. */
  public int edge(int caller, int callee) {
    return edges.edge(caller, callee);
  }

  /** Adds to a metric of an edge; see {@link Edges} for the three numbers. */
  public void addToEdge(int edge, int metric, long self, long cumulative, long edgeCumulative) {
    count(metric, self);
    edges.add(edge, metric, self, cumulative, edgeCumulative);
  }

  /** Says that of an edge nothing but its calls is known. */
  public void onlyCounted(int edge) {
    edges.onlyCounted(edge);
  }

  private void count(int metric, long value) {
    if (metric >= sums.length) {
      sums = Arrays.copyOf(sums, metric * 2);
    }
    sums[metric] = Math.addExact(sums[metric], Math.absExact(value));
  }

  public Profile profile(Origin origin, Paths paths) {
    List<Threads> groups = new ArrayList<>();
    threads.forEach((name, count) -> groups.add(new Threads(name, count)));
    return new Profile(
        origin,
        methods,
        frames,
        groups,
        tree.size() == 0 ? Paths.NONE : paths == Paths.NONE ? Paths.INFERRED : paths,
        tree.build(),
        edges.build(),
        List.of(),
        0);
  }

  /** As Tally's agent groups threads: those whose names differ only in digits are one. */
  private static String withoutDigits(String name) {
    StringBuilder group = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit) {
        group.append(c);
      } else if (group.isEmpty() || group.charAt(group.length() - 1) != '#') {
        group.append('#');
      }
    }
    return group.toString();
  }
}
