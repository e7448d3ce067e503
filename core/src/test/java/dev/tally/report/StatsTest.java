// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What CPython's {@code test_pstats.py} asserts of its Stats, under the same names, and what
 * programs may rely on besides. What is printed, the browser's tests compare with Python's.
 */
class StatsTest {

  @Test
  void combineResults() throws IOException {
    Stats stats = Stats.of(shop()).add(Stats.of(shop()));
    assertThat(callers(stats, "price"))
        .contains("price)  <-      36    1.000    2.000  cart.py:5(total)");
  }

  @Test
  void add() {
    Stats stats = Stats.of(shop());
    Stats sum = Stats.of(new FunctionTable.Builder().build()).add(stats, stats);
    assertThat(sum.calls()).isEqualTo(stats.calls().shiftLeft(1));
    assertThat(sum.selfSeconds()).isEqualTo(2 * stats.selfSeconds());
  }

  @Test
  void addToItself() {
    Stats stats = Stats.of(shop(), "heading");
    stats.add(stats);
    assertThat(stats.calls()).hasToString("50");
    assertThat(stats.table().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2})
  void sortStatsInt(int number) throws IOException {
    String label =
        Map.of(-1, "standard name", 0, "call count", 1, "internal time", 2, "cumulative time")
            .get(number);
    assertThat(printed(Stats.of(shop()).sort(SortKey.ofNumber(number))))
        .contains("   Ordered by: " + label + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void sortStatsEnum(SortKey key) throws IOException {
    assertThat(printed(Stats.of(shop()).sort(key)))
        .contains("   Ordered by: " + key.label() + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"f", "fi", "fil", "file", "filen", "filena", "filenam", "filename"})
  void sortStatsPartial(String word) {
    assertThat(SortKey.ofWord(word)).isEqualTo(SortKey.FILENAME);
  }

  @Test
  void getStatsProfile() {
    StatsProfile profile = Stats.of(shop()).profile();
    assertThat(profile.selfSeconds()).isEqualTo(0.625);
    assertThat(profile.functions())
        .containsOnlyKeys("total", "price")
        .containsEntry(
            "total", new StatsProfile.Function("7/6", 0.125, 0.018, 1.125, 0.188, "cart.py", 5))
        .containsEntry(
            "price", new StatsProfile.Function("18", 0.5, 0.028, 1.0, 0.056, "cart.py", 2));
  }

  @Test
  void getStatsProfileOfAFunctionThatWasNotCalled() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.function(builder.key(new FunctionKey("f", 1, "never")), 0, 0, 1, 1);
    assertThat(Stats.of(builder.build()).profile().functions())
        .containsEntry(
            "never",
            new StatsProfile.Function(
                "0", 1, StatsProfile.NO_CALLS, 1, StatsProfile.NO_CALLS, "f", 1));
  }

  @Test
  void sortWithoutKeysGoesBackToTheOrderOfRecording() throws IOException {
    Stats stats = Stats.of(shop()).sort(SortKey.NAME);
    assertThat(printed(stats)).contains("Ordered by");
    assertThat(stats.sort().functions()).containsExactly(0, 1);
    assertThat(printed(stats)).contains("   Random listing order was used\n");
  }

  @Test
  void reverseTurnsTheOrderRound() {
    assertThat(Stats.of(shop()).reverse().functions()).containsExactly(0, 1);
    assertThat(Stats.of(shop()).sort(SortKey.CALLS).functions()).containsExactly(1, 0);
    assertThat(Stats.of(shop()).sort(SortKey.CALLS).reverse().functions()).containsExactly(0, 1);
  }

  @Test
  void aNoteStandsUnderTheSums() throws IOException {
    assertThat(printed(Stats.of(shop(), "Mon    shop").note("three classes were left out")))
        .startsWith(
            """
            Mon    shop

                     25 function calls (24 primitive calls) in 0.625 seconds
                     three classes were left out

               Random listing order was used
            """);
  }

  @Test
  void percentIsThePartOfAllSeconds() throws IOException {
    Stats stats = Stats.of(shop()).extras(new Extras(true, Extras.ALL_BY_NAME));
    assertThat(printed(stats))
        .contains(
            """
               ncalls  tottime       %  percall  cumtime       %  percall filename:lineno(function)
                  7/6    0.125   20.0%    0.018    1.125  180.0%    0.188 cart.py:5(total)
                   18    0.500   80.0%    0.028    1.000  160.0%    0.056 cart.py:2(price)
            """);
    assertThat(callers(stats, "price"))
        .contains(
            """
            Function          was called by...
                                  ncalls  tottime       %  cumtime       %
            cart.py:2(price)  <-      18    0.500   80.0%    1.000  160.0%  cart.py:5(total)
            """);
  }

  @Test
  void percentOfNoTimeAtAllIsBlank() throws IOException {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.function(builder.key(new FunctionKey("f", 1, "counted")), 3, 3, 0, 0);
    Stats stats = Stats.of(builder.build()).extras(new Extras(true, Extras.ALL_BY_NAME));
    assertThat(printed(stats))
        .contains("        3    0.000            0.000    0.000            0.000 f:1(counted)\n");
  }

  @Test
  void theMostExpensiveCallersComeFirstAndTheOthersAreCounted() throws IOException {
    Stats stats = Stats.of(crowd()).extras(new Extras(false, 2));
    assertThat(callers(stats, "called"))
        .contains(
            """
            Function     was called by...
                             ncalls  tottime  cumtime
            f:0(called)  <-       1    0.100    0.400  f:4(d)
                                  2    0.200    0.300  f:3(c)
                            and 2 more
            """);
    assertThat(callers(stats.sort(SortKey.NAME), "called")).contains("0.400  f:4(d)", "f:3(c)");
    assertThat(callers(stats.sort(SortKey.TIME), "called"))
        .contains("<-       4    0.400    0.100  f:1(a)", "0.300    0.200  f:2(b)")
        .doesNotContain("f:4(d)");
    assertThat(callers(stats.extras(new Extras(false, 4)), "called"))
        .contains("f:1(a)", "f:4(d)")
        .doesNotContain("more");
  }

  @Test
  void theCostOfCalleesIsTheirPartOfTheirCaller() throws IOException {
    StringBuilder out = new StringBuilder();
    Stats.of(crowd()).extras(new Extras(false, 1)).printCallees(out, Restriction.matching("a"));
    assertThat(out).contains("f:1(a)       ->       4    0.400    0.100  f:0(called)\n");
  }

  @Test
  void anExpressionThatCannotBeSearchedForIsSaidAndLeavesAll() throws IOException {
    StringBuilder out = new StringBuilder();
    Stats.of(shop()).print(out, Restriction.matching("(a)?(?(1)b|c)"), Restriction.first(1));
    assertThat(out)
        .contains(
            """
               Random listing order was used
               <Regular expression '(a)?(?(1)b|c)' was not used: Java's engine has no conditions on groups>
               List reduced from 2 to 1 due to restriction <1>

            """);
  }

  /** A line of a mebibyte has room for a hundred thousand expressions. */
  @Test
  void theExpressionsOfAReportShareTheirTime() throws IOException {
    String some = "price|" + "(?:|)".repeat(16) + "(?!)";
    StringBuilder out = new StringBuilder();
    Stats.of(shop()).print(out, Restriction.matching(some));
    assertThat(out).contains(" to 1 due to restriction <'price|(?:|)");
    out.setLength(0);
    Stats.of(shop())
        .print(
            out,
            Restriction.matching("(?:|)".repeat(40) + "(?!)"),
            Restriction.matching(some),
            Restriction.matching("price"));
    assertThat(out)
        .contains("(?!)' was not used: it takes too long to search for>\n   <Regular expression 'p")
        .contains("(?!)' was not used: it takes too long to search for>\n   List reduced from ")
        .contains(" to 1 due to restriction <'price'>");
  }

  @Test
  void aKeyMayComeAgainAndAgain() throws IOException {
    SortKey[] keys = new SortKey[100_000];
    Arrays.fill(keys, SortKey.TIME);
    keys[keys.length - 1] = SortKey.NAME;
    StringBuilder out = new StringBuilder();
    Stats.of(shop()).sort(keys).print(out);
    assertThat(out).contains("internal time, internal time, function name\n");
  }

  @Test
  void sumsMayOutgrow64Bits() throws IOException {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    for (int i = 0; i < 4; i++) {
      builder.function(builder.key(new FunctionKey("f", i, "f")), Long.MAX_VALUE, 1, 0, 0);
    }
    assertThat(printed(Stats.of(builder.build())))
        .startsWith("         36893488147419103228 function calls (4 primitive calls) in 0.000");
  }

  @Test
  void anEmptyProfileHasSumsAndNothingElse() throws IOException {
    Stats stats = Stats.of(new FunctionTable.Builder().build()).sort(SortKey.NAME).strip();
    assertThat(printed(stats)).isEqualTo("         0 function calls in 0.000 seconds\n\n");
    assertThat(callers(stats, ".")).isEmpty();
  }

  /** total, which calls itself once, and price, which it calls. */
  private static FunctionTable shop() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int total = builder.key(new FunctionKey("cart.py", 5, "total"));
    int price = builder.key(new FunctionKey("cart.py", 2, "price"));
    builder.function(total, 7, 6, 0.125, 1.125);
    builder.caller(total, 1, 1, 0.0625, 0.5);
    builder.function(price, 18, 18, 0.5, 1.0);
    builder.caller(total, 18, 18, 0.5, 1.0);
    return builder.build();
  }

  /** called, and its callers a, b, c and d, each with fewer calls and more cumulative time. */
  private static FunctionTable crowd() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.function(builder.key(new FunctionKey("f", 0, "called")), 10, 10, 1, 1);
    List<String> names = List.of("a", "b", "c", "d");
    for (int i = 0; i < 4; i++) {
      int caller = builder.key(new FunctionKey("f", i + 1, names.get(i)));
      builder.caller(caller, 4 - i, 4 - i, (4 - i) / 10.0, (i + 1) / 10.0);
    }
    for (int i = 0; i < 4; i++) {
      builder.function(builder.key(new FunctionKey("f", i + 1, names.get(i))), 1, 1, 0, 1);
    }
    return builder.build();
  }

  private static String printed(Stats stats) throws IOException {
    StringBuilder out = new StringBuilder();
    stats.print(out);
    return out.toString();
  }

  private static String callers(Stats stats, String regex) throws IOException {
    StringBuilder out = new StringBuilder();
    stats.printCallers(out, Restriction.matching(regex));
    return out.toString();
  }
}
