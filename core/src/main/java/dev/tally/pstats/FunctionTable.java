// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * pstats' dictionary: functions with their numbers, and for each its callers with the numbers of
 * that edge. This is all that a Python profile holds, and what the statistics reports print.
 *
 * <p>The order in which functions and callers were added is kept, because pstats breaks ties by it
 * and adds up seconds in it. A caller need not be a function of the table. Times are seconds as
 * doubles, as they stand in Python's files, so that sums and roundings come out the same.
 *
 * <p>Columns of primitives rather than objects: Python profiles of 100,000 functions and 400,000
 * edges are common, and are read whole before the first line of a report.
 *
 * <p>Functions are numbered from 0 to {@link #size()}, edges from {@link #firstEdge} to {@link
 * #endEdge} of their callee, keys (of functions and of callers) from 0 to {@link #keyCount()}.
 * Immutable, safe for use by several threads.
 */
public final class FunctionTable {
  private final FunctionKey[] keys;

  /** Key to function, or -1 if it is only a caller. */
  private final int[] functionOfKey;

  private final int[] keyOfFunction;
  private final long[] calls;
  private final long[] primitiveCalls;
  private final double[] selfSeconds;
  private final double[] cumulativeSeconds;
  private final double[] errorSeconds;
  private final double[] cumulativeErrorSeconds;

  /** Null if waiting is not told apart. */
  private final double @Nullable [] waitingSeconds;

  private final int[] firstEdge;
  private final int[] endEdge;

  private final EdgeColumns edges;
  private final boolean sampled;
  private final boolean hasCalls;
  private final boolean hasTimes;
  private final @Nullable String amountsOf;

  private FunctionTable(Builder b) {
    sampled = b.sampled;
    hasCalls = b.hasCalls;
    hasTimes = b.hasTimes;
    amountsOf = b.amountsOf;
    keys = Arrays.copyOf(b.keys, b.keyCount);
    functionOfKey = Arrays.copyOf(b.functionOfKey, b.keyCount);
    keyOfFunction = Arrays.copyOf(b.keyOfFunction, b.size);
    calls = Arrays.copyOf(b.calls, b.size);
    primitiveCalls = Arrays.copyOf(b.primitiveCalls, b.size);
    selfSeconds = Arrays.copyOf(b.selfSeconds, b.size);
    cumulativeSeconds = Arrays.copyOf(b.cumulativeSeconds, b.size);
    errorSeconds = Arrays.copyOf(b.errorSeconds, b.size);
    cumulativeErrorSeconds = Arrays.copyOf(b.cumulativeErrorSeconds, b.size);
    waitingSeconds = b.waitingSeconds == null ? null : Arrays.copyOf(b.waitingSeconds, b.size);
    firstEdge = Arrays.copyOf(b.firstEdge, b.size);
    endEdge = Arrays.copyOf(b.endEdge, b.size);
    edges = b.edges;
  }

  /**
   * Whether the numbers come from samples, as the sampler of Python 3.15 says of its profiles;
   * calls are then numbers of samples, and times estimates.
   */
  public boolean sampled() {
    return sampled;
  }

  /**
   * Whether calls are known. Where they are not, as of a sampler, what stands in their place is a
   * number of samples, or zero.
   */
  public boolean hasCalls() {
    return hasCalls;
  }

  /** Whether times are known; where they are not, they are zero. */
  public boolean hasTimes() {
    return hasTimes;
  }

  /**
   * What the amounts are that stand in the place of times that are not known, such as {@code hits};
   * null for none.
   */
  public @Nullable String amountsOf() {
    return hasTimes ? null : amountsOf;
  }

  /** Number of functions. */
  public int size() {
    return keyOfFunction.length;
  }

  public FunctionKey key(int function) {
    return keys[keyOfFunction[function]];
  }

  /** All calls of a function. */
  public long calls(int function) {
    return calls[function];
  }

  /** Calls made while no other activation of the function was open. */
  public long primitiveCalls(int function) {
    return primitiveCalls[function];
  }

  /** Seconds in the function itself; pstats' {@code tottime}. */
  public double selfSeconds(int function) {
    return hasTimes ? selfSeconds[function] : 0;
  }

  /** Seconds in the function itself, or {@linkplain #amountsOf another amount}. */
  public double selfAmount(int function) {
    return selfSeconds[function];
  }

  /** Seconds in the function and all that it called, over its primitive calls. */
  public double cumulativeSeconds(int function) {
    return hasTimes ? cumulativeSeconds[function] : 0;
  }

  /** The same of the function and all that it called. */
  public double cumulativeAmount(int function) {
    return cumulativeSeconds[function];
  }

  /**
   * Standard error of {@link #selfSeconds} where that is an estimate; 0 where it was measured, and
   * in all profiles that do not say.
   */
  public double errorSeconds(int function) {
    return errorSeconds[function];
  }

  /** The same of {@link #cumulativeSeconds}. */
  public double cumulativeErrorSeconds(int function) {
    return cumulativeErrorSeconds[function];
  }

  /** Whether it is known of any function how long it waited. */
  public boolean hasWaiting() {
    return waitingSeconds != null;
  }

  /** Seconds that a function and all that it called waited, over its primitive calls. */
  public double waitingSeconds(int function) {
    return waitingSeconds == null ? 0 : waitingSeconds[function];
  }

  /** The first of the edges that lead to a function. */
  public int firstEdge(int function) {
    return firstEdge[function];
  }

  /** One past the last of the edges that lead to a function. */
  public int endEdge(int function) {
    return endEdge[function];
  }

  /** Index of the calling function's key. */
  public int callerKey(int edge) {
    return edges.callerKey(edge);
  }

  /** All calls along an edge. */
  public long edgeCalls(int edge) {
    return edges.calls(edge);
  }

  /** Calls made while no other activation of the same edge was open. */
  public long edgePrimitiveCalls(int edge) {
    return edges.primitiveCalls(edge);
  }

  /** Seconds in the callee itself when called along this edge. */
  public double edgeSelfSeconds(int edge) {
    return hasTimes ? edges.selfSeconds(edge) : 0;
  }

  /** Seconds, or {@linkplain #amountsOf another amount}, in the callee itself along this edge. */
  public double edgeSelfAmount(int edge) {
    return edges.selfSeconds(edge);
  }

  /** Seconds in the callee and all that it called, over the edge's primitive calls. */
  public double edgeCumulativeSeconds(int edge) {
    return hasTimes ? edges.cumulativeSeconds(edge) : 0;
  }

  /** The same in the callee and all that it called. */
  public double edgeCumulativeAmount(int edge) {
    return edges.cumulativeSeconds(edge);
  }

  /**
   * Whether an edge is only {@linkplain #edgeCalls counted}, as Python's {@code profile} module
   * writes it.
   */
  public boolean isOnlyCounted(int edge) {
    return edges.isOnlyCounted(edge);
  }

  /** Number of keys: those of the functions, and of callers that are no function of this table. */
  public int keyCount() {
    return keys.length;
  }

  public FunctionKey keyAt(int key) {
    return keys[key];
  }

  /** The function that a key belongs to, or -1 if it is a caller and nothing else. */
  public int functionOfKey(int key) {
    return functionOfKey[key];
  }

  /** Index of a function's own key. */
  public int keyOf(int function) {
    return keyOfFunction[function];
  }

  /**
   * The functions of both tables, equal ones added up. Those of this table come first, and they and
   * their keys keep their numbers.
   *
   * @throws IllegalArgumentException if numbers cannot be added up, with the reason
   */
  public FunctionTable plus(FunctionTable other) {
    return TableSum.of(this, other);
  }

  /**
   * The functions without their files' folders; those that become equal are added up in the place
   * of the first.
   *
   * @throws IllegalArgumentException if numbers cannot be added up, with the reason
   */
  public FunctionTable withoutFolders() {
    return TableSum.withoutFolders(this);
  }

  /**
   * Collects functions as a Python dictionary would: a function that comes again replaces its
   * numbers and callers but keeps its place, and so does a caller within its function.
   */
  public static final class Builder {
    private int keyCount;
    private FunctionKey[] keys = new FunctionKey[64];
    private int[] functionOfKey = new int[64];

    /** Where the current function has this caller: edge + 1, or anything before its first edge. */
    private int[] edgeOfKey = new int[64];

    /** Open-addressing index from key to row + 1. */
    private int[] slots = new int[128];

    private int size;
    private int current = -1;
    private int[] keyOfFunction = new int[64];
    private long[] calls = new long[64];
    private long[] primitiveCalls = new long[64];
    private double[] selfSeconds = new double[64];
    private double[] cumulativeSeconds = new double[64];
    private double[] errorSeconds = new double[64];
    private double[] cumulativeErrorSeconds = new double[64];
    private double @Nullable [] waitingSeconds;
    private int[] firstEdge = new int[64];
    private int[] endEdge = new int[64];

    private final EdgeColumns edges = new EdgeColumns();
    private boolean sampled;
    private boolean hasCalls = true;
    private boolean hasTimes = true;
    private @Nullable String amountsOf;

    /** Says that the numbers come from samples. */
    public void sampled() {
      sampled = true;
    }

    /** Says that calls are not known. */
    public void withoutCalls() {
      hasCalls = false;
    }

    /** Says that times are not known. */
    public void withoutTimes() {
      hasTimes = false;
    }

    /** Says what stands in the place of times; null for nothing. */
    public void amountsOf(@Nullable String metric) {
      amountsOf = metric;
    }

    /** The index of a key, for {@link #function} and {@link #caller}. */
    public int key(FunctionKey key) {
      int mask = slots.length - 1;
      int slot = spread(key) & mask;
      while (slots[slot] != 0) {
        int row = slots[slot] - 1;
        if (keys[row].equals(key)) {
          return row;
        }
        slot = (slot + 1) & mask;
      }
      if (keyCount == keys.length) {
        growKeys();
        return key(key);
      }
      slots[slot] = keyCount + 1;
      keys[keyCount] = key;
      functionOfKey[keyCount] = -1;
      return keyCount++;
    }

    /** Begins a function; the callers that follow are its. */
    public void function(int key, long allCalls, long primitive, double self, double cumulative) {
      current = functionOfKey[key];
      if (current < 0) {
        if (size == keyOfFunction.length) {
          growFunctions();
        }
        current = size++;
        functionOfKey[key] = current;
        keyOfFunction[current] = key;
      }
      calls[current] = allCalls;
      primitiveCalls[current] = primitive;
      selfSeconds[current] = self;
      cumulativeSeconds[current] = cumulative;
      errors(0, 0);
      if (waitingSeconds != null) {
        waitingSeconds[current] = 0;
      }
      firstEdge[current] = edges.size();
      endEdge[current] = edges.size();
    }

    /** The standard errors of the times of the function begun last. */
    public void errors(double self, double cumulative) {
      errorSeconds[current] = self;
      cumulativeErrorSeconds[current] = cumulative;
    }

    /** How long the function begun last and all that it called waited. */
    public void waiting(double seconds) {
      if (waitingSeconds == null) {
        waitingSeconds = new double[keyOfFunction.length];
      }
      waitingSeconds[current] = seconds;
    }

    /** A caller of the function begun last, with the numbers of the edge between them. */
    public void caller(int key, long allCalls, long primitive, double self, double cumulative) {
      edges.set(edge(key), allCalls, primitive, self, cumulative);
    }

    /** A caller of the function begun last, of which only the number of calls is known. */
    public void countedCaller(int key, long allCalls) {
      edges.setOnlyCounted(edge(key), allCalls);
    }

    FunctionKey keyAt(int key) {
      return keys[key];
    }

    /** The table, which takes over what was collected: a builder builds once. */
    public FunctionTable build() {
      return new FunctionTable(this);
    }

    private int edge(int key) {
      if (current < 0) {
        throw new IllegalStateException("a caller needs a function before it");
      }
      if (edgeOfKey[key] > firstEdge[current]) {
        return edgeOfKey[key] - 1;
      }
      int edge = edges.add(key);
      endEdge[current] = edge + 1;
      edgeOfKey[key] = edge + 1;
      return edge;
    }

    private static int spread(FunctionKey key) {
      int hash = (key.file().hashCode() * 31 + key.line()) * 31 + key.name().hashCode();
      hash *= 0x9E3779B9;
      return hash ^ (hash >>> 15);
    }

    private void growKeys() {
      int bigger = keys.length * 2;
      keys = Arrays.copyOf(keys, bigger);
      functionOfKey = Arrays.copyOf(functionOfKey, bigger);
      edgeOfKey = Arrays.copyOf(edgeOfKey, bigger);
      slots = new int[bigger * 2];
      int mask = slots.length - 1;
      for (int row = 0; row < keyCount; row++) {
        int slot = spread(keys[row]) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = row + 1;
      }
    }

    private void growFunctions() {
      int bigger = keyOfFunction.length * 2;
      keyOfFunction = Arrays.copyOf(keyOfFunction, bigger);
      calls = Arrays.copyOf(calls, bigger);
      primitiveCalls = Arrays.copyOf(primitiveCalls, bigger);
      selfSeconds = Arrays.copyOf(selfSeconds, bigger);
      cumulativeSeconds = Arrays.copyOf(cumulativeSeconds, bigger);
      errorSeconds = Arrays.copyOf(errorSeconds, bigger);
      cumulativeErrorSeconds = Arrays.copyOf(cumulativeErrorSeconds, bigger);
      if (waitingSeconds != null) {
        waitingSeconds = Arrays.copyOf(waitingSeconds, bigger);
      }
      firstEdge = Arrays.copyOf(firstEdge, bigger);
      endEdge = Arrays.copyOf(endEdge, bigger);
    }
  }
}
