// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.pstats.Restriction;
import dev.tally.pstats.SortKey;
import dev.tally.python.CodePoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables as they are on screens of several widths, and where there is no screen. The pictures are
 * in {@code tables/} beside this class, and are meant to be read.
 */
class LookTest {
  @ParameterizedTest
  @ValueSource(ints = {60, 80, 110, 200, Look.UNLIMITED})
  void tablesFitTheScreen(int columns) throws Exception {
    String printed = printed(shop(), Look.of(columns));

    assertThat(printed).isEqualTo(picture(columns == 0 ? "no-screen" : Integer.toString(columns)));
    if (columns != Look.UNLIMITED) {
      assertThat(printed.lines()).allMatch(line -> CodePoints.width(line) <= columns);
    }
  }

  @Test
  void nothingWrapsOnAnyScreen() throws IOException {
    for (int columns : IntStream.range(50, 240).toArray()) {
      assertThat(printed(shop(), Look.of(columns)).lines())
          .as("on %s columns", columns)
          .allMatch(line -> CodePoints.width(line) <= columns);
    }
  }

  @Test
  void aWindowIsAskedForItsWidthEachTime() throws IOException {
    int[] width = {60};
    Look look = new Look(() -> width[0], Look.ALL, "", false, Unit.FITTING, false);
    Stats stats = stats(shop(), look);
    StringBuilder first = new StringBuilder();
    stats.print(first);
    width[0] = 110;
    StringBuilder second = new StringBuilder();
    stats.print(second);

    assertThat(first).doesNotContain("percall");
    assertThat(second).contains("percall");
  }

  @Test
  void coloursAreForTitlesAndForWhatIsSaidOfTheRows() throws IOException {
    Look coloured = new Look(() -> 80, 1, "that was all", true, Unit.FITTING, false);
    String printed = print(stats(shop(), coloured));

    assertThat(printed)
        .contains("\033[2m   Ordered by: cumulative time\033[0m\n")
        .contains("\033[1m   ncalls  tottime ")
        .contains("\033[2m   and 6 more; that was all\033[0m\n");
    Look plain = new Look(() -> 80, 1, "that was all", false, Unit.FITTING, false);
    assertThat(printed.replaceAll("\033\\[[0-9]m", "")).isEqualTo(print(stats(shop(), plain)));
  }

  @Test
  void moreRowsThanASmallScreenHasAreCountedUnlessSomebodySaysHowMany() throws IOException {
    Look look = new Look(() -> 80, 2, "stats %d shows all", false, Unit.FITTING, false);
    Stats stats = stats(shop(), look);

    assertThat(print(stats))
        .endsWith("invokeWithinTransaction\n   and 5 more; stats 7 shows all\n\n");
    assertThat(print(stats, Restriction.matching("Dao")))
        .endsWith("com/acme/legacy/Or…(OrderDao.load)\n\n");
    assertThat(print(stats, Restriction.first(4))).contains("to 4 due").doesNotContain("more;");
  }

  @Test
  void whatAProfileDoesNotKnowIsBlank() throws IOException {
    FunctionTable.Builder samples = new FunctionTable.Builder();
    samples.sampled();
    samples.withoutCalls();
    int main = samples.key(new FunctionKey("com/acme/Shop.java", 3, "Shop.main"));
    samples.function(main, 0, 0, 0.1, 1.5);
    samples.function(samples.key(new FunctionKey("~", 0, "<java.lang.Math.sin>")), 9, 9, 1.4, 1.4);
    samples.caller(main, 9, 9, 1.4, 1.4);

    assertThat(printed(samples.build(), Look.of(80)))
        .isEqualTo(
            """
                     2 functions in 1.500 seconds, calls not known

               Ordered by: cumulative time

               ncalls  tottime      %  percall  cumtime      %  percall function
                        ≈0.100   6.7%            ≈1.500 100.0%          Shop.main
                        ≈1.400  93.3%            ≈1.400  93.3%          {java.lang.Math.sin}

               Ordered by: cumulative time

            Function              was called by...
                                      ncalls  tottime  cumtime
            Shop.main             <-
            {java.lang.Math.sin}  <-           ≈1.400   ≈1.400  Shop.main

            """);

    FunctionTable.Builder counts = new FunctionTable.Builder();
    counts.withoutTimes();
    counts.function(counts.key(new FunctionKey("com/acme/Shop.java", 3, "Shop.main")), 1, 1, 0, 0);
    assertThat(print(stats(counts.build(), Look.of(60))))
        .isEqualTo(
            """
                     1 function call

               Ordered by: cumulative time

               ncalls  tottime  percall  cumtime  percall function
                    1                                     Shop.main

            """);
  }

  @Test
  void aNameHasItsClassOnceAndItsFileWhereOthersAreCalledSo() {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    for (FunctionKey key :
        new FunctionKey[] {
          new FunctionKey("com/acme/Shop.java", 3, "Shop.main"),
          new FunctionKey("com/acme/Shop.java", 9, "Shop.sell"),
          new FunctionKey("com/acme/Shop.java", 12, "Shop.sell"),
          new FunctionKey("a/Dao.java", 5, "Dao.load"),
          new FunctionKey("b/Dao.java", 5, "Dao.load"),
          new FunctionKey("~", 0, "<java.util.List.sort>"),
          new FunctionKey("/home/me/cart.py", 5, "total"),
        }) {
      builder.function(builder.key(key), 1, 1, 0, 0);
    }
    FunctionTable table = builder.build();
    RowNames names = new RowNames(table, false);

    assertThat(IntStream.range(0, table.size()).mapToObj(names::ofFunction))
        .containsExactly(
            "Shop.main",
            "Shop.java:9(Shop.sell)",
            "Shop.java:12(Shop.sell)",
            "a/Dao.java:5(Dao.load)",
            "b/Dao.java:5(Dao.load)",
            "{java.util.List.sort}",
            "cart.py:5(total)");
    assertThat(new RowNames(table, true).ofFunction(0))
        .isEqualTo("com/acme/Shop.java:3(Shop.main)");
  }

  @Test
  void expressionsAreSearchedInWhatIsShownAndInTheWholePath() throws IOException {
    Stats stats = stats(shop(), Look.STEADY);
    assertThat(stats.count(Restriction.matching("^Shop.main$"))).isEqualTo(1);
    assertThat(stats.count(Restriction.matching("com/acme/shop/Shop.java"))).isEqualTo(2);
    assertThat(stats.count(Restriction.excluding("Dao"))).isEqualTo(5);
    assertThat(stats.count(Restriction.excluding("^Shop.main$"))).isEqualTo(6);
  }

  /** A shop with everything that makes a table wide. */
  static FunctionTable shop() {
    FunctionTable.Builder shop = new FunctionTable.Builder();
    int main = shop.key(new FunctionKey("com/acme/shop/Shop.java", 8, "Shop.main"));
    int find = shop.key(new FunctionKey("com/acme/shop/Shop.java", 41, "Shop.Category.find"));
    int load = shop.key(new FunctionKey("com/acme/shop/OrderDao.java", 12, "OrderDao.load"));
    int old = shop.key(new FunctionKey("com/acme/legacy/OrderDao.java", 12, "OrderDao.load"));
    int handler =
        shop.key(
            new FunctionKey(
                "com/acme/shop/tx/TransactionalRepositoryInvocationHandler.java",
                77,
                "TransactionalRepositoryInvocationHandler.invokeWithinTransaction"));
    int compile = shop.key(new FunctionKey("~", 0, "<java.util.regex.Pattern.compile>"));
    int park =
        shop.key(new FunctionKey("~", 0, "<java.util.concurrent.locks.LockSupport.parkNanos>"));
    shop.function(main, 1, 1, 1.695, 12.3456);
    shop.function(handler, 150_000, 150_000, 0.147, 12.1);
    shop.errors(0.005, 0);
    shop.caller(main, 150_000, 150_000, 0.147, 12.1);
    shop.function(load, 150_000, 150_000, 0.389, 10.5);
    shop.errors(0.5, 0.5);
    shop.caller(handler, 150_000, 150_000, 0.389, 10.5);
    shop.function(old, 2, 2, 0.0000123, 0.0000123);
    shop.caller(load, 2, 2, 0.0000123, 0.0000123);
    shop.function(find, 1_197_744, 150_000, 0.0286, 0.0413);
    shop.errors(0.0011, 0.0007);
    shop.caller(find, 1_047_744, 299_428, 0.0217, 0.0312);
    shop.caller(load, 150_000, 150_000, 0.0069, 0.0399);
    shop.function(compile, 150_000, 150_000, 0.186, 0.186);
    shop.caller(load, 150_000, 150_000, 0.186, 0.186);
    shop.function(park, 24, 24, 9.9, 9.9);
    shop.caller(load, 24, 24, 9.9, 9.9);
    return shop.build();
  }

  private static Stats stats(FunctionTable table, Look look) {
    return Stats.of(table).extras(Extras.NONE.in(look)).sort(SortKey.CUMULATIVE);
  }

  /** Each of the three reports. */
  private static String printed(FunctionTable table, Look look) throws IOException {
    StringBuilder out = new StringBuilder();
    Stats stats = stats(table, look);
    if (table.hasCalls() && table.size() > 2) {
      String file = "/home/me/projects/shop/target/recordings/of-the-last-week/monday.tally";
      stats = Stats.of(table, "Tue Nov  3 04:05:06 2026    " + file);
      stats.note(
          "calls are exact, times of 3 of 7 functions estimated (~), standard error at most 0.500 s");
      stats.extras(Extras.NONE.in(look)).sort(SortKey.CUMULATIVE);
      stats.print(out);
      stats.printCallees(out, Restriction.matching("load"));
      stats.printCallers(out, Restriction.matching("find|parkNanos"));
      return out.toString();
    }
    stats.print(out);
    stats.printCallers(out);
    return out.toString();
  }

  private static String print(Stats stats, Restriction... restrictions) throws IOException {
    StringBuilder out = new StringBuilder();
    stats.print(out, restrictions);
    return out.toString();
  }

  private static String picture(String name) throws Exception {
    Path file = Path.of(LookTest.class.getResource("tables/" + name + ".txt").toURI());
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
