// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Contents;
import dev.tally.format.Format;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tally diff}: which files it compares, and how it ends. */
class DiffCommandTest {
  private @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    write("before", Format.TALLY, Contents.of(recording(1, 12)));
    write("after", Format.TALLY, Contents.of(recording(1001, 40)));
    write("before.pstats", Format.PSTATS, Contents.of(recording(1, 12)));
    write("python", Format.PSTATS, Contents.of(python("/home/me/shop.py", 10, 5)));
    write("python-later", Format.PSTATS, Contents.of(python("/srv/shop.py", 14, 8)));
  }

  @Test
  void comparesTwoRecordings() throws IOException {
    assertThat(diff("before", "after"))
        .isEqualTo(
            """
            before  before  2 calls in 0.001 s
            after   after   1,002 calls in 1.001 s

            1,000 more calls; methods: 1 called more often.

            Where calls changed, the largest effect on all calls first

              before   after   change  method, and what calls it
                   1   1,001   +1,000  Dao.load
                                         from Main.main (1 call before and after)

            Methods called more or less often

              before   after   change  method
                   1   1,001   +1,000  Dao.load
                                         from Main.main

            Seconds, where they differ by more than the errors of both

                  self                          cumulative
                before     after    change    before     after    change  method
                 0.001     1.001    +1.000     0.001     1.001    +1.000  Dao.load
                 0.000     0.000               0.001     1.001    +1.000  Main.main
            exit 0
            """);
  }

  /** The functions of the converted one are the methods of the other, under the same names. */
  @Test
  void theSameIsThereForScripts() throws IOException {
    assertThat(diff("--json", "before", "after", "Dao"))
        .contains("\"callsDiffer\": true,")
        .contains(
            """
              "functionCount": 2,
              "shownCount": 1,
              "functions": [
                {
                  "function": "Dao.java:40(Dao.load)",
                  "file": "Dao.java",
                  "line": 40,
                  "name": "Dao.load",
                  "status": "changed",
                  "timesDiffer": true,
                  "before": {
                    "calls": 1,
                    "primitiveCalls": 1,
                    "selfNanos": 1000000,
                    "errorNanos": 0,
                    "cumulativeNanos": 1000000,
                    "cumulativeErrorNanos": 0
                  },
            """);
    assertThatThrownBy(() -> diff("--json", "--percent", "before", "after"))
        .isInstanceOf(Misuse.class)
        .hasMessage("--json has raw numbers; leave --percent away");
  }

  @Test
  void comparesARecordingWithOneThatWasConverted() throws IOException {
    assertThat(diff("before", "before.pstats"))
        .contains("No difference in calls.\n")
        .endsWith("exit 0\n");
    assertThat(diff("before.pstats", "after"))
        .contains(
            """
                   1   1,001   +1,000  Dao.java:40(Dao.load)
                                         from Main.java:3(Main.main) (1 call before and after)
            """);
  }

  @Test
  void comparesPythonsProfilesWhereverTheFilesAreAndTheLines() throws IOException {
    assertThat(diff("python", "python-later"))
        .contains("Methods called more or less often")
        .contains("       5       8       +3  shop.py:14(load)\n")
        .doesNotContain("appeared", "vanished");
  }

  @Test
  void refusesToCompareAJavaProgramWithAPythonProgram() {
    assertThatThrownBy(() -> diff("before", "python"))
        .isInstanceOf(Misuse.class)
        .hasMessage(
            "%s is a Python profile, and no function in it is a method in %s, so there is nothing to"
                + " compare",
            folder.resolve("python"), folder.resolve("before"));
    assertThatThrownBy(() -> diff("python", "before"))
        .hasMessageStartingWith(folder.resolve("python") + " is a Python profile");
  }

  @Test
  void saysByItsExitCodeWhetherCallsDifferIfAsked() throws IOException {
    assertThat(diff("--exit-code", "before", "after")).endsWith("exit 3\n");
    assertThat(diff("--exit-code", "before", "before")).endsWith("exit 0\n");
    assertThat(diff("before", "after", "nothing")).endsWith("exit 0\n");
  }

  @Test
  void showsWhatRestrictionsLeave() throws IOException {
    assertThat(diff("before", "after", "Main"))
        .contains("Where calls changed", "Main.main\n")
        .doesNotContain("Methods called more or less often");
    assertThat(diff("before", "after", "0")).doesNotContain("Dao.load");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> diff("before"))
        .hasMessage("say what to compare with what: tally diff BEFORE AFTER");
    assertThatThrownBy(() -> diff("before", "after", "1.5"))
        .hasMessage("a fraction of the rows is between 0 and 1, found 1.5");
    assertThatThrownBy(() -> diff("before", "after", "-s", "size"))
        .hasMessageStartingWith("there is no sort key size; known are calls ");
    assertThatThrownBy(() -> diff("before", "none")).isInstanceOf(Misuse.class);
  }

  /** What is printed, the folder left away, and the exit code. */
  private String diff(String... words) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String word : words) {
      boolean file = arguments.stream().filter(a -> !a.startsWith("-")).count() < 2;
      arguments.add(file && !word.startsWith("-") ? folder.resolve(word).toString() : word);
    }
    StringWriter out = new StringWriter();
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            out,
            OutputStream.nullOutputStream(),
            new PrintWriter(new StringWriter()));
    int exit = new DiffCommand().run(arguments, streams);
    return out.toString().replace(folder + "/", "") + "exit " + exit + "\n";
  }

  private void write(String name, Format format, Contents contents) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      format.write(contents, out);
    }
  }

  /** A method that calls another, a millisecond a call. */
  private static Profile recording(long calls, int line) {
    Metrics metrics = new Metrics();
    int callsMetric = metrics.add(Metric.CALLS);
    int time = metrics.add(Metric.TIME);
    CallTree.Builder tree = new CallTree.Builder(metrics);
    int main = tree.root(0, 0);
    tree.add(main, callsMetric, 1);
    int load = tree.child(main, 1);
    tree.add(load, callsMetric, calls);
    tree.add(load, time, calls * 1_000_000);
    CallTree built = tree.build();
    return new Profile(
        Origin.of(new Engine.Counting(Timing.EXACT, true, true, "clock", 1, 0, 0, 1, 1)),
        List.of(
            new Method("Main", "main", "()V", "Main.java", 3, Kind.METHOD),
            new Method("Dao", "load", "()V", "Dao.java", line, Kind.METHOD)),
        Profile.framesOf(2),
        List.of(new Threads("main", 1)),
        Paths.EXACT,
        built,
        Edges.empty(built.metrics()),
        List.of(),
        0);
  }

  private static FunctionTable python(String file, int line, long calls) {
    FunctionTable.Builder builder = new FunctionTable.Builder();
    int main = builder.key(new FunctionKey(file, 1, "<module>"));
    int load = builder.key(new FunctionKey(file, line, "load"));
    builder.function(main, 1, 1, 0, 0);
    builder.function(load, calls, calls, 0, 0);
    builder.caller(main, calls, calls, 0, 0);
    return builder.build();
  }
}
