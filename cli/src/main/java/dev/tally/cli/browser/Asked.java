// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.MethodRows;
import java.util.List;

/**
 * What an answer is about, for scripts.
 *
 * @param headings when each profile was made, and its file
 * @param notes what must be known to trust the numbers, and what was asked
 * @param part what was asked about
 * @param names the rows of its methods
 */
record Asked(List<String> headings, List<String> notes, Profile part, MethodRows names) {
  FunctionKey key(int row) {
    return names.names().keyAt(row);
  }

  /** Whether the numbers of calls are such. */
  boolean hasCalls() {
    return part.has(Metric.CALLS);
  }

  boolean hasTimes() {
    return part.has(Metric.TIME);
  }

  boolean hasWaiting() {
    return part.has(Metric.WAITING);
  }

  /** Whether times are numbers of samples. */
  boolean isSampled() {
    return part.origin().engine() instanceof Engine.Sampling;
  }
}
