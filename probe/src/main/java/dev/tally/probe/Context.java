// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/**
 * A node of the call tree: a method reached by one path of callers, on one recorder. Not an object
 * but a block of 64 bytes outside the heap, named by its address.
 *
 * <p>Why outside the heap: a recorded call writes a reference to the current context, twice. In the
 * heap each such write runs the garbage collector's barrier, which with G1 and a tree in old
 * regions contains a memory fence; that alone was 40 % of a call's price. It also leaves the
 * program's heap and its collections as they are, and puts all that a call touches into one cache
 * line:
 *
 * <pre>
 *    0  key       int   the method's id while calls are only counted, its complement while timed
 *    4  firstKey  int   the key of the first child, or one that no method has
 *    8  calls     long  calls begun; of a bounded leaf they are in its caller's leaves
 *   16  parent    long  the calling context; 0 for a root
 *   24  leaves    long  {@link LeafTable} of the bounded leaves called from here
 *   32  children  long  table of the other contexts called from here, hashed by method id
 *   40  mask      char  8 * (places in that table - 1), or as much of it as there is room for
 *   42  leafMask  char  16 * (places in the leaves' table - 1), or as much
 *   44  recorder  int   the recorder's place in Recorders, and 1; 0 for nobody's
 *   48  timing    long  block with what counting a call does not need; 0 for a bounded leaf
 *   56  first     long  a child; the table itself while it has one place
 * </pre>
 *
 * <p>The other block says what the context took, how many callers it has, and how often the sampler
 * has hit it; for a call past the budget that last number has the sign, and says how many such
 * calls are open below it.
 *
 * <p>One compare of {@code key} with a method's id tells that the right child was found and that
 * the fast path may be taken. Many contexts have one child only, and where there are more, one is
 * often called most. Its key stands in its caller, too, so that the processor knows who is called
 * before that one's line is there, and nobody waits for it to be counted. Whatever stack ends
 * where, {@code firstKey} is the key of {@code first} or one that no method has, or it says that
 * this one is timed though it no longer is. It is the child made first, until one that has been
 * called more often becomes counted. A table larger than one place is preceded by its number of
 * places and that of the children in it. Free places hold {@link #NONE}, whose key no method has.
 * Blocks are never freed, so an address that was once read stays readable: a reader on another
 * thread may see something old, never something wild.
 *
 * <p>Written by the recorder's thread alone, but for {@code hits}, which the sampler writes. A
 * context has at most one open activation, because recursion makes a path longer; so an activation
 * needs no memory of its own.
 */
public final class Context {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  /** From one context to the next, see {@link Recorder#contexts}. */
  public static final int BYTES = 64;

  static final int KEY = 0;
  static final int FIRST_KEY = 4;
  static final int CALLS = 8;
  static final int PARENT = 16;
  static final int LEAVES = 24;
  static final int CHILDREN = 32;
  static final int MASK = 40;
  static final int LEAF_MASK = 42;
  private static final int RECORDER = 44;
  private static final int TIMING = 48;
  static final int FIRST = 56;

  /** The other block. */
  static final int TIMING_BYTES = 72;

  private static final int SELF_NANOS = 0;
  private static final int ENTRY_NANOS = 8;
  private static final int WINDOW_NANOS = 16;
  private static final int WINDOW_START_SELF_NANOS = 24;
  private static final int OUTER_ANCHOR = 32;
  private static final int FLAT_NANOS = 40;
  private static final int WINDOW_LENGTH = 48;
  private static final int WINDOW_LEFT = 52;
  private static final int MEAN_SELF_NANOS = 56;
  private static final int HITS_WHILE_TIMED = 60;
  private static final int DEPTH = 64;
  private static final int HITS = 68;

  /** Where the number of timed calls is kept once there are no more of them. */
  private static final int CALLS_WHILE_TIMED = WINDOW_NANOS;

  /** {@code key} of a context that matches no method. */
  static final int NO_KEY = Integer.MIN_VALUE;

  /** Calls after which a context's timing is first reconsidered. */
  static final int FIRST_WINDOW = 200;

  /** The same where the method has proved short in other contexts. */
  static final int SHORT_WINDOW = 8;

  /** A power of two: how often a child is called out of its place before it gets one. */
  static final int CALLS_BEFORE_ROOM = 128;

  /** Of a table that is made so that one child stands alone. */
  static final int MOST_PLACES = 1 << 10;

  /** Fills the free places of every table, so that a look-up needs no check for null. */
  static final long NONE;

  /** A table of one free place. */
  private static final long NO_CHILDREN;

  /**
   * Current while a thread's calls are not to be recorded; also says of a call that it could not
   * be. Its own caller.
   */
  static final long SKIPPED;

  static {
    long memory = Arena.aligned(3 * BYTES + TIMING_BYTES);
    NONE = memory;
    SKIPPED = memory + BYTES;
    NO_CHILDREN = memory + 2 * BYTES + 16;
    UNSAFE.putInt(NONE + KEY, NO_KEY);
    UNSAFE.putInt(NO_CHILDREN - 8, 1);
    UNSAFE.putLong(NO_CHILDREN, NONE);
    UNSAFE.putInt(SKIPPED + KEY, NO_KEY);
    UNSAFE.putLong(SKIPPED + PARENT, SKIPPED);
    UNSAFE.putLong(SKIPPED + CHILDREN, NO_CHILDREN);
    UNSAFE.putLong(SKIPPED + LEAVES, LeafTable.EMPTY);
    UNSAFE.putLong(SKIPPED + TIMING, memory + 3 * BYTES);
    UNSAFE.putLong(SKIPPED + FIRST, NONE);
    UNSAFE.putInt(SKIPPED + FIRST_KEY, NO_KEY);
  }

  private Context() {}

  /** A new context; {@code timing} is its other block, or 0 for a bounded leaf. */
  static void create(long context, int recorder, long parent, int key, long timing, int window) {
    if (timing != 0) {
      fill(timing, parent == 0 ? 0 : depth(parent) + 1, window);
    }
    UNSAFE.putInt(context + KEY, key);
    UNSAFE.putInt(context + FIRST_KEY, NO_KEY);
    UNSAFE.putLong(context + PARENT, parent);
    UNSAFE.putLong(context + LEAVES, LeafTable.EMPTY);
    UNSAFE.putLong(context + CHILDREN, context + FIRST);
    UNSAFE.putInt(context + RECORDER, recorder + 1);
    UNSAFE.putLong(context + TIMING, timing);
    UNSAFE.putLong(context + FIRST, NONE);
  }

  private static void fill(long timing, int depth, int window) {
    UNSAFE.putInt(timing + DEPTH, depth);
    UNSAFE.putInt(timing + WINDOW_LENGTH, window);
    UNSAFE.putInt(timing + WINDOW_LEFT, window);
  }

  /** Makes a block, which may have been used before, an open call past the budget. */
  static void createFlat(
      long context, int recorder, long parent, int method, int flatDepth, long timing) {
    create(context, recorder, parent, ~method, timing, FIRST_WINDOW);
    UNSAFE.putInt(timing + HITS, Integer.MIN_VALUE | flatDepth);
    UNSAFE.putLong(context + CHILDREN, NO_CHILDREN);
    UNSAFE.putLong(timing + SELF_NANOS, 0);
  }

  /** The place of its recorder in {@link Recorders}; -1 if it is nobody's. */
  static int recorder(long context) {
    return UNSAFE.getInt(context + RECORDER) - 1;
  }

  /** Id of the method; of a recorder's root, a number that no method has. */
  public static int method(long context) {
    int key = UNSAFE.getInt(context + KEY);
    return key ^ (key >> 31);
  }

  /** How many callers it has; 0 for a recorder's root. */
  static int depth(long context) {
    return UNSAFE.getInt(timing(context) + DEPTH);
  }

  /** The calling context; 0 for a recorder's root. */
  public static long parent(long context) {
    return UNSAFE.getLong(context + PARENT);
  }

  /** Whether a context is another or among its callers. */
  static boolean encloses(long context, long other) {
    long c = other;
    int depth = depth(context);
    while (depth(c) > depth) {
      c = parent(c);
    }
    return c == context;
  }

  /** Calls begun; none of a block whose making a stack's end has cut short. */
  public static long calls(long context) {
    if (!leaf(context)) {
      return UNSAFE.getLong(context + CALLS);
    }
    long parent = parent(context);
    return parent == 0 ? 0 : LeafTable.calls(leaves(parent), method(context), context);
  }

  static void addCall(long context) {
    addCalls(context, 1);
  }

  static void addCalls(long context, long more) {
    if (leaf(context)) {
      LeafTable.addCalls(leaves(parent(context)), method(context), more);
    } else {
      UNSAFE.putLong(context + CALLS, UNSAFE.getLong(context + CALLS) + more);
    }
  }

  /** Whether calls read the clock; if not, times of this context are estimates. */
  public static boolean timed(long context) {
    return UNSAFE.getInt(context + KEY) < 0;
  }

  /** Whether this was counted without ever being current: its caller has its time. */
  public static boolean leaf(long context) {
    return timing(context) == 0;
  }

  /** What {@link Probe#exit} takes to end the open call of a context. */
  public static long caller(long context) {
    long parent = parent(context);
    return timed(context) ? ~parent : parent;
  }

  /** Whether this is an open call past the budget of contexts. */
  public static boolean flat(long context) {
    return hits(context) < 0;
  }

  static int flatDepth(long context) {
    return hits(context) & Integer.MAX_VALUE;
  }

  /** Milliseconds for which the sampler found this context to be the innermost open one. */
  public static int hits(long context) {
    long timing = timing(context);
    return timing == 0 ? 0 : UNSAFE.getInt(timing + HITS);
  }

  /** By the sampler alone. */
  static void hit(long context, int more) {
    int hits = hits(context);
    if (hits >= 0 && hits <= Integer.MAX_VALUE - more) {
      UNSAFE.putInt(timing(context) + HITS, hits + more);
    }
  }

  /**
   * Nanoseconds charged to this context while it was the innermost timed one. Once callees are only
   * counted, this includes their time.
   */
  public static long selfNanos(long context) {
    return timing(context, SELF_NANOS);
  }

  static void charge(long context, long nanos) {
    long timing = timing(context);
    UNSAFE.putLong(timing + SELF_NANOS, UNSAFE.getLong(timing + SELF_NANOS) + nanos);
  }

  /** Nanoseconds of {@linkplain FlatCounter calls past the budget} made below this context. */
  public static long flatNanos(long context) {
    return timing(context, FLAT_NANOS);
  }

  static void addFlatNanos(long context, long nanos) {
    long timing = timing(context);
    UNSAFE.putLong(timing + FLAT_NANOS, UNSAFE.getLong(timing + FLAT_NANOS) + nanos);
  }

  /**
   * Makes a bounded leaf an ordinary context: its class was redefined, or another loader has a
   * class of the same name, and now the method does more.
   *
   * @param timing a new block, for all but counting
   * @param timed whether its calls are to be timed, as a new context's are
   */
  static void unleaf(long context, long timing, boolean timed, Arena tables) {
    long caller = parent(context);
    int method = method(context);
    // If the stack ends on the way, it is a leaf or it is none, and never a child without a block.
    UNSAFE.putLong(context + CALLS, calls(context));
    fill(timing, depth(caller) + 1, FIRST_WINDOW);
    LeafTable.remove(leaves(caller), method);
    UNSAFE.putLongRelease(null, context + TIMING, timing);
    setKey(context, timed ? ~method : method);
    addChild(caller, context, tables);
  }

  /** Makes a context timed for good; not a bounded leaf. */
  static void keepTimed(long context) {
    long timing = timing(context);
    UNSAFE.putInt(timing + WINDOW_LENGTH, Integer.MAX_VALUE);
    UNSAFE.putInt(timing + WINDOW_LEFT, Integer.MAX_VALUE);
    setKey(context, ~method(context));
  }

  /**
   * Lets a child that has just become counted be looked at before the others, if it has been called
   * more often than the one that is.
   */
  private static void makeFirst(long context) {
    long parent = parent(context);
    if (parent == 0 || table(parent) == parent + FIRST) {
      return; // It is the only one.
    }
    long first = UNSAFE.getLong(parent + FIRST);
    if (timed(first) || calls(first) < calls(context)) {
      // The key goes before its context is another, and comes when it is: a stack may end between.
      UNSAFE.putInt(parent + FIRST_KEY, NO_KEY);
      UNSAFE.putLong(parent + FIRST, context);
      UNSAFE.putInt(parent + FIRST_KEY, UNSAFE.getInt(context + KEY));
    }
  }

  /**
   * Changes it from timed to counted, or back; its caller has a copy if it is the first child. A
   * stack may end between the two, so the copy that a probe believes is never the only one.
   */
  private static void setKey(long context, int key) {
    if (key < 0) {
      setFirstKey(context, key);
      UNSAFE.putInt(context + KEY, key);
    } else {
      UNSAFE.putInt(context + KEY, key);
      setFirstKey(context, key);
    }
  }

  private static void setFirstKey(long context, int key) {
    long parent = parent(context);
    if (parent != 0 && UNSAFE.getLong(parent + FIRST) == context) {
      UNSAFE.putInt(parent + FIRST_KEY, key);
    }
  }

  /** {@link #hits} when the context stopped being timed. */
  public static int hitsWhileTimed(long context) {
    return UNSAFE.getInt(timing(context) + HITS_WHILE_TIMED);
  }

  /** {@link #calls} when the context stopped being timed. */
  public static long callsWhileTimed(long context) {
    return timing(context, CALLS_WHILE_TIMED);
  }

  /** Mean self nanoseconds a call in the last window in which it was timed. */
  public static float meanSelfNanos(long context) {
    return UNSAFE.getFloat(timing(context) + MEAN_SELF_NANOS);
  }

  private static long timing(long context) {
    return UNSAFE.getLong(context + TIMING);
  }

  private static long timing(long context, int field) {
    long timing = timing(context);
    return timing == 0 ? 0 : UNSAFE.getLong(timing + field);
  }

  /** Clock at the entry of the open activation. */
  static long entryNanos(long context) {
    return timing(context, ENTRY_NANOS);
  }

  /** The innermost open timed context when this one was entered. */
  static long outerAnchor(long context) {
    return timing(context, OUTER_ANCHOR);
  }

  static void open(long context, long entryNanos, long outerAnchor) {
    long timing = timing(context);
    UNSAFE.putLong(timing + ENTRY_NANOS, entryNanos);
    UNSAFE.putLong(timing + OUTER_ANCHOR, outerAnchor);
  }

  /** The table of children as it is now. */
  static long table(long context) {
    return UNSAFE.getLong(context + CHILDREN);
  }

  /** The {@link LeafTable} as it is now. */
  static long leaves(long context) {
    return UNSAFE.getLong(context + LEAVES);
  }

  /** Number of places in a table of a context. */
  static int places(long context, long table) {
    return table == context + FIRST ? 1 : UNSAFE.getInt(table - 8);
  }

  /** Number of children in it. */
  private static int children(long context, long table) {
    if (table == context + FIRST) {
      return UNSAFE.getLong(table) == NONE ? 0 : 1;
    }
    return UNSAFE.getInt(table - 4);
  }

  /** Whoever is in a place below {@link #places}, or 0. */
  static long childAt(long table, int place) {
    long child = UNSAFE.getLong(table + 8L * place);
    return child == NONE ? 0 : child;
  }

  /**
   * All contexts below one, a caller's before its callees'; for the recorder's thread, off the fast
   * path.
   */
  public static long[] below(long context) {
    if (flat(context)) {
      return new long[0];
    }
    long[] found = {context};
    int size = 1;
    for (int next = 0; next < size; next++) {
      long table = table(found[next]);
      int places = places(found[next], table);
      long leaves = leaves(found[next]);
      int leafPlaces = LeafTable.places(leaves);
      for (int i = 0; i < places + leafPlaces; i++) {
        long child = i < places ? childAt(table, i) : LeafTable.leafAt(leaves, i - places);
        if (child != 0) {
          if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
          }
          found[size++] = child;
        }
      }
    }
    return Arrays.copyOfRange(found, 1, size);
  }

  /** The child for a method, or 0; for the recorder's thread, off the fast path. */
  static long child(long context, int callee) {
    long table = table(context);
    int mask = places(context, table) - 1;
    for (int i = callee & mask, looked = 0; looked <= mask; i = (i + 1) & mask, looked++) {
      long c = UNSAFE.getLong(table + 8L * i);
      if (c == NONE) {
        break;
      }
      if (method(c) == callee) {
        return c;
      }
    }
    return LeafTable.leaf(leaves(context), callee);
  }

  /** Adds a bounded leaf that is not there yet; by the recorder's thread. */
  static void addLeaf(long context, long leaf, Arena tables) {
    useLeaves(context, LeafTable.add(leaves(context), method(leaf), leaf, tables));
  }

  /** The table first: the old mask, which is no larger, leads to a place in it, too. */
  private static void useLeaves(long context, long table) {
    UNSAFE.putLongRelease(null, context + LEAVES, table);
    UNSAFE.putChar(context + LEAF_MASK, LeafTable.mask(table));
  }

  /** Adds a child that is not there yet; by the recorder's thread. */
  static void addChild(long context, long child, Arena tables) {
    long old = table(context);
    int oldPlaces = places(context, old);
    long own = old + 8L * (method(child) & (oldPlaces - 1));
    int count = children(context, old) + 1;
    if (UNSAFE.getLong(own) == NONE && (oldPlaces == 1 || count * 4 <= oldPlaces * 3)) {
      UNSAFE.putLong(own, child);
      if (own == context + FIRST) {
        UNSAFE.putInt(context + FIRST_KEY, UNSAFE.getInt(child + KEY));
      }
      setChildren(context, old, count);
      return;
    }
    // Look for a size at which every child sits in its own place: the fast path looks nowhere else.
    int places = Integer.highestOneBit(count * 4 / 3) * 2;
    for (int tries = 0; tries < 2 && !allApart(old, oldPlaces, child, places); tries++) {
      places *= 2;
    }
    if (places > oldPlaces) {
      replace(context, old, oldPlaces, child, places, count, tables);
    } else {
      place(old, oldPlaces, child); // It is larger than need be, see makeRoom.
      setChildren(context, old, count);
    }
  }

  private static void setChildren(long context, long table, int count) {
    if (table != context + FIRST) {
      UNSAFE.putInt(table - 4, count);
    }
  }

  /**
   * A counted child was called that the fast path did not find, because another has its place. If
   * it is called often, makes a table so large that it is alone in its place; others may be the
   * ones to stand apart in this one, until they are called often. By the recorder's thread, before
   * the call is counted.
   */
  static void makeRoom(long context, long child, Arena tables) {
    if (leaf(child)) {
      useLeaves(context, LeafTable.makeRoom(leaves(context), method(child), tables));
      return;
    }
    if (((calls(child) + 1) & (CALLS_BEFORE_ROOM - 1)) != 0) {
      return;
    }
    long old = table(context);
    int oldPlaces = places(context, old);
    if (UNSAFE.getLong(old + 8L * (method(child) & (oldPlaces - 1))) == child) {
      return; // There it was, but its thread's recorder had to be searched for.
    }
    for (int places = oldPlaces * 2; places <= MOST_PLACES; places *= 2) {
      if (isAlone(old, oldPlaces, child, places)) {
        replace(context, old, oldPlaces, child, places, children(context, old), tables);
        return;
      }
    }
  }

  /**
   * Copies the children into a new table, with one that may be new. Who had a place of its own
   * keeps it, if it can.
   */
  private static void replace(
      long context, long old, int oldPlaces, long child, int places, int count, Arena tables) {
    long table = tables.take(8L * places + 16) + 16;
    UNSAFE.putInt(table - 8, places);
    UNSAFE.putInt(table - 4, count);
    for (int i = 0; i < places; i++) {
      UNSAFE.putLong(table + 8L * i, NONE);
    }
    for (int i = 0; i < oldPlaces; i++) {
      long c = UNSAFE.getLong(old + 8L * i);
      if (c != NONE && (method(c) & (oldPlaces - 1)) == i) {
        place(table, places, c);
      }
    }
    place(table, places, child);
    for (int i = 0; i < oldPlaces; i++) {
      long c = UNSAFE.getLong(old + 8L * i);
      if (c != NONE && c != child && (method(c) & (oldPlaces - 1)) != i) {
        place(table, places, c);
      }
    }
    UNSAFE.putLong(context + CHILDREN, table);
    UNSAFE.putChar(context + MASK, (char) ((places - 1) << 3));
  }

  /** Whether a child would share its place in a table of {@code places} with no other. */
  private static boolean isAlone(long table, int tablePlaces, long child, int places) {
    for (int i = 0; i < tablePlaces; i++) {
      long c = UNSAFE.getLong(table + 8L * i);
      if (c != NONE && c != child && ((method(c) ^ method(child)) & (places - 1)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean allApart(long old, int oldPlaces, long child, int places) {
    int mask = places - 1;
    if (places <= 64) {
      long taken = 1L << (method(child) & mask);
      for (int i = 0; i < oldPlaces; i++) {
        long c = UNSAFE.getLong(old + 8L * i);
        if (c != NONE) {
          long bit = 1L << (method(c) & mask);
          if ((taken & bit) != 0) {
            return false;
          }
          taken |= bit;
        }
      }
    }
    return true; // Large tables are rare, and sparse enough.
  }

  /** Puts a child into the first free place from its own. */
  private static void place(long table, int places, long child) {
    int mask = places - 1;
    int i = method(child) & mask;
    while (UNSAFE.getLong(table + 8L * i) != NONE) {
      i = (i + 1) & mask;
    }
    UNSAFE.putLong(table + 8L * i, child);
  }

  /**
   * Ends a timed call of {@code nanos}. After a window of calls, and then after each doubling, a
   * context that is not worth the timing becomes counted for good; later windows matter because
   * early calls run interpreted, load classes, and time their own callees.
   *
   * <p>What is not worth it: a call whose region is short and that is not long itself. The region
   * is what timing tells apart; a call that mostly waits for timed callees adds nothing by being
   * timed too, and on a deep stack all the callers of one call would be. Long calls stay timed
   * whatever their region: the price is nothing to them.
   */
  static void endTimedCall(long context, long nanos) {
    long timing = timing(context);
    long windowNanos = UNSAFE.getLong(timing + WINDOW_NANOS) + nanos;
    UNSAFE.putLong(timing + WINDOW_NANOS, windowNanos);
    int left = UNSAFE.getInt(timing + WINDOW_LEFT) - 1;
    UNSAFE.putInt(timing + WINDOW_LEFT, left);
    if (left == 0) {
      endWindow(context, timing, windowNanos);
    }
  }

  private static void endWindow(long context, long timing, long windowNanos) {
    int length = UNSAFE.getInt(timing + WINDOW_LENGTH);
    long selfNanos = UNSAFE.getLong(timing + SELF_NANOS);
    long regionNanos = selfNanos - UNSAFE.getLong(timing + WINDOW_START_SELF_NANOS);
    if (regionNanos < Recorder.SHORT_REGION_NANOS * length
        && windowNanos < Recorder.LONG_CALL_NANOS * length) {
      UNSAFE.putFloat(timing + MEAN_SELF_NANOS, (float) regionNanos / length);
      UNSAFE.putLong(timing + CALLS_WHILE_TIMED, calls(context));
      UNSAFE.putInt(timing + HITS_WHILE_TIMED, hits(context));
      setKey(context, method(context));
      makeFirst(context);
      ShortMethods.proved(method(context));
    } else {
      ShortMethods.refuted(method(context));
      length = Math.min(length * 2, 1 << 20);
      UNSAFE.putInt(timing + WINDOW_LENGTH, length);
      UNSAFE.putInt(timing + WINDOW_LEFT, length);
      UNSAFE.putLong(timing + WINDOW_NANOS, 0);
      UNSAFE.putLong(timing + WINDOW_START_SELF_NANOS, selfNanos);
    }
  }
}
