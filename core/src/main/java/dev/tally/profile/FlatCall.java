// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * Calls of one method from another that were made after the budget of contexts was spent: counted
 * and timed exactly by caller and callee, without the path that led to the caller. The numbers come
 * on top of those in the call tree.
 *
 * @param caller index of the calling method in {@link Profile#methods()}, or {@link CallTree#ROOT}
 * @param callee index of the called method
 * @param calls all calls along this edge
 * @param primitiveCalls those made while no other activation of the callee was open
 * @param edgePrimitiveCalls those made while no other activation of this same edge was open
 * @param selfNanos time in the callee itself, all activations
 * @param cumulativeNanos time in the callee and below, over the primitive calls
 * @param edgeCumulativeNanos time in the callee and below, over the edge-primitive calls
 */
public record FlatCall(
    int caller,
    int callee,
    long calls,
    long primitiveCalls,
    long edgePrimitiveCalls,
    long selfNanos,
    long cumulativeNanos,
    long edgeCumulativeNanos) {

  /** The sum of two counts of the same edge. */
  public FlatCall plus(FlatCall other) {
    return new FlatCall(
        caller,
        callee,
        calls + other.calls,
        primitiveCalls + other.primitiveCalls,
        edgePrimitiveCalls + other.edgePrimitiveCalls,
        selfNanos + other.selfNanos,
        cumulativeNanos + other.cumulativeNanos,
        edgeCumulativeNanos + other.edgeCumulativeNanos);
  }
}
