// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The call tree: one row per context, that is, per frame reached by one path of callers in one
 * thread group, with one column for each of the profile's metrics. Columns of primitives rather
 * than objects, because a recording of a million contexts is read, merged and written in about a
 * second each.
 *
 * <p>A parent's index is always smaller than its children's, so one pass upwards over the rows adds
 * up inclusive times and one pass downwards hands out anything that depends on ancestors, without
 * recursion: real call trees are deeper than a thread's stack.
 *
 * <p>Immutable once built, safe for use by several threads.
 */
public final class CallTree {
  /** The parent of a thread's outermost calls. */
  public static final int ROOT = -1;

  private final List<Metric> metrics;
  private final int size;
  private final int[] parent;
  private final int[] thread;
  private final int[] frame;

  /** By metric; null where all numbers are 0. */
  private final long[] @Nullable [] values;

  private final long[] @Nullable [] errors;

  /** See {@link #isDivided}. */
  private final BitSet divided;

  private final int calls;
  private final int time;
  private final int edgeTime;

  private CallTree(
      List<Metric> metrics,
      int[] parent,
      int[] thread,
      int[] frame,
      long[] @Nullable [] values,
      long[] @Nullable [] errors,
      BitSet divided) {
    this.metrics = List.copyOf(metrics);
    this.size = parent.length;
    this.parent = parent;
    this.thread = thread;
    this.frame = frame;
    this.values = values;
    this.errors = errors;
    this.divided = divided;
    calls = Metrics.number(metrics, Metric.CALLS);
    time = Metrics.number(metrics, Metric.TIME);
    edgeTime = Metrics.number(metrics, Metric.EDGE_TIME);
  }

  /**
   * A tree of columns that are there already, as a reader has them: it has checked that every
   * parent stands before its children and that a context's thread is its parent's. The arrays, all
   * of one length, are taken over, not copied.
   *
   * @param values by metric; null where all numbers are 0
   * @param errors likewise
   * @param divided see {@link #isDivided}
   */
  public static CallTree ofColumns(
      List<Metric> metrics,
      int[] parent,
      int[] thread,
      int[] frame,
      long[] @Nullable [] values,
      long[] @Nullable [] errors,
      BitSet divided) {
    return new CallTree(metrics, parent, thread, frame, values, errors, divided);
  }

  /**
   * The same contexts with one metric more, or with another's numbers in its place. The arrays are
   * taken over, not copied.
   */
  public CallTree with(Metric metric, long[] newValues, long[] newErrors) {
    int number = Metrics.number(metrics, metric);
    List<Metric> all = new ArrayList<>(metrics);
    long[] @Nullable [] allValues = values;
    long[] @Nullable [] allErrors = errors;
    if (number < 0) {
      number = all.size();
      all.add(metric);
      allValues = Arrays.copyOf(values, all.size());
      allErrors = Arrays.copyOf(errors, all.size());
    } else {
      all.set(number, metric);
      allValues = values.clone();
      allErrors = errors.clone();
    }
    allValues[number] = newValues;
    allErrors[number] = newErrors;
    return new CallTree(all, parent, thread, frame, allValues, allErrors, divided);
  }

  /** A tree without contexts. */
  public static CallTree empty(List<Metric> metrics) {
    int[] none = {};
    long[][] noColumns = new long[metrics.size()][];
    return new CallTree(metrics, none, none, none, noColumns, noColumns, new BitSet());
  }

  /** What the columns are. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** Number of contexts. */
  public int size() {
    return size;
  }

  /** Index of the calling context, or {@link #ROOT}; always less than {@code context}. */
  public int parent(int context) {
    return parent[context];
  }

  /** Index into {@link Profile#frames()}. */
  public int frame(int context) {
    return frame[context];
  }

  /** Index into {@link Profile#threads()}; a context's is its parent's. */
  public int thread(int context) {
    return thread[context];
  }

  /** A metric in the frame itself along this path; {@code metric} counts from 0. */
  public long value(int metric, int context) {
    long[] column = metric < 0 ? null : values[metric];
    return column == null ? 0 : column[context];
  }

  /** Standard error of {@link #value} where that is an estimate, 0 where it is exact. */
  public long error(int metric, int context) {
    long[] column = metric < 0 ? null : errors[metric];
    return column == null ? 0 : column[context];
  }

  /** Number of calls; 0 where {@link Metric#CALLS} are not known. */
  public long calls(int context) {
    return value(calls, context);
  }

  /** Nanoseconds in the method itself along this path; 0 where {@link Metric#TIME} is not known. */
  public long selfNanos(int context) {
    return value(time, context);
  }

  /** Standard error of {@link #selfNanos} in nanoseconds, 0 where it was measured. */
  public long errorNanos(int context) {
    return error(time, context);
  }

  /**
   * Whether what a context's time is an estimate of was measured: the time of all that is in it and
   * below, which was then divided. With all that is below it, its time is none.
   */
  public boolean isDivided(int context) {
    return divided.get(context);
  }

  /**
   * The variance of every context's {@linkplain #inclusive inclusive} time, in square nanoseconds;
   * null where all of it was measured. Errors of contexts are taken to be independent.
   */
  public double @Nullable [] inclusiveVariances() {
    double[] variances = null;
    for (int c = size - 1; c >= 0; c--) {
      double error = errorNanos(c);
      if (variances == null && error > 0) {
        variances = new double[size];
      }
      if (variances == null) {
        continue;
      }
      variances[c] = divided.get(c) ? 0 : variances[c] + error * error;
      if (parent[c] != ROOT) {
        variances[parent[c]] += variances[c];
      }
    }
    return variances;
  }

  /**
   * A metric of every context together with all contexts below; of time, that of {@linkplain
   * Metric#EDGE_TIME calls without a path} too.
   */
  public long[] inclusive(int metric) {
    long[] inclusive = new long[size];
    for (int c = size - 1; c >= 0; c--) {
      inclusive[c] += value(metric, c);
      if (metric == time) {
        inclusive[c] += value(edgeTime, c);
      }
      if (parent[c] != ROOT) {
        inclusive[parent[c]] += inclusive[c];
      }
    }
    return inclusive;
  }

  /** Collects contexts; adding a path twice gives the same row, so trees merge by being added. */
  public static final class Builder {
    private static final int[] NO_TABLE = {};

    private final Metrics metrics;
    private int size;
    private int[] parent = new int[64];
    private int[] frame = new int[64];
    private int[] thread = new int[64];

    /** By metric; a column is made when its first number comes. */
    private long[] @Nullable [] values = new long[4][];

    private long[] @Nullable [] errors = new long[4][];

    /** Contexts with an error that is one of the time in them and below, too. */
    private final BitSet undivided = new BitSet();

    public Builder(Metrics metrics) {
      this.metrics = metrics;
    }

    /** Outermost contexts by thread group and frame: few, and asked for in between. */
    private final Map<Long, Integer> roots = new HashMap<>();

    /** Open-addressing index from (parent, frame) to row + 1. */
    private int[] table = NO_TABLE;

    /** Below a context from this row on nothing is looked up, see {@link #nextTree}. */
    private int firstUnique = Integer.MAX_VALUE;

    /** Rows that are in the index; later ones follow when something is looked for. */
    private int indexed;

    /** Number of contexts so far. */
    public int size() {
      return size;
    }

    /** The outermost context of a frame in a thread group, added if it is not there. */
    public int root(int threadIndex, int frameIndex) {
      long key = (long) threadIndex << 32 | frameIndex;
      Integer known = roots.get(key);
      if (known != null) {
        return known;
      }
      roots.put(key, size);
      return append(ROOT, threadIndex, frameIndex);
    }

    /** The context of a frame called from {@code parentContext}, added if it is not there. */
    public int child(int parentContext, int frameIndex) {
      return parentContext >= firstUnique
          ? append(parentContext, thread[parentContext], frameIndex)
          : find(parentContext, frameIndex);
    }

    /**
     * From now on another tree is merged into this one, until the next. Each of its paths is added
     * once, so that what is below a context that only this tree has takes no look-up; to add such a
     * path twice would make two of it.
     *
     * @param rows how many contexts it has
     */
    public void nextTree(int rows) {
      firstUnique = size;
      if (rows > parent.length - size) {
        resize(size + rows);
      }
    }

    /** Adds to a metric of a context, by its number in {@link Metrics}. */
    public void add(int context, int metric, long more) {
      if (more != 0) {
        values = withColumn(values, metric);
        values[metric][context] += more;
      }
    }

    /** Adds to the standard error of a metric of a context. Independent errors add in squares. */
    public void addError(int context, int metric, long error) {
      addError(context, metric, error, false);
    }

    /**
     * Adds to the standard error of a metric of a context.
     *
     * @param divided whether this is no error of the context together with all that is below it
     */
    public void addError(int context, int metric, long error, boolean divided) {
      if (error != 0) {
        errors = withColumn(errors, metric);
        // Not by Math.hypot: that loads a class, for which a program that ends for want of memory
        // has left no room.
        double before = errors[metric][context];
        errors[metric][context] = Math.round(Math.sqrt(before * before + (double) error * error));
        undivided.set(context, undivided.get(context) || !divided);
      }
    }

    public CallTree build() {
      int count = metrics.size();
      return new CallTree(
          metrics.toList(),
          Arrays.copyOf(parent, size),
          Arrays.copyOf(thread, size),
          Arrays.copyOf(frame, size),
          cut(values, count),
          cut(errors, count),
          divided());
    }

    private BitSet divided() {
      BitSet divided = new BitSet();
      for (long[] column : errors) {
        for (int c = 0; column != null && c < size; c++) {
          if (column[c] != 0 && !undivided.get(c)) {
            divided.set(c);
          }
        }
      }
      return divided;
    }

    private int find(int parentContext, int frameIndex) {
      index();
      int mask = table.length - 1;
      int slot = hash(parentContext, frameIndex) & mask;
      while (table[slot] != 0) {
        int row = table[slot] - 1;
        if (parent[row] == parentContext && frame[row] == frameIndex) {
          return row;
        }
        slot = (slot + 1) & mask;
      }
      int row = append(parentContext, thread[parentContext], frameIndex);
      table[slot] = row + 1;
      indexed = size;
      return row;
    }

    private int append(int parentContext, int threadIndex, int frameIndex) {
      if (size == parent.length) {
        resize(size * 2);
      }
      parent[size] = parentContext;
      frame[size] = frameIndex;
      thread[size] = threadIndex;
      return size++;
    }

    /** Brings the index up to date, with room for one more. */
    private void index() {
      if (size * 2 >= table.length) {
        table = new int[Math.max(128, Integer.highestOneBit(size) * 4)];
        indexed = 0;
      }
      int mask = table.length - 1;
      for (; indexed < size; indexed++) {
        int slot = hash(parent[indexed], frame[indexed]) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = indexed + 1;
      }
    }

    private static int hash(int parentContext, int frameIndex) {
      long mixed = (parentContext * 0x9E3779B97F4A7C15L) ^ (frameIndex * 0xC2B2AE3D27D4EB4FL);
      return (int) (mixed ^ (mixed >>> 32));
    }

    private void resize(int rows) {
      parent = Arrays.copyOf(parent, rows);
      frame = Arrays.copyOf(frame, rows);
      thread = Arrays.copyOf(thread, rows);
      resize(values, rows);
      resize(errors, rows);
    }

    private static void resize(long[] @Nullable [] columns, int rows) {
      for (int m = 0; m < columns.length; m++) {
        if (columns[m] != null) {
          columns[m] = Arrays.copyOf(columns[m], rows);
        }
      }
    }

    private long[] @Nullable [] withColumn(long[] @Nullable [] columns, int metric) {
      long[][] wider =
          metric < columns.length ? columns : Arrays.copyOf(columns, metric + columns.length);
      if (wider[metric] == null) {
        wider[metric] = new long[parent.length];
      }
      return wider;
    }

    private long[] @Nullable [] cut(long[] @Nullable [] columns, int count) {
      long[][] cut = new long[count][];
      for (int m = 0; m < Math.min(count, columns.length); m++) {
        cut[m] = columns[m] == null ? null : Arrays.copyOf(columns[m], size);
      }
      return cut;
    }
  }
}
