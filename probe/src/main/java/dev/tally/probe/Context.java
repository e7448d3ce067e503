// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * A node of the call tree: a method reached by one path of callers, on one recorder.
 *
 * <p>Written by the recorder's thread alone, with plain writes; only {@link #hits} is written by
 * somebody else, the hit sampler. The agent's writer reads everything without locks: what it sees
 * may be a moment old, and is never torn on the 64-bit JVMs we run on.
 *
 * <p>A context has at most one open activation, because recursion makes a path longer. That is why
 * an activation needs no object of its own: its entry time lives here.
 */
public class Context {
  /** {@link #key} of a context that matches no method. */
  static final int NO_KEY = Integer.MIN_VALUE;

  /** Calls after which a context's timing is first reconsidered. */
  static final int FIRST_WINDOW = 200;

  /** Children of a context without children; its one entry matches nothing. */
  static final Context[] NO_CHILDREN = new Context[1];

  /** Fills the free places of every array of children, so that a look-up needs no null check. */
  static final Context NONE = new Context();

  /**
   * Handed out for a call that cannot be recorded, such as when memory has run out. Leaving or
   * resuming it does nothing.
   */
  static final Context SKIPPED = new Context();

  static {
    NO_CHILDREN[0] = NONE;
  }

  /** Id of the method; -1 for a recorder's root. */
  public final int method;

  /** The calling context; a recorder's root has none. */
  public final Context parent;

  /** The recorder this context belongs to. */
  final Recorder recorder;

  /**
   * {@code method} while calls are only counted, its complement while they are timed. One compare
   * with the method's id thus finds the child and that the fast path may be taken.
   */
  int key;

  /**
   * Contexts called from here, hashed by method id. Replaced when it grows, so that a concurrent
   * reader sees either the old or the new array.
   */
  Context[] children = NO_CHILDREN;

  /** Calls begun. */
  public long calls;

  /**
   * Nanoseconds charged to this context while it was the innermost timed one. Once callees are
   * counted only, this includes their time.
   */
  public long selfNanos;

  /** Nanoseconds of {@linkplain FlatCounter flat calls} made below this context. */
  public long flatNanos;

  /** How often the sampler found this context to be the innermost open one. */
  public int hits;

  /** {@link #hits} when the context stopped being timed. */
  public int hitsWhileTimed;

  /** {@link #calls} when the context stopped being timed. */
  public int callsWhileTimed;

  /** Mean self nanoseconds a call in the last window in which it was timed. */
  public float meanSelfNanos;

  /**
   * True for a bounded leaf: it was counted without ever being current; its caller has its time.
   */
  public boolean leaf;

  /** Clock at the entry of the open activation. */
  long entryNanos;

  /** The innermost open timed context when this one was entered. */
  Context outerAnchor;

  /** Cumulative nanoseconds of the calls in the current window. */
  private long windowNanos;

  /** {@link #selfNanos} when the current window began. */
  private long windowStartSelfNanos;

  private int windowLength = FIRST_WINDOW;
  private int windowLeft = FIRST_WINDOW;

  /** A context of nothing, for {@link #NONE} and {@link #SKIPPED}. */
  private Context() {
    this.recorder = new Recorder(this);
    this.parent = null;
    this.method = -1;
    this.key = NO_KEY;
  }

  Context(Recorder recorder, Context parent, int method, int key) {
    this.recorder = recorder;
    this.parent = parent;
    this.method = method;
    this.key = key;
  }

  /** Whether calls read the clock; if not, times of this context are estimates. */
  public final boolean timed() {
    return key < 0;
  }

  /** The contexts called from here; entries that are not a child answer false to isContext. */
  public final Context[] children() {
    return children;
  }

  /** False for the filler in {@link #children}. */
  public final boolean isContext() {
    return this != NONE;
  }

  /** The child for a method, or null; for the recorder's thread, off the fast path. */
  final Context child(int callee) {
    Context[] table = children;
    int mask = table.length - 1;
    for (int i = callee & mask, looked = 0; looked <= mask; i = (i + 1) & mask, looked++) {
      Context c = table[i];
      if (c == NONE) {
        return null;
      }
      if (c.method == callee) {
        return c;
      }
    }
    return null;
  }

  /** Adds a child that is not there yet; by the recorder's thread. */
  final void addChild(Context child) {
    Context[] old = children;
    int count = 1;
    for (Context c : old) {
      if (c != NONE) {
        count++;
      }
    }
    int mask = old.length - 1;
    if (old[child.method & mask] == NONE && count * 4 <= old.length * 3) {
      old[child.method & mask] = child;
      return;
    }
    // Look for a size at which every child sits in its own place: the fast path looks nowhere else.
    int smallest = Integer.highestOneBit(count * 4 / 3) * 2;
    Context[] best = null;
    for (int length = Math.max(2, smallest), tries = 0; tries < 3; length *= 2, tries++) {
      Context[] table = new Context[length];
      java.util.Arrays.fill(table, NONE);
      boolean direct = place(table, child);
      for (Context c : old) {
        if (c != NONE) {
          direct &= place(table, c);
        }
      }
      if (best == null || direct) {
        best = table;
      }
      if (direct) {
        break;
      }
    }
    children = best;
  }

  /** Puts a child into the first free place from its own; true if that is its own. */
  private static boolean place(Context[] table, Context child) {
    int mask = table.length - 1;
    int own = child.method & mask;
    int i = own;
    while (table[i] != NONE) {
      i = (i + 1) & mask;
    }
    table[i] = child;
    return i == own;
  }

  /**
   * Ends a timed call of {@code nanos}. After 200 calls, and then after each doubling, a context
   * whose calls were short on average in that window becomes counted for good: reading the clock
   * would cost more than it tells. Later windows matter because early calls run interpreted, load
   * classes, and time their own callees.
   */
  final void endTimedCall(long nanos) {
    windowNanos += nanos;
    if (--windowLeft == 0) {
      if (windowNanos < Recorder.SHORT_CALL_NANOS * windowLength) {
        meanSelfNanos = (float) (selfNanos - windowStartSelfNanos) / windowLength;
        callsWhileTimed = (int) Math.min(calls, Integer.MAX_VALUE);
        hitsWhileTimed = hits;
        key = method;
      } else {
        windowLength = Math.min(windowLength * 2, 1 << 20);
        windowLeft = windowLength;
        windowNanos = 0;
        windowStartSelfNanos = selfNanos;
      }
    }
  }
}
