// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * Calls of one method from another after the budget of contexts was spent. Counts and times stay
 * exact; only the path that led to the caller is given up. Written by the recorder's thread.
 */
public final class FlatCounter {
  /** Id of the calling method. */
  public final int caller;

  /** Id of the called method. */
  public final int callee;

  /** All calls. */
  public long calls;

  /** Calls made while no other activation of the callee was open. */
  public long primitiveCalls;

  /** Calls made while no other activation of this same edge was open. */
  public long edgePrimitiveCalls;

  /** Nanoseconds in the callee itself. */
  public long selfNanos;

  /** Nanoseconds in the callee and below, over its primitive calls. */
  public long cumulativeNanos;

  /** Nanoseconds in the callee and below, over the edge-primitive calls. */
  public long edgeCumulativeNanos;

  /** The next counter of the same recorder, for whoever writes the recording. */
  public final FlatCounter next;

  FlatCounter(int caller, int callee, FlatCounter next) {
    this.caller = caller;
    this.callee = callee;
    this.next = next;
  }
}
