// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import dev.tally.format.TallyFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tally stats --json} and {@code --csv}: names and units that stay. */
class StatsDataTest {
  private final Path profile;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  StatsDataTest(@TempDir Path folder) throws IOException {
    profile = folder.resolve("profile");
    try (OutputStream file = Files.newOutputStream(profile)) {
      TallyFormat.write(ConvertCommandTest.recording(), file);
    }
    Files.setLastModifiedTime(profile, FileTime.from(Instant.parse("2026-11-30T12:00:00Z")));
  }

  @Test
  void jsonOfTheFirstFunctionSaysThatThereAreMore() throws IOException {
    stats("--json", "-s", "tottime", "-n", "1");
    assertThat(out.toString().replaceAll("\"\\w{3} .*/profile\"", "\"WHEN    profile\""))
        .isEqualTo(
            """
            {
              "report": "stats",
              "profiles": [
                "WHEN    profile"
              ],
              "notes": [],
              "orderedBy": "internal time",
              "calls": 1013,
              "primitiveCalls": 457,
              "selfNanos": 497650000000,
              "sampled": false,
              "functionCount": 19,
              "shownCount": 1,
              "reduced": [
                "List reduced from 19 to 1 due to restriction <1>"
              ],
              "functions": [
                {
                  "function": "Class1.java:3(Class1.<init>)",
                  "file": "Class1.java",
                  "line": 3,
                  "name": "Class1.<init>",
                  "calls": 302,
                  "primitiveCalls": 34,
                  "selfNanos": 140400000000,
                  "cumulativeNanos": 427650000000,
                  "errorNanos": 0,
                  "cumulativeErrorNanos": 0
                }
              ]
            }
            """);
  }

  @Test
  void jsonOfCallersSaysHowManyAreLeftOut() throws IOException {
    stats("--json", "--top", "1", "-c", "callers Map.Entry8 1");
    assertThat(out.toString())
        .contains(
            """
                  "callers": [
                    {
                      "function": "com/acme/C.java:13(Class13.In.method3)",
                      "file": "com/acme/C.java",
                      "line": 13,
                      "name": "Class13.In.method3",
                      "calls": 4,
                      "primitiveCalls": 4,
                      "selfNanos": 3350000000,
                      "cumulativeNanos": 86850000000
                    }
                  ],
                  "moreCallers": 11
            """);
  }

  @Test
  void csvIsALineAFunctionAndSaysElsewhereWhatIsLeftOut() throws IOException {
    stats("--csv", "-n", "2");
    assertThat(out.toString())
        .isEqualTo(
            """
            function,file,line,name,calls,primitiveCalls,selfNanos,cumulativeNanos,errorNanos,cumulativeErrorNanos
            com/acme/C.java:1(Class1.In.method1),com/acme/C.java,1,Class1.In.method1,32,2,19350000000,497650000000,0,0
            {java.util.Map.Entry4.get},~,0,<java.util.Map.Entry4.get>,33,2,18650000000,495800000000,0,0
            """);
    assertThat(err.toString())
        .isEqualTo(
            """
            tally stats: List reduced from 19 to 2 due to restriction <2>
            """);
  }

  @Test
  void csvOfCalleesIsALineAnEdge() throws IOException {
    stats("--csv", "--top", "2", "-c", "callees Map.Entry8");
    assertThat(out.toString())
        .isEqualTo(
            """
            function,file,line,name,callee,calleeFile,calleeLine,calleeName,calls,primitiveCalls,selfNanos,cumulativeNanos
            {java.util.Map.Entry8.get},~,0,<java.util.Map.Entry8.get>,"org/lib2/Class1.class:0(Class1.method2(int, long[]))",org/lib2/Class1.class,0,"Class1.method2(int, long[])",5,5,2050000000,71600000000
            {java.util.Map.Entry8.get},~,0,<java.util.Map.Entry8.get>,com/acme/C.java:21(Class21.In.method1),com/acme/C.java,21,Class21.In.method1,6,6,750000000,27900000000
            """);
    assertThat(err.toString())
        .isEqualTo(
            """
            tally stats: List reduced from 19 to 1 due to restriction <'Map.Entry8'>
            tally stats: 7 callers or callees more, left out by --top
            """);
  }

  @Test
  void withoutCommandsAllFunctionsAreThere() throws IOException {
    stats("--csv");
    assertThat(out.toString().lines()).hasSize(20);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsNoDataIsRefused() throws IOException {
    assertThat(stats("--json", "-c", "help")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            "help is printed as text only; stats, callers, callees, packages, tree, by and threads"
                + " are data\n");
  }

  @Test
  void whatIsForPeopleDoesNotGoWithIt() {
    for (String option : List.of("--plain", "--percent", "--csv")) {
      assertThatThrownBy(() -> stats("--json", option)).isInstanceOf(Misuse.class);
    }
  }

  private int stats(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(profile.toString());
    PrintWriter complaints = new PrintWriter(err);
    int exit =
        new StatsCommand()
            .run(
                all,
                new Streams(
                    new ByteArrayInputStream(new byte[0]),
                    out,
                    OutputStream.nullOutputStream(),
                    complaints));
    complaints.flush();
    return exit;
  }
}
