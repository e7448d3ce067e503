// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.util.List;

/** Several measurements of one thing: the middle one and how far the others stray. */
record Spread(double median, double least, double most) {

  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(n - 1));
  }
}
