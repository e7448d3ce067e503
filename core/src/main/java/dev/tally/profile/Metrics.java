// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of a profile in the making, shared by the builders of its tree and of its edges: each
 * has the number of its column. For use by one thread.
 */
public final class Metrics {
  private final List<Metric> list = new ArrayList<>();

  /** These metrics, numbered from 0. */
  public static Metrics of(List<Metric> metrics) {
    Metrics numbered = new Metrics();
    for (Metric metric : metrics) {
      numbered.add(metric);
    }
    return numbered;
  }

  /**
   * The number of a metric, added if it is not there; it is known as well as the weaker of both.
   */
  public int add(Metric metric) {
    int number = number(list, metric);
    if (number < 0) {
      list.add(metric);
      return list.size() - 1;
    }
    Metric present = list.get(number);
    list.set(number, present.as(present.known().weaker(metric.known())));
    return number;
  }

  /** The number of a metric in a list, -1 if it is not there. */
  public static int number(List<Metric> metrics, Metric wanted) {
    for (int m = 0; m < metrics.size(); m++) {
      if (metrics.get(m).isSame(wanted)) {
        return m;
      }
    }
    return -1;
  }

  int size() {
    return list.size();
  }

  List<Metric> toList() {
    return List.copyOf(list);
  }
}
