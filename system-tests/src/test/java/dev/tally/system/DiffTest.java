// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What {@code tally diff} says of a program that was changed, compiled and recorded again. */
class DiffTest {
  private static final Path SOURCE = Path.of("src/programs/shop/Shop.java").toAbsolutePath();
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
  private static final Path JDKS = Path.of("/usr/lib/jvm");

  @Test
  void aQueryInALoopIsTheFirstLine() throws IOException {
    Path before = recorded("query-before");
    Path after = recorded("query-after", "line(order);", "line(dao.load(order.id()));");

    assertThat(calls(before, after))
        .startsWith(
            """
            136,816 more calls; methods: 11 called more often, 1 appeared.

            Where calls changed, the largest effect on all calls first

              before   after   change  method, and what calls it
                   8   8,008   +8,000  Shop.OrderDao.load
                                         from Shop.Report.render (8 calls before and after)
                                         120,000 more calls below it
                   0   8,000   +8,000  Shop.Order.id
                                         from Shop.Report.render (8 calls before and after)
            """);
  }

  @Test
  void aCacheIsSeenByWhatIsNoLongerCalled() throws IOException {
    Path before = recorded("cache-before");
    Path after =
        recorded(
            "cache-after",
            "* rate(order.product())",
            "* rates.computeIfAbsent(order.product(), this::rate)",
            "static class Tax {",
            "static class Tax { java.util.Map<Integer, Integer> rates = new java.util.HashMap<>();");

    assertThat(calls(before, after))
        .isEqualTo(
            """
            3,144 more calls; methods: 2 called less often, 4 appeared.

            Where calls changed, the largest effect on all calls first

               before    after    change  method, and what calls it
                8,000        0    -8,000  Shop.Tax.rate
                                            from Shop.Tax.of (8,000 calls before and after)
                                            15,184 fewer calls below it
                    0    8,000    +8,000  {java.lang.Integer.valueOf}
                                            from Shop.Tax.of (8,000 calls before and after)
                    0    8,000    +8,000  {java.util.Map.computeIfAbsent}
                                            from Shop.Tax.of (8,000 calls before and after)
                                            2,320 more calls below it
                    0    8,000    +8,000  {java.lang.Integer.intValue}
                                            from Shop.Tax.of (8,000 calls before and after)
                    0      800      +800  Shop.Tax.rate
                                            from {java.util.Map.computeIfAbsent} (new)
                                            from Shop.Tax.of
                                            1,520 more calls below it
                    0        8        +8  {java.util.HashMap.<init>}
                                            from Shop.Tax.<init> (8 calls before and after)

            Methods called more or less often

                before     after     change  method
                15,184     1,520    -13,664  Shop.Tax.digits
                 8,000       800     -7,200    from Shop.Tax.rate
                 7,184       720     -6,464    from Shop.Tax.digits
                 8,000       800     -7,200  Shop.Tax.rate
                 8,000         0     -8,000    from Shop.Tax.of
                     0       800       +800    from {java.util.Map.computeIfAbsent}

            Methods that appeared

              before   after   change  method
                   -   8,000   +8,000  {java.lang.Integer.valueOf}
                                         from Shop.Tax.of
                   -   8,000   +8,000  {java.util.Map.computeIfAbsent}
                                         from Shop.Tax.of
                   -   8,000   +8,000  {java.lang.Integer.intValue}
                                         from Shop.Tax.of
                   -       8       +8  {java.util.HashMap.<init>}
                                         from Shop.Tax.<init>
            """);
  }

  @Test
  void aRenamedMethodIsSaidToBePerhapsThat() throws IOException {
    Path before = recorded("rename-before");
    Path after = recorded("rename-after", "line(order)", "row(order)", "line(Order", "row(Order");

    assertThat(calls(before, after))
        .isEqualTo(
            """
            As many calls in all; methods: 1 appeared, 1 vanished.

            Methods that appeared

              before   after   change  method
                   -   8,000   +8,000  Shop.Report.row (perhaps Shop.Report.line renamed)
                                         from Shop.Report.render

            Methods that vanished

               before    after    change  method
                8,000        -    -8,000  Shop.Report.line
                                            from Shop.Report.render
            """);
  }

  @Test
  void aMethodThatWasSplitInTwo() throws IOException {
    Path before = recorded("split-before");
    Path after =
        recorded(
            "split-after",
            "return order.cents() + tax.of(order);",
            "return order.cents() + withTax(order); } long withTax(Order order) { return tax.of(order);");

    assertThat(calls(before, after))
        .isEqualTo(
            """
            8,000 more calls; methods: 1 appeared.

            Where calls changed, the largest effect on all calls first

               before    after    change  method, and what calls it
                    0    8,000    +8,000  Shop.Tax.of
                                            from Shop.Report.withTax (new)
                                            from Shop.Report.line
                                            39,184 more calls below it
                8,000        0    -8,000  Shop.Tax.of
                                            from Shop.Report.line (8,000 calls before and after)
                                            39,184 fewer calls below it
                    0    8,000    +8,000  Shop.Report.withTax
                                            from Shop.Report.line (8,000 calls before and after)
                                            47,184 more calls below it

            Methods that appeared

              before   after   change  method
                   -   8,000   +8,000  Shop.Report.withTax
                                         from Shop.Report.line
            """);
  }

  @Test
  void aLambdaInsertedBeforeOthersIsAllThatDiffers() throws IOException {
    Path before = recorded("lambda-before");
    Path after =
        recorded(
            "lambda-after",
            "Predicate<Order> cheap =",
            "LongUnaryOperator twice = cents -> cents * 2; twice.applyAsLong(1); Predicate<Order> cheap =");

    assertThat(calls(before, after))
        .isEqualTo(
            """
            2 more calls; methods: 1 called more often, 1 appeared.

            Where calls changed, the largest effect on all calls first

              before   after   change  method, and what calls it
               1,026   1,027       +1  {java.util.function.LongUnaryOperator.applyAsLong}
                                         from Shop.Report.discounts (1 call before and after)
                                         1 more call below it
                   0       1       +1  Shop.Report.discounts{lambda 0}
                                         from {java.util.function.LongUnaryOperator.applyAsLong} (1,026 → 1,027 calls)
                                         from Shop.Report.discounts

            Methods called more or less often

              before   after   change  method
               1,026   1,027       +1  {java.util.function.LongUnaryOperator.applyAsLong}
                                         from Shop.Report.discounts

            Methods that appeared

              before   after   change  method
                   -       1       +1  Shop.Report.discounts{lambda 0}
                                         from {java.util.function.LongUnaryOperator.applyAsLong}
            """);
  }

  @Test
  void otherLinesAreNoDifference() throws IOException {
    Path before = recorded("lines-before");
    Path after = recorded("lines-after", "  record Order", "\n\n\n\n  record Order");

    assertThat(calls(before, after)).isEqualTo("No difference in calls.\n");
  }

  @Test
  void threadsThatShareTheirWorkAsTheyLikeAreNoDifference() throws IOException {
    Path before = recorded("threads-before");
    Path after = recorded("threads-after");

    Fork diff = tally("diff", "--exit-code", before.toString(), after.toString());

    assertThat(diff.out()).contains("\nNo difference in calls.\n").doesNotContain("from ");
    assertThat(diff.exit()).isZero();
  }

  @Test
  void anotherJdkIsNoDifference() throws IOException {
    Path other = otherJdk();
    Path before = recorded("jdk-before");
    Path after = run("jdk-after", other, changed());

    assertThat(calls(before, after)).isEqualTo("No difference in calls.\n");
  }

  @Test
  void scriptsAreToldByTheExitCode() throws IOException {
    Path before = recorded("exit-before");
    Path after = recorded("exit-after", "load(7)", "load(8)");
    Path changed = recorded("exit-changed", "dao.load(7)", "dao.load(dao.load(7).id())");

    assertThat(tally("diff", "--exit-code", before.toString(), after.toString()).exit()).isZero();
    Fork differs = tally("diff", "--exit-code", before.toString(), changed.toString(), "0");
    assertThat(differs.exit()).as(differs.story()).isEqualTo(3);
  }

  @Test
  void pythonsProfilesAreComparedAndNotWithJavas() throws IOException {
    Path folder = Folders.empty("diff/python");
    Path before = python(folder.resolve("before"), "load(1)");
    Path after = python(folder.resolve("after"), "[load(i) for i in range(1000)]");

    assertThat(calls(before, after))
        .contains(
            """
                   1   1,000     +999  shop.py:1(load)
            """,
            """
                   1   1,000     +999  {built-in method builtins.len}
                                         from shop.py:4(row)
            """);
    Fork refused = tally("diff", recorded("not-python").toString(), before.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("is a Python profile, and no function in it is a method in")
        .hasLineCount(1);
  }

  private static Path python(Path folder, String body) throws IOException {
    Files.createDirectories(folder);
    Path program = folder.resolve("shop.py");
    Path profile = folder.resolve("profile");
    Files.writeString(
        program,
        """
        def load(i):
            return row(i)

        def row(i):
            return len(str(i))

        def render():
            %s

        render()
        """
            .formatted(body));
    List<String> command =
        List.of("python3", "-m", "cProfile", "-o", profile.toString(), program.toString());
    try {
      Fork fork = Fork.run(folder, command);
      assertThat(fork.exit()).as(fork.story()).isZero();
    } catch (UncheckedIOException e) {
      assumeTrue(false, "needs python3 on the path: " + e.getMessage());
    }
    return profile;
  }

  /** What is printed of calls: without the files' line each, and without times. */
  private static String calls(Path before, Path after) {
    Fork fork = tally("diff", before.toString(), after.toString());
    assertThat(fork.exit()).as(fork.story()).isZero();
    String text = fork.out().substring(fork.out().indexOf("\n\n") + 2);
    int times = text.indexOf("\nSeconds, ");
    return times < 0 ? text : text.substring(0, times);
  }

  private static Fork tally(String... arguments) {
    return Fork.run(Installation.PROJECT, Installation.tally(arguments));
  }

  /** Records the program after replacing texts of its source by others. */
  private static Path recorded(String name, String... replacements) throws IOException {
    return run(name, Installation.JAVA, changed(replacements));
  }

  private static String changed(String... replacements) throws IOException {
    String source = Files.readString(SOURCE);
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(source).contains(replacements[i]);
      source = source.replace(replacements[i], replacements[i + 1]);
    }
    return source;
  }

  private static Path run(String name, Path java, String source) throws IOException {
    Path folder = Folders.empty("diff/" + name);
    Path file = Files.writeString(folder.resolve("Shop.java"), source);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-nowarn",
                "--release",
                "17",
                "-d",
                folder.toString(),
                file.toString());
    assertThat(exit).isZero();
    Path recording = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(Installation.agent(recording), "-cp", folder.toString(), "Shop"));
    Fork fork = Fork.run(folder, command);
    assertThat(fork.exit()).as(fork.story()).isZero();
    return recording;
  }

  /** A JDK of another version than this one's. */
  private static Path otherJdk() throws IOException {
    assumeTrue(Files.isDirectory(JDKS), "needs another JDK in " + JDKS);
    try (Stream<Path> homes = Files.list(JDKS)) {
      Optional<Path> other = homes.filter(DiffTest::isOther).findFirst();
      assumeTrue(other.isPresent(), "needs another JDK in " + JDKS);
      return other.orElseThrow().resolve("bin/java");
    }
  }

  private static boolean isOther(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      int feature = version.find() ? Integer.parseInt(version.group(1)) : 0;
      return feature >= 17
          && feature != Installation.FEATURE
          && Files.isExecutable(home.resolve("bin/java"));
    } catch (IOException noJdk) {
      return false;
    }
  }
}
