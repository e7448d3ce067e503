// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.cli.shell.Streams;
import dev.tally.format.PstatsFormat;
import dev.tally.format.TallyFormat;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole command lines, in-process: what they print where, and how they exit. */
class MainTest {
  private static final String WITHOUT_HEADING =
      """

               10 function calls (9 primitive calls) in 0.000 seconds
               calls are exact, times of 1 of 2 functions estimated (~), standard error at most 0.000 s

         Ordered by: call count

         ncalls  tottime  percall  cumtime  percall function
              7    0.000   429 ns    0.000   429 ns {java.util.Map.Entry.getKey}
            3/2   ~0.000  1.00 µs   ~0.000  3.00 µs Main.main

      """;

  private final Path folder;
  private final String profile;

  MainTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Path file = folder.resolve("profile");
    profile = file.toString();
    try (OutputStream out = Files.newOutputStream(file)) {
      TallyFormat.write(Rehearsal.recording(), out);
    }
    Files.setLastModifiedTime(
        file,
        FileTime.from(
            LocalDateTime.of(2026, 11, 3, 4, 5, 6).atZone(ZoneId.systemDefault()).toInstant()));
  }

  @Test
  void stats_obeys_commands_from_options() {
    Result result = tally("", "stats", profile, "-c", "sort calls", "-c", "stats");

    assertThat(result.out()).isEqualTo("Tue Nov  3 04:05:06 2026    ~/profile\n" + WITHOUT_HEADING);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void stats_obeys_commands_from_a_pipe_between_prompts() {
    Result result = tally("sort calls\nstats\nquit\nstats\n", "stats", profile);

    assertThat(result.out())
        .isEqualTo(
            """
            Welcome to the profile statistics browser.
            ~/profile% ~/profile% Tue Nov  3 04:05:06 2026    ~/profile
            """
                + WITHOUT_HEADING
                + """
                ~/profile% Goodbye.
                """);
    assertThat(result.exit()).isZero();
  }

  @Test
  void stats_says_nothing_that_pstats_would_not_if_it_is_to_be_plain() {
    Result plain = tally("", "stats", "--plain", profile, "-c", "sort cumtime", "-c", "stats");

    assertThat(plain.out())
        .isEqualTo(
            """
            Tue Nov  3 04:05:06 2026    ~/profile

                     10 function calls (9 primitive calls) in 0.000 seconds

               Ordered by: cumulative time

               ncalls  tottime  percall  cumtime  percall filename:lineno(function)
                  3/2    0.000    0.000    0.000    0.000 a/Main.java:3(Main.main)
                    7    0.000    0.000    0.000    0.000 {java.util.Map.Entry.getKey}


            """);
  }

  @Test
  void aRecordingBeginsSortedByCumulativeTimeUnlessItIsToBePlain() {
    assertThat(tally("", "stats", profile, "-c", "stats").out())
        .isEqualTo(tally("", "stats", profile, "-c", "sort cumtime", "-c", "stats").out());
    assertThat(tally("", "stats", profile, profile, "-c", "strip", "-c", "stats").out())
        .contains("   Ordered by: cumulative time\n");
    assertThat(tally("", "stats", "--plain", profile, "-c", "stats").out())
        .contains("   Random listing order was used\n");
  }

  @Test
  void stats_says_of_a_sampled_profile_what_its_calls_are() throws IOException {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.sampled();
    builder.function(builder.key(new FunctionKey("a.py", 1, "f")), 5, 3, 0.3, 0.5);
    String sampled = folder.resolve("sampled").toString();
    try (OutputStream out = Files.newOutputStream(Path.of(sampled))) {
      PstatsFormat.write(builder.build(), out);
    }

    assertThat(tally("", "stats", sampled, "-c", "stats").out())
        .contains(
            """
                     5 function calls (3 primitive calls) in 0.300 seconds
                     calls are numbers of samples, times are estimates
            """);
    assertThat(tally("", "stats", "--plain", sampled, "-c", "stats").out())
        .contains("      5/3    0.300 ")
        .doesNotContain("samples");
  }

  @Test
  void stats_begins_with_an_order_if_one_is_asked_for() {
    Result typed = tally("", "stats", profile, "-c", "sort tottime", "-c", "stats");
    Result asked = tally("", "stats", profile, "-s", "tottime", "-c", "stats");
    Result piped = tally("stats\n", "stats", profile, "-s", "tottime");

    assertThat(asked).isEqualTo(typed);
    assertThat(asked.out()).contains("Ordered by: internal time");
    assertThat(piped.out()).contains(asked.out());
  }

  @Test
  void stats_shows_more_than_pstats_if_asked_to_also_of_files_read_later() {
    Result result =
        tally(
            "",
            "stats",
            profile,
            "--percent",
            "--top=1",
            "-c",
            "stats",
            "-c",
            "read " + profile,
            "-c",
            "stats",
            "-c",
            "callers main");

    assertThat(result.out().lines().filter(line -> line.contains("tottime      %  percall")))
        .hasSize(2);
    assertThat(result.out()).contains("ncalls  tottime       %  cumtime       %");
  }

  @Test
  void oneLinePrintsTheFirstFunctionsAndEnds() {
    assertThat(tally("frob\n", "stats", profile, "-s", "cumtime", "-n", "1"))
        .isEqualTo(tally("", "stats", profile, "-c", "sort cumtime", "-c", "stats 1"));
  }

  @Test
  void allTimesAreInTheUnitThatIsAskedFor() {
    assertThat(tally("", "stats", profile, "--unit", "us", "--paths", "-n", "2").out())
        .contains("10 function calls (9 primitive calls) in 6.000 us\n")
        .endsWith(
            """
               Ordered by: cumulative time

               ncalls  tottime  percall  cumtime  percall filename:lineno(function)
                  3/2   ~3.000    1.000   ~6.000    3.000 a/Main.java:3(Main.main)
                    7    3.000    0.429    3.000    0.429 {java.util.Map.Entry.getKey}

            """);
    assertThat(tally("", "stats", profile, "--unit=ms", "-c", "callees main").out())
        .endsWith(
            """
            Function   called...
                           ncalls  tottime  cumtime
            Main.main  ->       1   ~0.002   ~0.005  Main.main
                                7    0.003    0.003  {java.util.Map.Entry.getKey}

            """);
  }

  @Test
  void waitingCanBeOrderedByAndLeftOut() throws IOException {
    String sleeper = folder.resolve("sleeper").toString();
    try (OutputStream out = Files.newOutputStream(Path.of(sleeper))) {
      TallyFormat.write(sleeper(), out);
    }

    assertThat(tally("", "stats", sleeper, "-s", "waiting", "-c", "stats").out())
        .contains("in 3.500 seconds\n")
        .contains("  ran 4.000 s: 0.500 s of work, 0.1 threads busy; 3.000 s waiting in 1 thread;")
        .endsWith(
            """
               Ordered by: waiting time

               ncalls  tottime  percall  cumtime  percall  waiting function
                    1    0.500   500 ms    3.500   3.50 s    3.000 Main.main
                    7    3.000   429 ms    3.000   429 ms    3.000 {java.lang.Thread.sleep}

            """);
    assertThat(tally("", "stats", sleeper, "--no-wait", "-s", "tottime", "-n", "2").out())
        .contains("in 0.500 seconds\n")
        .contains(" 3.000 s waiting in 1 thread, left out\n")
        .endsWith(
            """
                    1    0.500   500 ms    0.500   500 ms Main.main
                    7    0.000             0.000          {java.lang.Thread.sleep}

            """);
    assertThat(tally("", "stats", sleeper, "--csv", "-n", "1").out())
        .endsWith(",500000000,3500000000,0,0,3000000000\n");
    assertThat(tally("", "stats", sleeper, "--json", "-n", "1").out())
        .contains("\"cumulativeWaitingNanos\": 3000000000");
    assertThat(tally("", "stats", sleeper, "-c", "sort foo").out())
        .endsWith("tottime -- internal time\nwaiting -- waiting time\n");
    assertThat(tally("", "stats", sleeper, "--plain", "-c", "sort waiting").out())
        .endsWith("tottime -- internal time\n");
    assertThat(tally("", "stats", sleeper, "--plain", "-s", "waiting", "-c", "stats").err())
        .startsWith("tally stats: there is no sort key waiting; known are calls ")
        .endsWith(" tottime\n");
  }

  private static Profile sleeper() {
    Metrics metrics = new Metrics();
    int calls = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int main = tree.root(0, 0);
    int sleep = tree.child(main, 1);
    tree.add(main, calls, 1);
    tree.add(main, time, 500_000_000);
    tree.add(sleep, calls, 7);
    tree.add(sleep, time, 3_000_000_000L);
    CallTree built = tree.build();
    Profile other = Rehearsal.recording();
    Origin origin =
        new Origin(
            "tally", List.of(), "", 1, 4_000_000_000L, true, 1, List.of(), other.origin().engine());
    return new Profile(
        origin,
        List.of(
            other.methods().get(0),
            new Method("java.lang.Thread", "sleep", "(J)V", "", 0, Kind.JDK)),
        other.frames(),
        other.threads(),
        other.paths(),
        built,
        Edges.empty(built.metrics()),
        List.of(),
        0);
  }

  @Test
  void aRestrictionMayExclude() throws IOException {
    String python = folder.resolve("python").toString();
    FunctionTable.Builder builder = new FunctionTable.Builder();
    builder.function(builder.key(new FunctionKey("importlib.py", 1, "load")), 5, 5, 0.3, 0.5);
    builder.function(builder.key(new FunctionKey("mine.py", 1, "f!importlib")), 5, 5, 0.3, 0.5);
    builder.function(builder.key(new FunctionKey("mine.py", 3, "g")), 5, 5, 0.3, 0.5);
    try (OutputStream out = Files.newOutputStream(Path.of(python))) {
      PstatsFormat.write(builder.build(), out);
    }

    assertThat(tally("", "stats", profile, "-c", "callers !getKey").out())
        .contains("List reduced from 2 to 1 due to restriction <'!getKey'>")
        .contains("Main.main  <-")
        .doesNotContain("getKey}");
    assertThat(tally("", "stats", python, "-c", "stats !importlib").out())
        .contains("List reduced from 3 to 1 due to restriction <'!importlib'>\n")
        .endsWith(" mine.py:3(g)\n\n\n");
    assertThat(tally("", "stats", python, "--plain", "-c", "stats !importlib").out())
        .endsWith(" mine.py:1(f!importlib)\n\n\n");
  }

  @Test
  void stats_adds_files_up() {
    Result result = tally("", "stats", profile, profile, "-c", "stats");

    assertThat(result.out()).contains("20 function calls (18 primitive calls)");
  }

  @Test
  void stats_begins_with_as_many_keys_as_sort_takes() {
    assertThat(tally("", "stats", profile, "-s", "tottime  name", "-c", "stats").out())
        .contains("Ordered by: internal time, function name");
    assertThat(tally("", "stats", profile, "-s", "tottime foo", "-c", "stats").err())
        .startsWith("tally stats: there is no sort key foo; known are calls ");
    assertThat(tally("", "stats", profile, "-s", " ", "-c", "stats").exit()).isEqualTo(2);
  }

  @Test
  void stats_ends_with_1_if_a_command_from_an_option_fails_and_obeys_the_others() {
    Result result = tally("", "stats", profile, "-c", "frob", "-c", "stats 1");

    assertThat(result.out()).startsWith("*** Unknown syntax: frob\n").contains("function calls");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(tally("", "stats", profile, "-c", "stats nothing").exit()).isZero();
  }

  @Test
  void stats_says_why_an_answer_is_empty_unless_it_is_to_be_plain() {
    Result kind = tally("", "stats", profile, "-c", "stats mian");
    Result plain = tally("", "stats", "--plain", profile, "-c", "stats mian");

    assertThat(kind.out())
        .endsWith("\n   'mian' is found in no function's name; near: Main.main\n");
    assertThat(plain.out()).doesNotContain("mian");
  }

  @Test
  void stats_reads_a_profile_from_standard_input() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(profile));

    assertThat(tally(bytes, "stats", "-", "-c", "stats").out())
        .contains("    -\n")
        .contains("10 function calls (9 primitive calls)");
    assertThat(tally(bytes, "stats", "-"))
        .isEqualTo(
            new Result(
                "",
                "tally stats: standard input is the profile, so no commands come from there; give"
                    + " them with -c: tally stats - -c 'stats 20'\n",
                2));
    assertThat(tally(new byte[0], "stats", "-", "-c", "stats").err())
        .isEqualTo(
            "tally stats: standard input: expected a Tally recording or another tool's profile, found an"
                + " empty file\n");
  }

  @Test
  void stats_reads_a_profile_from_a_pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    int made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    } catch (IOException e) {
      made = 1;
    }
    assumeTrue(made == 0, "no mkfifo here");
    Thread writer = new Thread(() -> copy(Path.of(profile), pipe));
    writer.start();
    Result result = tally("", "stats", pipe.toString(), "-c", "stats");
    writer.join();

    assertThat(result.out()).contains("10 function calls (9 primitive calls)");
    assertThat(result.err()).isEmpty();
  }

  private static void copy(Path from, Path to) {
    try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.WRITE)) {
      Files.copy(from, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void stats_stops_at_quit() {
    assertThat(tally("", "stats", profile, "-c", "quit", "-c", "stats").out()).isEmpty();
  }

  @Test
  void stats_on_a_pipe_goes_on_without_a_file_as_pstats_does() {
    Result result = tally("stats\n", "stats", folder.resolve("none").toString());

    assertThat(result.out())
        .isEqualTo(
            """
            No such file or directory
            Welcome to the profile statistics browser.
            % No statistics object is loaded.
            %\s
            Goodbye.
            """);
    assertThat(result.exit()).isZero();
  }

  @Test
  void report_prints_all_functions_without_folders_and_heading() {
    Result result = tally("", "report", profile, "calls");

    assertThat(result.out()).isEqualTo(WITHOUT_HEADING.substring(1));
  }

  @Test
  void report_says_so_if_there_is_no_recording() {
    assertThat(tally("", "report", folder.resolve("none").toString(), "calls"))
        .isEqualTo(new Result("", "tally report: the program left no recording behind\n", 1));
  }

  @Test
  void stats_compares_with_an_earlier_profile_unless_it_is_to_be_plain() {
    Result kind = tally("", "stats", profile, "-c", "diff " + profile, "-c", "help");
    Result plain = tally("", "stats", "--plain", profile, "-c", "diff " + profile);

    assertThat(kind.out())
        .startsWith(
            """
            before  ~/profile  10 calls in 0.000 s
            after   ~/profile  10 calls in 0.000 s

            No difference in calls.
            """)
        .contains("callees  callers  diff  help");
    assertThat(plain.out()).isEqualTo("*** Unknown syntax: diff ~/profile\n");
  }

  @Test
  void misuse_is_one_sentence_and_exit_code_2() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    assertThat(refusals("tally", "tally rnu x", "tally frobnicate", "tally --verison", "tally run"))
        .isEqualTo(
            """
            tally: say what to do, such as: tally run App.java; --help lists the verbs
            tally: there is no verb rnu; did you mean run?
            tally: there is no verb frobnicate; --help lists them
            tally: unknown option --verison; did you mean --version?
            tally run: there is no program to run: name a source file, a main class, -jar app.jar or -m module
            """);
    assertThat(
            refusals(
                "tally stats ~/none -c stats",
                "tally stats ~/empty -c stats",
                "tally stats ~/empty",
                "tally stats -c stats",
                "tally stats ~/profile -c",
                "tally stats --plan ~/profile",
                "tally stats --plain=yes ~/profile",
                "tally stats --plain --percent ~/profile",
                "tally stats --top 0 ~/profile",
                "tally stats -n 0 ~/profile",
                "tally stats -n 5",
                "tally stats -n 5 -c stats ~/profile",
                "tally stats --unit ns ~/profile",
                "tally stats -s cum ~/profile"))
        .isEqualTo(
            """
            tally stats: no such file: ~/none
            tally stats: ~/empty is a folder without recordings of Tally's; expected a profile, or a folder of them
            tally stats: ~/empty is a folder without recordings of Tally's; expected a profile, or a folder of them
            tally stats: -c needs a profile to work on: tally stats FILE -c COMMAND
            tally stats: -c needs a value: -c COMMAND
            tally stats: unknown option --plan; did you mean --plain?
            tally stats: --plain takes no value, found --plain=yes
            tally stats: --plain prints what pstats prints; leave --percent away
            tally stats: --top needs a number from 1 on, found 0
            tally stats: -n needs a number from 1 on, found 0
            tally stats: -n needs a profile to work on: tally stats FILE -n 20
            tally stats: -n prints the first functions and ends; with -c, say it there: -c 'stats 20'
            tally stats: --unit is one of us, ms and s, found ns
            tally stats: there is no sort key cum; known are calls ncalls cumtime cumulative filename \
            line module name nfl pcalls stdname time tottime waiting
            """);
  }

  @Test
  void a_file_that_is_no_profile_is_one_sentence_and_exit_code_1() throws IOException {
    Files.writeString(folder.resolve("text"), "What is this?");

    Result result = tally("", "stats", folder.resolve("text").toString(), "-c", "stats");

    assertThat(result.err()).startsWith("tally stats: ~/text: expected ").hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void debug_adds_the_trace() {
    assertThat(tally("", "--debug", "stats", "--plan").err())
        .startsWith("tally stats: unknown option --plan")
        .contains("\tat dev.tally.cli.shell.Arguments.unknown(");
    assertThat(tally("", "stats", "--debug", "--plan").err()).contains("\tat ");
    assertThat(tally("", "stats", "--plan").err()).doesNotContain("\tat ");
  }

  @Test
  void every_verb_explains_itself() {
    for (String verb : List.of("run", "stats", "diff")) {
      Result help = tally("", verb, "--help");
      assertThat(help.out()).contains("Usage: tally " + verb).contains("Examples:");
      assertThat(help.exit()).isZero();
      assertThat(tally("", "help", verb)).isEqualTo(help);
      assertThat(tally("", "--help").out()).contains("  " + verb + "  ");
    }
    // One line has a path in it, of any length.
    assertThat(tally("", "--help").out().lines().filter(line -> !line.contains("-javaagent:/")))
        .hasSizeGreaterThan(10)
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void ends_quietly_when_nobody_reads_any_more() {
    StringWriter err = new StringWriter();
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] text, int start, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            closed,
            OutputStream.nullOutputStream(),
            new PrintWriter(err, true));

    int exit = Main.execute(List.of("stats", profile, "-c", "stats"), streams);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isEqualTo(128 + 13);
  }

  /** What a command printed and how it ended; {@code ~} stands for the folder. */
  private record Result(String out, String err, int exit) {}

  private Result tally(String input, String... words) {
    return tally(input.getBytes(StandardCharsets.UTF_8), words);
  }

  private Result tally(byte[] input, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream in = new ByteArrayInputStream(input);
    OutputStream bytes = OutputStream.nullOutputStream();
    int exit =
        Main.execute(List.of(words), new Streams(in, out, bytes, new PrintWriter(err, true)));
    return new Result(
        out.toString().replace(folder.toString(), "~"),
        err.toString().replace(folder.toString(), "~"),
        exit);
  }

  /** Runs commands that must all be refused; gives what they said. */
  private String refusals(String... commands) {
    StringBuilder said = new StringBuilder();
    for (String command : commands) {
      List<String> words =
          new ArrayList<>(List.of(command.replace("~", folder.toString()).split(" ", -1)));
      words.remove(0);
      Result result = tally("", words.toArray(String[]::new));
      assertThat(result.out()).as(command).isEmpty();
      assertThat(result.exit()).as(command).isEqualTo(2);
      said.append(result.err());
    }
    return said.toString();
  }
}
