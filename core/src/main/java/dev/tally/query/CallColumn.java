// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;

/** Where calls are not known, the numbers of samples stand in their place, as in all tables. */
final class CallColumn {
  private CallColumn() {}

  /** The number of the metric. */
  static int of(Profile profile) {
    return Metrics.number(
        profile.metrics(), profile.has(Metric.CALLS) ? Metric.CALLS : Metric.HITS);
  }
}
