// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Diff;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.profile.WrittenTree;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import dev.tally.pstats.TableProfile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code tally diff} prints. */
class DiffReportTest {
  private static final String ONE_QUERY =
      """
      Main.main 1 5ms
        Report.render 1 10ms
          OrderDao.loadAll 1 2ms
            Rows.next 1000 30ms ±2
          OrderDao.load 1 1ms
            Rows.next 1 1ms
      """;
  private static final String ONE_A_ROW =
      """
      Main.main 1 5ms
        Report.render 1 12ms
          OrderDao.loadAll 1 2ms
            Rows.next 1000 31ms ±2
          {java.util.List.forEach} 1 1ms
            Report.lambda$render$0 1000 3ms
              OrderDao.load 1000 100ms
                Rows.next 1000 20ms
          OrderDao.load 1 1ms
            Rows.next 1 1ms
      """;

  @Test
  void theFirstLinesNameTheQueryThatIsMadeForEachRow() throws IOException {
    assertThat(report(ONE_QUERY, ONE_A_ROW))
        .isEqualTo(
            """
            before  a  1,005 calls in 0.049 s
            after   b  4,006 calls in 0.176 s

            3,001 more calls; methods: 2 called more often, 2 appeared.

            Where calls changed, the largest effect on all calls first

              before   after   change  method, and what calls it
                   0   1,000   +1,000  OrderDao.load
                                         from Report.lambda$render$0 (new)
                                         from {java.util.List.forEach} (new)
                                         from Report.render
                                         1,000 more calls below it
                   0       1       +1  {java.util.List.forEach}
                                         from Report.render (1 call before and after)
                                         3,000 more calls below it

            Methods called more or less often

              before   after   change  method
                   1   1,001   +1,000  OrderDao.load
                   0   1,000   +1,000    from Report.lambda$render$0
               1,001   2,001   +1,000  Rows.next
                   1   1,001   +1,000    from OrderDao.load

            Methods that appeared

              before   after   change  method
                   -   1,000   +1,000  Report.lambda$render$0
                                         from {java.util.List.forEach}
                   -       1       +1  {java.util.List.forEach}
                                         from Report.render

            Seconds, where they differ by more than the errors of both

                  self                          cumulative
                before     after    change    before     after    change  method
                 0.001     0.101    +0.100     0.002     0.122    +0.120  OrderDao.load
                 0.031     0.052    +0.021     0.031     0.052    +0.021  Rows.next
                 0.000     0.003    +0.003     0.000     0.123    +0.123  Report.lambda$render$0
                 0.010     0.012    +0.002     0.044     0.171    +0.127  Report.render
                 0.000     0.001    +0.001     0.000     0.124    +0.124  {java.util.List.forEach}
                 0.005     0.005               0.049     0.176    +0.127  Main.main
            """);
  }

  @Test
  void whatIsCalledFromElsewhereIsToldThoughItIsCalledAsOften() throws IOException {
    assertThat(
            report(
                "A.main 1\n  A.parse 2\n    B.used 8\n",
                "A.main 1\n  A.parse 2\n    A.parseHead 2\n      B.used 8\n"))
        .isEqualTo(
            """
            before  a  11 calls in 0.000 s
            after   b  13 calls in 0.000 s

            2 more calls; methods: 1 appeared.

            Where calls changed, the largest effect on all calls first

              before   after   change  method, and what calls it
                   0       8       +8  B.used
                                         from A.parseHead (new)
                                         from A.parse
                   8       0       -8  B.used
                                         from A.parse (2 calls before and after)
                   0       2       +2  A.parseHead
                                         from A.parse (2 calls before and after)
                                         8 more calls below it

            Methods that appeared

              before   after   change  method
                   -       2       +2  A.parseHead
                                         from A.parse
            """);
  }

  @Test
  void aMethodThatMayHaveBeenRenamedIsSaidToBe() throws IOException {
    assertThat(report("A.main 1\n  A.old 4\n", "A.main 1\n  A.fresh 4\n"))
        .isEqualTo(
            """
            before  a  5 calls in 0.000 s
            after   b  5 calls in 0.000 s

            As many calls in all; methods: 1 appeared, 1 vanished.

            Methods that appeared

              before   after   change  method
                   -       4       +4  A.fresh (perhaps A.old renamed)
                                         from A.main

            Methods that vanished

              before   after   change  method
                   4       -       -4  A.old
                                         from A.main
            """);
  }

  @Test
  void whereNothingDiffersThereIsNoRow() throws IOException {
    assertThat(report(ONE_QUERY, ONE_QUERY))
        .isEqualTo(
            """
            before  a  1,005 calls in 0.049 s
            after   b  1,005 calls in 0.049 s

            No difference in calls.
            """);
  }

  @Test
  void restrictionsApplyToEachTable() throws IOException {
    assertThat(
            report(
                ONE_QUERY,
                ONE_A_ROW,
                null,
                false,
                Restriction.matching("OrderDao"),
                Restriction.first(1)))
        .isEqualTo(
            """
            before  a  1,005 calls in 0.049 s
            after   b  4,006 calls in 0.176 s

            3,001 more calls; methods: 2 called more often, 2 appeared.

            Where calls changed, the largest effect on all calls first

              before   after   change  method, and what calls it
                   0   1,000   +1,000  OrderDao.load
                                         from Report.lambda$render$0 (new)
                                         from {java.util.List.forEach} (new)
                                         from Report.render
                                         1,000 more calls below it

            Methods called more or less often

              before   after   change  method
                   1   1,001   +1,000  OrderDao.load
                   0   1,000   +1,000    from Report.lambda$render$0

            Seconds, where they differ by more than the errors of both

                  self                          cumulative
                before     after    change    before     after    change  method
                 0.001     0.101    +0.100     0.002     0.122    +0.120  OrderDao.load
            """);
  }

  @Test
  void anExpressionThatIsNoneIsLeftAway() throws IOException {
    assertThat(report(ONE_QUERY, ONE_QUERY, null, false, Restriction.matching("(")))
        .contains("<Invalid regular expression '('>\nNo difference in calls.\n");
  }

  @Test
  void ordersByTimeAndShowsParts() throws IOException {
    assertThat(report(ONE_QUERY, ONE_A_ROW, SortKey.CUMULATIVE, true, Restriction.first(2)))
        .isEqualTo(
            """
            before  a  1,005 calls in 0.049 s
            after   b  4,006 calls in 0.176 s

            3,001 more calls; methods: 2 called more often, 2 appeared.

            Where calls changed, the largest effect on all calls first

              before   after   change          %  method, and what calls it
                   0   1,000   +1,000             OrderDao.load
                                                    from Report.lambda$render$0 (new)
                                                    from {java.util.List.forEach} (new)
                                                    from Report.render
                                                    1,000 more calls below it
                   0       1       +1             {java.util.List.forEach}
                                                    from Report.render (1 call before and after)
                                                    3,000 more calls below it

            Methods called more or less often, by difference in cumulative time

              before   after   change          %  method
                   1   1,001   +1,000  +100,000%  OrderDao.load
                   0   1,000   +1,000               from Report.lambda$render$0
               1,001   2,001   +1,000     +99.9%  Rows.next
                   1   1,001   +1,000  +100,000%    from OrderDao.load

            Methods that appeared, by difference in cumulative time

              before   after   change          %  method
                   -       1       +1             {java.util.List.forEach}
                                                    from Report.render
                   -   1,000   +1,000             Report.lambda$render$0
                                                    from {java.util.List.forEach}

            Seconds, where they differ by more than the errors of both, by difference in cumulative time

                  self                                     cumulative
                before     after    change          %    before     after    change          %  method
                 0.005     0.005                          0.049     0.176    +0.127    +259.2%  Main.main
                 0.010     0.012    +0.002     +20.0%     0.044     0.171    +0.127    +288.6%  Report.render
            """);
  }

  @Test
  void methodsOfOneNameAreToldApartByTheirFiles() throws IOException {
    assertThat(report("a.A.run 1\n  b.A.run 1\n", "a.A.run 1\n  b.A.run 3\n"))
        .contains("b/Source.java:2(A.run)\n", "from a/Source.java:1(A.run)");
  }

  @Test
  void overloadsAreToldApartByTheirParameters() throws IOException {
    assertThat(report("A.main 1\n  A.run(I)V 1\n  A.run(J)V 1\n", "A.main 1\n  A.run(J)V 3\n"))
        .contains("  A.run(long)\n", "  A.run(int)\n", "from A.main\n");
  }

  @Test
  void aLongTableIsCut() throws IOException {
    StringBuilder many = new StringBuilder("A.main 1\n");
    for (char c = 'a'; c <= 'z'; c++) {
      many.append("  A.").append(c).append(" 1\n");
    }
    assertThat(report("A.main 1\n", many.toString()))
        .contains("A.t\n", "and 6 more\n", "and 16 more\n")
        .doesNotContain("A.u");
  }

  @Test
  void samplesAreNotCalledCalls() throws IOException {
    StringBuilder out = new StringBuilder();
    Diff diff = Diff.of(sampled(40), sampled(55));
    DiffReport.print(diff, "a", "b", null, false, List.of(), out);

    assertThat(out)
        .hasToString(
            """
            before  a  40 samples in 0.000 s
            after   b  55 samples in 0.000 s

            15 more samples.

            Methods by difference in samples, of which chance has its part

              before   after   change  method
                  40      55      +15  shop.py:1(load)
            """);
  }

  private static Profile sampled(long samples) {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.sampled();
    builder.function(builder.key(new FunctionKey("shop.py", 1, "load")), samples, samples, 0, 0);
    return TableProfile.of(builder.build(), Origin.foreign("Python"));
  }

  private static String report(String before, String after) throws IOException {
    return report(before, after, null, false);
  }

  private static String report(
      String before,
      String after,
      @Nullable SortKey key,
      boolean percent,
      Restriction... restrictions)
      throws IOException {
    Profile first = WrittenTree.of(before);
    Profile second = WrittenTree.of(after);
    StringBuilder out = new StringBuilder();
    DiffReport.print(Diff.of(first, second), "a", "b", key, percent, List.of(restrictions), out);
    return out.toString();
  }
}
