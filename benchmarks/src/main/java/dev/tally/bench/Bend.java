// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How far a tool bends what it measures.
 *
 * @param variation total variation distance between the true shares and the reported ones, in
 *     points of a hundred: the share of the time that is booked on the wrong method
 * @param worst the largest error in a single method's share, in points, with its sign
 * @param worstMethod where that is
 */
record Bend(double variation, double worst, String worstMethod) {
  private static final int LARGEST = 50;

  /** Compares shares that should be equal; both sides are brought to a sum of one first. */
  static Bend between(Map<String, Double> truth, ToDoubleFunction<String> seen) {
    double trueSum = truth.values().stream().mapToDouble(x -> x).sum();
    double seenSum = truth.keySet().stream().mapToDouble(seen).sum();
    return between(truth, trueSum, seen, seenSum);
  }

  /**
   * Compares self times over the largest methods of a truth that knows all; what the others take is
   * compared as one.
   */
  static Bend ofSelf(Workload workload, Reading truth, Reading seen) {
    return between(
        largest(truth, n -> n.self),
        truth.cumulative(workload.whole()),
        seen::self,
        seen.cumulative(workload.whole()));
  }

  /**
   * Compares inclusive times over the largest methods. Their shares add up to far more than one, so
   * the variation is that of the shares in their sum, while the single error is in shares of the
   * program.
   */
  static Bend ofCumulative(Workload workload, Reading truth, Reading seen) {
    Map<String, Double> largest = largest(truth, n -> n.cumulative);
    Bend shape = between(largest, seen::cumulative);
    Bend single =
        between(
            largest,
            truth.cumulative(workload.whole()),
            seen::cumulative,
            seen.cumulative(workload.whole()));
    return new Bend(shape.variation, single.worst, single.worstMethod);
  }

  private static Bend between(
      Map<String, Double> truth, double trueSum, ToDoubleFunction<String> seen, double seenSum) {
    double variation = 0;
    double trueRest = 1;
    double seenRest = 1;
    double worst = 0;
    String worstMethod = "";
    for (Map.Entry<String, Double> entry : truth.entrySet()) {
      double is = entry.getValue() / trueSum;
      double said = seen.applyAsDouble(entry.getKey()) / seenSum;
      variation += Math.abs(said - is);
      trueRest -= is;
      seenRest -= said;
      if (Math.abs(said - is) > Math.abs(worst)) {
        worst = said - is;
        worstMethod = entry.getKey();
      }
    }
    variation += Math.abs(seenRest - trueRest);
    return new Bend(50 * variation, 100 * worst, worstMethod);
  }

  private static Map<String, Double> largest(
      Reading truth, ToDoubleFunction<Reading.Numbers> value) {
    List<Map.Entry<String, Reading.Numbers>> sorted =
        truth.methods.entrySet().stream()
            .sorted(
                (a, b) ->
                    Double.compare(
                        value.applyAsDouble(b.getValue()), value.applyAsDouble(a.getValue())))
            .limit(LARGEST)
            .toList();
    Map<String, Double> largest = new HashMap<>();
    sorted.forEach(e -> largest.put(e.getKey(), value.applyAsDouble(e.getValue())));
    return largest;
  }
}
