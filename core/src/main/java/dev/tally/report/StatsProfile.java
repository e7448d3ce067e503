// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a report as pstats' {@code get_stats_profile} gives them.
 *
 * @param selfSeconds seconds in all functions together, rounded to three decimals
 * @param functions by bare name, in the order of the report
 */
public record StatsProfile(double selfSeconds, Map<String, Function> functions) {

  /** What {@link Function#selfSecondsPerCall} and its like are without a call to divide by. */
  public static final double NO_CALLS = -1;

  /**
   * One function. All seconds are rounded to three decimals.
   *
   * @param calls the number of calls, followed by a slash and the primitive calls if they are fewer
   * @param selfSeconds seconds in the function itself
   * @param selfSecondsPerCall the same by call, or {@link #NO_CALLS}
   * @param cumulativeSeconds seconds in the function and all that it called
   * @param cumulativeSecondsPerCall the same by primitive call, or {@link #NO_CALLS}
   */
  public record Function(
      String calls,
      double selfSeconds,
      double selfSecondsPerCall,
      double cumulativeSeconds,
      double cumulativeSecondsPerCall,
      String file,
      int line) {}

  public StatsProfile {
    functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
  }

  static StatsProfile of(Stats stats) {
    FunctionTable table = stats.table();
    Map<String, Function> functions = new LinkedHashMap<>();
    for (int f : stats.functions()) {
      FunctionKey key = table.key(f);
      long calls = table.calls(f);
      long primitiveCalls = table.primitiveCalls(f);
      StringBuilder callsText = new StringBuilder();
      Units.calls(callsText, calls, primitiveCalls, 0);
      functions.put(
          key.name(),
          new Function(
              callsText.toString(),
              Units.rounded(table.selfSeconds(f)),
              perCall(table.selfSeconds(f), calls),
              Units.rounded(table.cumulativeSeconds(f)),
              perCall(table.cumulativeSeconds(f), primitiveCalls),
              key.file(),
              key.line()));
    }
    return new StatsProfile(Units.rounded(stats.selfSeconds()), functions);
  }

  private static double perCall(double seconds, long calls) {
    return calls == 0 ? NO_CALLS : Units.rounded(seconds / calls);
  }
}
