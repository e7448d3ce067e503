// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;

/**
 * Calls of one method from another after the budget of contexts was spent. Counts and times stay
 * exact; only the path that led to the caller is given up. Like a {@link Context} not an object but
 * a block of 64 bytes outside the heap, written by the recorder's thread:
 *
 * <pre>
 *    0  caller               int   id of the calling method
 *    4  callee               int   id of the called method
 *    8  calls                long  all calls
 *   16  primitiveCalls       long  those made while no other activation of the callee was open
 *   24  edgePrimitiveCalls   long  those made while no other activation of this edge was open
 *   32  selfNanos            long  in the callee itself
 *   40  cumulativeNanos      long  in the callee and below, over its primitive calls
 *   48  edgeCumulativeNanos  long  the same over the edge-primitive calls
 *   56  open                 int   activations of this edge that are open, see FlatCalls
 * </pre>
 *
 * <p>Some have no calls: they are there for {@code open} alone.
 */
public final class FlatCounter {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  /** From one counter to the next, see {@link Recorder#flatCounters}. */
  public static final int BYTES = 64;

  private static final int CALLER = 0;
  private static final int CALLEE = 4;
  private static final int CALLS = 8;
  private static final int PRIMITIVE_CALLS = 16;
  private static final int EDGE_PRIMITIVE_CALLS = 24;
  private static final int SELF_NANOS = 32;
  private static final int CUMULATIVE_NANOS = 40;
  private static final int EDGE_CUMULATIVE_NANOS = 48;
  private static final int OPEN = 56;

  private FlatCounter() {}

  static void create(long counter, int caller, int callee) {
    UNSAFE.putInt(counter + CALLER, caller);
    UNSAFE.putInt(counter + CALLEE, callee);
  }

  /** Id of the calling method. */
  public static int caller(long counter) {
    return UNSAFE.getInt(counter + CALLER);
  }

  /** Id of the called method. */
  public static int callee(long counter) {
    return UNSAFE.getInt(counter + CALLEE);
  }

  /** All calls. */
  public static long calls(long counter) {
    return UNSAFE.getLong(counter + CALLS);
  }

  /** Calls made while no other activation of the callee was open. */
  public static long primitiveCalls(long counter) {
    return UNSAFE.getLong(counter + PRIMITIVE_CALLS);
  }

  /** Calls made while no other activation of this same edge was open. */
  public static long edgePrimitiveCalls(long counter) {
    return UNSAFE.getLong(counter + EDGE_PRIMITIVE_CALLS);
  }

  /** Nanoseconds in the callee itself. */
  public static long selfNanos(long counter) {
    return UNSAFE.getLong(counter + SELF_NANOS);
  }

  /** Nanoseconds in the callee and below, over its primitive calls. */
  public static long cumulativeNanos(long counter) {
    return UNSAFE.getLong(counter + CUMULATIVE_NANOS);
  }

  /** Nanoseconds in the callee and below, over the edge-primitive calls. */
  public static long edgeCumulativeNanos(long counter) {
    return UNSAFE.getLong(counter + EDGE_CUMULATIVE_NANOS);
  }

  static int open(long counter) {
    return UNSAFE.getInt(counter + OPEN);
  }

  static void setOpen(long counter, int open) {
    UNSAFE.putInt(counter + OPEN, open);
  }

  static void addCall(long counter, boolean primitive, boolean edgePrimitive) {
    add(counter + CALLS, 1);
    add(counter + PRIMITIVE_CALLS, primitive ? 1 : 0);
    add(counter + EDGE_PRIMITIVE_CALLS, edgePrimitive ? 1 : 0);
  }

  static void addNanos(
      long counter, long selfNanos, long cumulativeNanos, long edgeCumulativeNanos) {
    add(counter + SELF_NANOS, selfNanos);
    add(counter + CUMULATIVE_NANOS, cumulativeNanos);
    add(counter + EDGE_CUMULATIVE_NANOS, edgeCumulativeNanos);
  }

  private static void add(long address, long more) {
    UNSAFE.putLong(address, UNSAFE.getLong(address) + more);
  }
}
