// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * An open call past the budget of contexts. It lives as long as the call: garbage then, so that
 * memory stays bounded however many paths a program takes. Its parent chain is the real stack,
 * which tells whether the call is primitive.
 */
final class FlatActivation extends Context {
  final FlatCounter counter;
  final boolean primitive;
  final boolean edgePrimitive;

  FlatActivation(Recorder recorder, Context parent, FlatCounter counter) {
    super(recorder, parent, counter.callee, ~counter.callee);
    this.counter = counter;
    boolean open = false;
    boolean edgeOpen = false;
    for (Context c = parent; c.parent != null && !edgeOpen; c = c.parent) {
      if (c.method == counter.callee) {
        open = true;
        edgeOpen = c.parent.method == counter.caller;
      }
    }
    primitive = !open;
    edgePrimitive = !edgeOpen;
  }

  /** Books the call, which took {@code nanos}, and what was charged to it. */
  void end(long nanos) {
    counter.selfNanos += selfNanos;
    selfNanos = 0;
    if (primitive) {
      counter.cumulativeNanos += nanos;
    }
    if (edgePrimitive) {
      counter.edgeCumulativeNanos += nanos;
    }
    if (!(parent instanceof FlatActivation)) {
      parent.flatNanos += nanos;
    }
  }
}
