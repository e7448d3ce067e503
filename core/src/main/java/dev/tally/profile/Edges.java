// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose paths are not known: one row for each pair of caller and callee. They come on top of
 * those in the call tree. So it is with calls made after the budget of contexts was spent, and with
 * all calls of a Python profile.
 *
 * <p>A metric has three numbers at an edge. Of time these are pstats' for a function and for a
 * caller of it; of calls the last two are primitive calls.
 *
 * <ul>
 *   <li><b>self</b>: in the callee itself; of calls, all of them.
 *   <li><b>cumulative</b>: in the callee and below, while no other activation of the callee was
 *       open; of calls, those made then.
 *   <li><b>edge cumulative</b>: in the callee and below, while no other call of this callee from
 *       this caller was open; of calls, those made then.
 * </ul>
 *
 * <p>The first two, added up over all callers, are the callee's. Immutable, safe for use by several
 * threads.
 */
public final class Edges {
  /** The caller of what nobody called, or of what is known of a method apart from its callers. */
  public static final int NOBODY = -1;

  private final List<Metric> metrics;
  private final int[] caller;
  private final int[] callee;

  /** By metric; null where all numbers are 0. */
  private final long[] @Nullable [] self;

  private final long[] @Nullable [] cumulative;
  private final long[] @Nullable [] edgeCumulative;
  private final BitSet onlyCounted;
  private final int calls;
  private final int time;

  private Edges(Builder b) {
    metrics = b.metrics.toList();
    caller = Arrays.copyOf(b.edges.callers(), b.edges.size());
    callee = Arrays.copyOf(b.edges.callees(), b.edges.size());
    self = cut(b.self);
    cumulative = cut(b.cumulative);
    edgeCumulative = cut(b.edgeCumulative);
    onlyCounted = (BitSet) b.onlyCounted.clone();
    calls = Metrics.number(metrics, Metric.CALLS);
    time = Metrics.number(metrics, Metric.TIME);
  }

  private long[] @Nullable [] cut(long[] @Nullable [] columns) {
    long[][] cut = new long[metrics.size()][];
    for (int m = 0; m < Math.min(cut.length, columns.length); m++) {
      cut[m] = columns[m] == null ? null : Arrays.copyOf(columns[m], caller.length);
    }
    return cut;
  }

  /** No edges. */
  public static Edges empty(List<Metric> metrics) {
    return new Builder(Metrics.of(metrics)).build();
  }

  /** What the columns are. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** Number of edges. */
  public int size() {
    return caller.length;
  }

  /** Index into {@link Profile#methods()}, or {@link #NOBODY}. */
  public int caller(int edge) {
    return caller[edge];
  }

  /** Index into {@link Profile#methods()}. */
  public int callee(int edge) {
    return callee[edge];
  }

  public long self(int metric, int edge) {
    return value(self, metric, edge);
  }

  public long cumulative(int metric, int edge) {
    return value(cumulative, metric, edge);
  }

  public long edgeCumulative(int metric, int edge) {
    return value(edgeCumulative, metric, edge);
  }

  /**
   * Whether of the calls along this edge only the number is known, as Python's {@code profile}
   * module writes it.
   */
  public boolean isOnlyCounted(int edge) {
    return onlyCounted.get(edge);
  }

  public long calls(int edge) {
    return self(calls, edge);
  }

  public long selfNanos(int edge) {
    return self(time, edge);
  }

  private static long value(long[] @Nullable [] columns, int metric, int edge) {
    long[] column = metric < 0 ? null : columns[metric];
    return column == null ? 0 : column[edge];
  }

  /** Collects edges; the same pair twice gives the same row. For use by one thread. */
  public static final class Builder {
    private final Metrics metrics;
    private final EdgeIndex edges = new EdgeIndex();
    private long[] @Nullable [] self = new long[4][];
    private long[] @Nullable [] cumulative = new long[4][];
    private long[] @Nullable [] edgeCumulative = new long[4][];
    private final BitSet onlyCounted = new BitSet();

    public Builder(Metrics metrics) {
      this.metrics = metrics;
    }

    /** The edge from a caller, or from {@link Edges#NOBODY}, added if it is not there. */
    public int edge(int callerMethod, int calleeMethod) {
      return edges.number(callerMethod, calleeMethod);
    }

    /** Adds to a metric of an edge, by its number in {@link Metrics}. */
    public void add(
        int edge, int metric, long moreSelf, long moreCumulative, long moreEdgeCumulative) {
      self = added(self, metric, edge, moreSelf);
      cumulative = added(cumulative, metric, edge, moreCumulative);
      edgeCumulative = added(edgeCumulative, metric, edge, moreEdgeCumulative);
    }

    /** Says that of an edge nothing but its calls is known. */
    public void onlyCounted(int edge) {
      onlyCounted.set(edge);
    }

    public Edges build() {
      return new Edges(this);
    }

    private static long[] @Nullable [] added(
        long[] @Nullable [] columns, int metric, int edge, long more) {
      if (more == 0) {
        return columns;
      }
      long[][] wider =
          metric < columns.length ? columns : Arrays.copyOf(columns, metric + columns.length);
      long[] column = wider[metric];
      if (column == null || edge >= column.length) {
        int length = Math.max(64, edge * 2);
        column = column == null ? new long[length] : Arrays.copyOf(column, length);
        wider[metric] = column;
      }
      column[edge] += more;
      return wider;
    }
  }
}
