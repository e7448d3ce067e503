// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.cli.shell.Streams;
import dev.tally.format.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command works on what every other tool has written, and a number that is not known is
 * nowhere, rather than a zero.
 */
class EveryFormatTest {
  private static final Path SAMPLES =
      Path.of("../core/src/test/resources/dev/tally/format/samples");

  private final Path folder;

  EveryFormatTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatIsCountedInsteadOfTimesStandsInTheirPlace() throws IOException {
    String stacks = folder.resolve("stacks.collapsed").toString();
    Files.writeString(Path.of(stacks), "main;parse;trim 100\nmain;parse 20\nmain;print 30\n");

    assertThat(run(new StatsCommand(), stacks, "-s", "tottime", "-n", "3"))
        .endsWith(
            """
                     4 functions in 150 hits, calls not known
                     there are no times in it: hits stand in their place

               Ordered by: internal time
               List reduced from 4 to 3 due to restriction <3>

               ncalls     self  percall   cumul.  percall function
                           100               100          trim
                            30                30          print
                            20               120          parse

            """);
    assertThat(run(new StatsCommand(), stacks, "-c", "callees main"))
        .endsWith(
            """
            Function  called...
                          ncalls     self   cumul.
            main      ->               20      120  parse
                                       30       30  print

            """);
    // As pstats prints, they would be seconds.
    assertThat(run(new StatsCommand(), stacks, "--plain", "-c", "stats"))
        .contains(" 0.000             0.000          main");
  }

  /** What is known of bytes is not said in seconds. */
  @Test
  void whatStandsInThePlaceOfTimesHasNoErrorInSeconds() throws IOException {
    String allocated = folder.resolve("allocated").toString();
    String sample = SAMPLES.resolve("busy-jdk17.jfr.gz").toString();
    run(new ConvertCommand(), sample, "--metric", "allocated", "-o", allocated);

    assertThat(run(new StatsCommand(), allocated, "-n", "1"))
        .contains("there are no times in it: allocated stand in their place")
        .doesNotContain("standard error");
  }

  @ParameterizedTest
  @CsvSource({
    "busy-async.jfr.gz,    -,     times",
    "busy-go-heap.pb.gz,   -,     -",
    "busy-go.pb.gz,        -,     times",
    "busy-jdk17.jfr.gz,    -,     times",
    "busy-jdk25.jfr.gz,    -,     times",
    "busy-php.callgrind,   calls, times",
    "busy-timing.jfr.gz,   calls, -",
    "busy.callgrind,       calls, -",
    "busy.collapsed,       -,     -",
    "busy.cpuprofile,      -,     times",
    "busy.gecko.json.gz,   -,     times",
    "busy.pstats,          calls, times",
    "busy.speedscope.json, -,     times",
    "busy.trace.json.gz,   -,     times",
  })
  void isTakenByEveryCommand(String name, String calls, String times) throws IOException {
    boolean counted = calls.equals("calls");
    boolean timed = times.equals("times");
    String sample = SAMPLES.resolve(name).toString();
    String sum = folder.resolve("sum").toString();

    assertNumbers(run(new StatsCommand(), sample, "--json"), counted, timed);
    String csv = run(new StatsCommand(), sample, "--csv").lines().findFirst().orElse("");
    assertThat(csv.contains(",calls,")).isEqualTo(counted);
    assertThat(csv.contains(",selfNanos,")).isEqualTo(timed);
    assertThat(firstRow(run(new StatsCommand(), sample, "-n", "1")))
        .matches(
            (counted ? " *\\d+(/\\d+)? " : " {9}") + (timed ? ".*\\d\\.\\d{3} .*" : "[^.]* .*"));
    run(new StatsCommand(), sample, "-c", "callers", "-c", "callees");

    run(new MergeCommand(), sample, sample, "-o", sum);
    assertNumbers(run(new StatsCommand(), sum, "--json"), counted, timed);
    assertThat(run(new DiffCommand(), sample, sample)).contains("before", "after");
    assertThat(run(new DiffCommand(), sample, sample))
        .doesNotContainPattern("[ (]0 (calls|samples)");
    assertThat(run(new DiffCommand(), sample, sample, "--json"))
        .doesNotContainPattern("\"(calls|samples)\": ?0[,}]");
    assertThat(run(new InfoCommand(), sample).contains("\n  calls ")).isEqualTo(counted);
    run(new ViewCommand(), sample, "-o", folder.resolve("page.html").toString());
    for (String extension : extensions()) {
      Path target = folder.resolve("converted" + extension);
      run(new ConvertCommand(), sample, "-o", target.toString());
      assertThat(target).isNotEmptyFile();
    }
  }

  private static void assertNumbers(String json, boolean counted, boolean timed) {
    assertThat(json.contains("\"calls\":")).isEqualTo(counted);
    assertThat(json.contains("\"selfNanos\":")).isEqualTo(timed);
  }

  private static String firstRow(String printed) {
    List<String> lines = printed.lines().toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).contains(" ncalls ")) {
        return lines.get(i + 1);
      }
    }
    return "no table in " + printed;
  }

  private static List<String> extensions() {
    List<String> extensions = new ArrayList<>();
    for (Format format : Format.values()) {
      extensions.addAll(format.extensions());
    }
    assertThat(extensions).contains(".pb.gz", ".csv", ".prof");
    return extensions;
  }

  private static String run(Command command, String... arguments) throws IOException {
    StringWriter printed = new StringWriter();
    int exit =
        command.run(
            List.of(arguments),
            new Streams(
                new ByteArrayInputStream(new byte[0]),
                printed,
                OutputStream.nullOutputStream(),
                new PrintWriter(new StringWriter())));
    assertThat(exit).as("%s %s", command.getClass().getSimpleName(), List.of(arguments)).isZero();
    return printed.toString();
  }
}
