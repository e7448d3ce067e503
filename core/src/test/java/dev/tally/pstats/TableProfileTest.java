// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Metric;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableProfileTest {
  /**
   * Recursion, a caller that is no function, one that is only counted, numbers that do not add up.
   */
  @Test
  void aTableComesBackFromAProfile() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int main = builder.key(new FunctionKey("a.py", 1, "main"));
    int fib = builder.key(new FunctionKey("a.py", 7, "fib"));
    int sleep = builder.key(new FunctionKey("~", 0, "<built-in method time.sleep>"));
    int outside = builder.key(new FunctionKey("b.py", -3, "outside"));
    builder.function(fib, 177, 1, 0.25, 0.5);
    builder.caller(main, 1, 1, 0.001, 0.5);
    builder.caller(fib, 176, 10, 0.249, 0.4);
    builder.function(main, 1, 1, 0.1, 0.75);
    builder.function(sleep, 3, 3, 0.000000001, 0.000000001);
    builder.countedCaller(outside, 2);
    FunctionTable table = builder.build();

    Profile profile = TableProfile.of(table, Origin.foreign("a test"));

    assertThat(profile.paths()).isEqualTo(Paths.NONE);
    assertThat(profile.tree().size()).isZero();
    assertThat(rows(ProfileFunctions.of(profile).table()))
        .isEqualTo(rows(table))
        .contains("{built-in method time.sleep} <- b.py:-3(outside) 2");
  }

  @Test
  void samplesAreNotCalls() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.sampled();
    builder.function(builder.key(new FunctionKey("a.py", 1, "main")), 5, 5, 0.5, 0.5);
    FunctionTable table = builder.build();
    Profile profile = TableProfile.of(table, Origin.foreign("a test"));
    assertThat(profile.has(Metric.CALLS)).isFalse();
    assertThat(profile.has(Metric.HITS)).isTrue();
    FunctionTable again = ProfileFunctions.of(profile).table();
    assertThat(again.sampled()).isTrue();
    assertThat(rows(again)).isEqualTo(rows(table));
  }

  private static List<String> rows(FunctionTable table) {
    List<String> rows = new ArrayList<>();
    for (int f = 0; f < table.size(); f++) {
      rows.add(
          String.join(
              " ",
              table.key(f).label(),
              table.calls(f) + "/" + table.primitiveCalls(f),
              table.selfSeconds(f) + " " + table.cumulativeSeconds(f)));
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        String row =
            table.key(f).label()
                + " <- "
                + table.keyAt(table.callerKey(e)).label()
                + " "
                + table.edgeCalls(e);
        rows.add(
            table.isOnlyCounted(e)
                ? row
                : row
                    + "/"
                    + table.edgePrimitiveCalls(e)
                    + " "
                    + table.edgeSelfSeconds(e)
                    + " "
                    + table.edgeCumulativeSeconds(e));
      }
    }
    return rows;
  }
}
