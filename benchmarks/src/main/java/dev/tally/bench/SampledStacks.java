// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.util.HashSet;
import java.util.Set;

/**
 * Adds a sampler's stacks up by method as Tally would count them: what is not recorded, and what is
 * too small to be timed, belongs to its caller.
 */
final class SampledStacks {
  private final Workload workload;
  private final Leaves leaves;
  private final Reading reading = new Reading();
  private final Set<String> open = new HashSet<>();
  private String innermost = "";

  SampledStacks(Workload workload, Leaves leaves) {
    this.workload = workload;
    this.leaves = leaves;
  }

  Reading reading() {
    return reading;
  }

  void begin() {
    open.clear();
    innermost = "";
  }

  /** The next frame, the outermost first; the class's name has dots. */
  void frame(String className, String name) {
    String method = className + "." + name;
    boolean inRound = !innermost.isEmpty() || workload.whole().equals(method);
    if (inRound && workload.records(className) && !leaves.contains(className, name)) {
      innermost = method;
      open.add(method);
    }
  }

  void end(long samples) {
    if (!innermost.isEmpty()) {
      open.forEach(method -> reading.of(method).cumulative += samples);
      reading.of(innermost).self += samples;
    }
  }
}
