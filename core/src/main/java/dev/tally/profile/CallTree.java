// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The call tree: one row per context, that is, per method reached by one path of callers in one
 * thread group. Columns of primitives rather than objects, because a recording of a million
 * contexts is read, merged and written in about a second each.
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

  private final int size;
  private final int[] parent;
  private final int[] method;
  private final int[] thread;
  private final long[] calls;
  private final long[] selfNanos;
  private final long[] errorNanos;
  private final long[] hits;
  private final long[] flatNanos;

  private CallTree(
      int[] parent,
      int[] thread,
      int[] method,
      long[] calls,
      long[] selfNanos,
      long[] errorNanos,
      long[] hits,
      long[] flatNanos) {
    this.size = parent.length;
    this.parent = parent;
    this.thread = thread;
    this.method = method;
    this.calls = calls;
    this.selfNanos = selfNanos;
    this.errorNanos = errorNanos;
    this.hits = hits;
    this.flatNanos = flatNanos;
  }

  private CallTree(Builder b) {
    size = b.size;
    parent = Arrays.copyOf(b.parent, size);
    method = Arrays.copyOf(b.method, size);
    thread = Arrays.copyOf(b.thread, size);
    calls = Arrays.copyOf(b.calls, size);
    selfNanos = Arrays.copyOf(b.selfNanos, size);
    errorNanos = Arrays.copyOf(b.errorNanos, size);
    hits = Arrays.copyOf(b.hits, size);
    flatNanos = Arrays.copyOf(b.flatNanos, size);
  }

  /**
   * A tree of columns that are there already, as a reader has them: it has checked that every
   * parent stands before its children and that a context's thread is its parent's. The arrays, all
   * of one length, are taken over, not copied.
   */
  public static CallTree ofColumns(
      int[] parent,
      int[] thread,
      int[] method,
      long[] calls,
      long[] selfNanos,
      long[] errorNanos,
      long[] hits,
      long[] flatNanos) {
    return new CallTree(parent, thread, method, calls, selfNanos, errorNanos, hits, flatNanos);
  }

  /** Number of contexts. */
  public int size() {
    return size;
  }

  /** Index of the calling context, or {@link #ROOT}; always less than {@code context}. */
  public int parent(int context) {
    return parent[context];
  }

  /** Index into {@link Profile#methods()}. */
  public int method(int context) {
    return method[context];
  }

  /** Index into {@link Profile#threads()}; a context's is its parent's. */
  public int thread(int context) {
    return thread[context];
  }

  /** Exact number of calls. */
  public long calls(int context) {
    return calls[context];
  }

  /** Nanoseconds in the method itself along this path, all calls together. */
  public long selfNanos(int context) {
    return selfNanos[context];
  }

  /**
   * Standard error of {@link #selfNanos} in nanoseconds where that is an estimate, 0 where it was
   * measured.
   */
  public long errorNanos(int context) {
    return errorNanos[context];
  }

  /** How often the hit sampler found a thread in this context. */
  public long hits(int context) {
    return hits[context];
  }

  /**
   * Nanoseconds spent below this context in {@linkplain Profile#flatCalls() flat calls}, which have
   * no rows here; part of the inclusive time of this context and of its ancestors.
   */
  public long flatNanos(int context) {
    return flatNanos[context];
  }

  /** Inclusive nanoseconds of every context: self, flat calls and all contexts below. */
  public long[] inclusiveNanos() {
    long[] inclusive = new long[size];
    for (int c = size - 1; c >= 0; c--) {
      inclusive[c] += selfNanos[c] + flatNanos[c];
      if (parent[c] != ROOT) {
        inclusive[parent[c]] += inclusive[c];
      }
    }
    return inclusive;
  }

  /** Collects contexts; adding a path twice gives the same row, so trees merge by being added. */
  public static final class Builder {
    private static final int[] NO_TABLE = {};

    private int size;
    private int[] parent = new int[64];
    private int[] method = new int[64];
    private int[] thread = new int[64];
    private long[] calls = new long[64];
    private long[] selfNanos = new long[64];
    private long[] errorNanos = new long[64];
    private long[] hits = new long[64];
    private long[] flatNanos = new long[64];

    /** Outermost contexts by thread group and method: few, and asked for in between. */
    private final Map<Long, Integer> roots = new HashMap<>();

    /** Open-addressing index from (parent, method) to row + 1. */
    private int[] table = NO_TABLE;

    /** Below a context from this row on nothing is looked up, see {@link #nextTree}. */
    private int firstUnique = Integer.MAX_VALUE;

    /** Rows that are in the index; later ones follow when something is looked for. */
    private int indexed;

    /** Number of contexts so far. */
    public int size() {
      return size;
    }

    /** The outermost context of {@code method} in a thread group, added if it is not there. */
    public int root(int threadIndex, int methodIndex) {
      long key = (long) threadIndex << 32 | methodIndex;
      Integer known = roots.get(key);
      if (known != null) {
        return known;
      }
      roots.put(key, size);
      return append(ROOT, threadIndex, methodIndex);
    }

    /**
     * The context of {@code method} called from {@code parentContext}, added if it is not there.
     */
    public int child(int parentContext, int methodIndex) {
      return parentContext >= firstUnique
          ? append(parentContext, thread[parentContext], methodIndex)
          : find(parentContext, methodIndex);
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

    /** Adds to the numbers of a context; see the accessors of {@link CallTree} for the units. */
    public void add(int context, long moreCalls, long moreSelfNanos, long error, long moreHits) {
      calls[context] += moreCalls;
      selfNanos[context] += moreSelfNanos;
      hits[context] += moreHits;
      if (error != 0) {
        // Independent errors add in squares. Not by Math.hypot: that loads a class, for which a
        // program that ends for want of memory has left no room.
        double before = errorNanos[context];
        errorNanos[context] = Math.round(Math.sqrt(before * before + (double) error * error));
      }
    }

    /** Adds to {@link CallTree#flatNanos}. */
    public void addFlatNanos(int context, long nanos) {
      flatNanos[context] += nanos;
    }

    public CallTree build() {
      return new CallTree(this);
    }

    private int find(int parentContext, int methodIndex) {
      index();
      int mask = table.length - 1;
      int slot = hash(parentContext, methodIndex) & mask;
      while (table[slot] != 0) {
        int row = table[slot] - 1;
        if (parent[row] == parentContext && method[row] == methodIndex) {
          return row;
        }
        slot = (slot + 1) & mask;
      }
      int row = append(parentContext, thread[parentContext], methodIndex);
      table[slot] = row + 1;
      indexed = size;
      return row;
    }

    private int append(int parentContext, int threadIndex, int methodIndex) {
      if (size == parent.length) {
        resize(size * 2);
      }
      parent[size] = parentContext;
      method[size] = methodIndex;
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
        int slot = hash(parent[indexed], method[indexed]) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = indexed + 1;
      }
    }

    private static int hash(int parentContext, int methodIndex) {
      long mixed = (parentContext * 0x9E3779B97F4A7C15L) ^ (methodIndex * 0xC2B2AE3D27D4EB4FL);
      return (int) (mixed ^ (mixed >>> 32));
    }

    private void resize(int rows) {
      parent = Arrays.copyOf(parent, rows);
      method = Arrays.copyOf(method, rows);
      thread = Arrays.copyOf(thread, rows);
      calls = Arrays.copyOf(calls, rows);
      selfNanos = Arrays.copyOf(selfNanos, rows);
      errorNanos = Arrays.copyOf(errorNanos, rows);
      hits = Arrays.copyOf(hits, rows);
      flatNanos = Arrays.copyOf(flatNanos, rows);
    }
  }
}
