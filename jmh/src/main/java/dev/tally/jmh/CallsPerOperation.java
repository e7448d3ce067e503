// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import java.util.Collection;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * How often a method was called per operation: the mean of all forks. It was counted, so it has no
 * error; where forks differ, it says by how much.
 */
final class CallsPerOperation extends Result<CallsPerOperation> {
  private static final long serialVersionUID = 1;
  private static final String UNIT = "/op";

  CallsPerOperation(String method, double calls) {
    this(method, of(calls));
  }

  private CallsPerOperation(String method, Statistics forks) {
    super(ResultRole.SECONDARY, method, forks, UNIT, AggregationPolicy.AVG);
  }

  @Override
  public double getScoreError() {
    return Double.NaN;
  }

  @Override
  public double[] getScoreConfidence() {
    return new double[] {getScore(), getScore()};
  }

  /** Nothing where all forks counted the same: the table of results has it. */
  @Override
  public String extendedInfo() {
    return statistics.getMin() == statistics.getMax()
        ? ""
        : "  from "
            + statistics.getMin()
            + " to "
            + statistics.getMax()
            + " /op: forks differ, so the program does\n";
  }

  @Override
  protected Aggregator<CallsPerOperation> getThreadAggregator() {
    return CallsPerOperation::ofForks;
  }

  @Override
  protected Aggregator<CallsPerOperation> getIterationAggregator() {
    return CallsPerOperation::ofForks;
  }

  private static CallsPerOperation ofForks(Collection<CallsPerOperation> forks) {
    ListStatistics statistics = new ListStatistics();
    forks.forEach(fork -> statistics.addValue(fork.getScore()));
    return new CallsPerOperation(forks.iterator().next().getLabel(), statistics);
  }
}
