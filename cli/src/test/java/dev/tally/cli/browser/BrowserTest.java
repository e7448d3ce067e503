// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.cli.command.StatsFiles;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.report.Extras;
import dev.tally.report.Look;
import dev.tally.report.Stats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the comparison with pstats leaves open: help, completion, and errors that end pstats. */
class BrowserTest {
  private final StringBuilder out = new StringBuilder();
  private final Browser browser = new Browser(BrowserTest::profile, out);

  @BeforeEach
  void load() throws IOException {
    browser.read("timed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EOF", "add", "callees", "callers", "help", "quit", "read", "reverse", "sort", "stats",
        "strip",
      })
  void everyCommandHasHelp(String command) throws IOException {
    assertThat(browser.execute("help " + command)).isTrue();
    assertThat(out).isNotEmpty().doesNotContain("***").endsWith("\n");
    assertThat(browser.complete("help " + command.substring(0, 2))).contains(command);
  }

  @Test
  void helpOnAReportSaysWhatRestrictionsAre() throws IOException {
    browser.execute("? callers");
    assertThat(out)
        .hasToString(
            """
            callers [RESTRICTION...]: prints who called each function.
            Restrictions apply from left to right, each to what the one before it left:
              a number       shows that many functions at most
              a fraction     such as .25 shows that part of them
              anything else  is a regular expression, searched in the functions' names
            """);
  }

  @Test
  void diffComparesAllThatIsInHandWithAnEarlierProfile() throws IOException {
    Browser comparing =
        new Browser(
            BrowserTest::profile,
            (before, after, to) -> to.append("from " + before + " to " + after + "\n"),
            out);
    comparing.read("timed");
    comparing.execute("add timed");
    comparing.execute("diff an earlier one");
    comparing.read("timed");
    comparing.execute("diff other");
    assertThat(out).hasToString("from an earlier one to [timed, timed]\nfrom other to [timed]\n");
  }

  @Test
  void diffSaysWhatCannotBeCompared() throws IOException {
    Browser comparing =
        new Browser(
            BrowserTest::profile,
            (before, after, to) -> {
              throw new IllegalArgumentException("one of them is a painting");
            },
            out);
    comparing.execute("diff other");
    comparing.read("timed");
    comparing.execute("diff other");
    assertThat(out)
        .hasToString(
            """
            No statistics object is loaded.
            Failed to compare with other: one of them is a painting
            """);
    assertThat(comparing.failed()).isTrue();
  }

  /** Python's pstats has none, and lists none. */
  @Test
  void diffIsUnknownWhereOnlyWhatPstatsKnowsIs() throws IOException {
    browser.execute("diff other");
    browser.execute("help diff");
    browser.execute("help");
    assertThat(out)
        .startsWith("*** Unknown syntax: diff other\n*** No help on diff\n")
        .contains("callees  callers  help  quit");
  }

  @Test
  void completesCommandsSortKeysTopicsAndFunctions() {
    assertThat(browser.complete("s")).containsExactly("sort", "stats", "strip");
    assertThat(browser.complete("  ca")).containsExactly("callees", "callers");
    assertThat(browser.complete("sort name cu")).containsExactly("cumtime", "cumulative");
    assertThat(browser.complete("stats 10 pa")).containsExactly("parse");
    assertThat(browser.complete("help q")).containsExactly("quit");
    assertThat(browser.complete("quit x")).isEmpty();
    assertThat(browser.complete("nonsense ")).isEmpty();
  }

  @Test
  void completesBuiltinsToWhatFindsThem() throws IOException {
    browser.read("builtin");
    assertThat(browser.complete("callers java.lang.T")).containsExactly("java.lang.Thread.sleep");
    browser.execute("stats java.lang.Thread.sleep");
    assertThat(out).contains(" {java.lang.Thread.sleep}\n");
  }

  @Test
  void completesFunctionsAndPackagesByAnyPartOfTheirNames() throws IOException {
    browser.read("java");
    assertThat(browser.complete("stats sleep")).containsExactly("java.lang.Thread.sleep");
    assertThat(browser.complete("stats 5 Thread.s")).containsExactly("java.lang.Thread.sleep");
    assertThat(browser.complete("callers run")).containsExactly("Foo.run");
    assertThat(browser.complete("callers com.a")).containsExactly("com.acme");
    assertThat(browser.complete("callers acme/")).containsExactly("com/acme/");
    assertThat(browser.complete("stats java.l"))
        .containsExactly("java.lang.Thread.sleep", "java.lang");
    assertThat(browser.complete("stats Nothing")).isEmpty();
  }

  @Test
  void completesNamesOfFilesAlsoThoseWithBlanks(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("profiles"));
    for (String name : List.of("profile", "my profile", "profiles/old", ".hidden")) {
      Files.createFile(folder.resolve(name));
    }
    Browser atFiles = new Browser(new StatsFiles(folder, Extras.NONE, false), out);
    assertThat(atFiles.complete("read pro")).containsExactly("profile", "profiles/");
    assertThat(atFiles.complete("add profiles/")).containsExactly("profiles/old");
    assertThat(atFiles.complete("read my p")).containsExactly("profile");
    assertThat(atFiles.complete("read ")).containsExactly("my profile", "profile", "profiles/");
    assertThat(atFiles.complete("read .h")).containsExactly(".hidden");
    assertThat(atFiles.complete("read nowhere/x")).isEmpty();
    assertThat(atFiles.complete("read " + folder + "/profiles/"))
        .containsExactly(folder + "/profiles/old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stats 5 cumtime        | 'cumtime' is found in no function's name; to order by it: sort cumtime",
        "callers slepe          | 'slepe' is found in no function's name; near: java.lang.Thread.sleep",
        "callees foo.r          | 'foo.r' is found in no function's name; near: Foo.run",
        "stats zzzzzz           | 'zzzzzz' is found in no function's name",
        "stats 1 sleep          | 'sleep' is found in one function, but in none of those left by what is before it; put it first",
        "stats 0                | 0 leaves no function.",
        "stats 5 > out.txt      | There is no shell here: '>' was searched in names; in a shell: tally stats FILE -c COMMAND > ...",
      })
  void anEmptyAnswerSaysWhyOnARecording(String line, String reason) throws IOException {
    browser.read("java");
    browser.execute(line);
    assertThat(out).endsWith("   " + reason + "\n");
    assertThat(out.toString().lines().filter(each -> each.startsWith("   "))).hasSizeLessThan(3);
  }

  @Test
  void anEmptyAnswerSaysThatTheBrowserIsNoShell() throws IOException {
    browser.read("java");
    browser.execute("callees Foo | less");
    assertThat(out)
        .hasToString(
            "   There is no shell here: '|' was searched in names; in a shell: tally stats FILE -c"
                + " COMMAND | ...\n");
  }

  @Test
  void anEmptyAnswerAboutAPythonProfileIsPstats() throws IOException {
    browser.execute("callers nothing");
    assertThat(out).isEmpty();
    assertThat(browser.failed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frob",
        "read nosuch",
        "add nosuch",
        "add broken",
        "sort foo",
        "help foo",
        "stats (",
        "stats 1.5",
      })
  void whatCannotBeObeyedHasFailed(String line) throws IOException {
    browser.execute("stats 1");
    browser.execute("sort");
    assertThat(browser.failed()).isFalse();
    browser.execute(line);
    browser.execute("stats");
    assertThat(browser.failed()).isTrue();
  }

  @Test
  void thePromptIsTheFile() throws IOException {
    assertThat(new Browser(BrowserTest::profile, out).prompt()).isEqualTo("% ");
    assertThat(browser.prompt()).isEqualTo("timed% ");
    browser.execute("read nosuch");
    assertThat(browser.prompt()).isEqualTo("timed% ");
    browser.execute("read counted");
    assertThat(browser.prompt()).isEqualTo("counted% ");
  }

  @Test
  void whatCannotBeAddedIsSaidAndChangesNothing() throws IOException {
    browser.execute("add counted");
    browser.execute("add broken");
    assertThat(out)
        .hasToString(
            "Failed to load statistics for counted: calls of p.py:1(parse) from the same caller are"
                + " timed in one place and only counted in another, so they cannot be added up\n"
                + "Failed to load statistics for broken: expected this, found that\n");
    out.setLength(0);
    browser.execute("stats");
    assertThat(out).startsWith("timed\n\n         1 function calls in 1.000 seconds\n");
  }

  private static Stats profile(String name) throws IOException {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int key = name.equals("java") ? 0 : builder.key(new FunctionKey("p.py", 1, "parse"));
    if (!name.equals("java")) {
      builder.function(key, 1, 1, 1, 1);
    }
    switch (name) {
      case "timed" -> builder.caller(key, 1, 1, 1, 1);
      case "counted" -> builder.countedCaller(key, 1);
      case "builtin" ->
          builder.function(
              builder.key(new FunctionKey("~", 0, "<java.lang.Thread.sleep>")), 1, 1, 1, 1);
      case "java" -> {
        builder.function(
            builder.key(new FunctionKey("com/acme/Foo.java", 3, "Foo.run")), 1, 1, 1, 1);
        builder.function(
            builder.key(new FunctionKey("~", 0, "<java.lang.Thread.sleep>")), 1, 1, 1, 1);
        return Stats.of(builder.build()).extras(Extras.NONE.in(Look.STEADY));
      }
      case "broken" -> throw new IOException("expected this, found that");
      default -> throw new NoSuchFileException(name);
    }
    return Stats.of(builder.build(), name);
  }

  /** Each of these once took hours, or the stack: what was said before was copied for each word. */
  @ParameterizedTest
  @ValueSource(
      strings = {"stats ", "stats (", "stats 0", "sort nfl", "stats (?:|){99}(?!)", "help"})
  void aLineOfAMebibyteIsAnswered(String start) throws IOException {
    String word = start.substring(start.indexOf(' ') + 1) + " ";
    String verb = start.substring(0, start.length() - word.length() + 1);
    browser.execute(verb + word.repeat((1 << 20) / word.length()));
    browser.execute("callers");
    assertThat(out.length()).isBetween(100, 100 << 20);
  }

  /** Whatever is typed: an answer, and the next prompt. */
  @Property
  void anyLineIsAnswered(@ForAll("lines") String line) throws IOException {
    StringBuilder answer = new StringBuilder();
    Browser asked = new Browser(BrowserTest::profile, answer);
    asked.read("timed");
    asked.execute(line);
    asked.complete(line);
    assertThat(answer.length()).isLessThan(100_000);
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> words =
        Arbitraries.of(
            ("stats callers callees sort strip reverse read add help ? ! EOF quit cumulative ncalls 1 0 -1 .5"
                    + " 1e9 99999999999999999999 nan inf ( [ * (a+)+$ ((){9999}){9999} \u0000 \uD800")
                .split(" "));
    return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(6))
        .list()
        .ofMaxSize(5)
        .map(list -> String.join(" ", list));
  }
}
