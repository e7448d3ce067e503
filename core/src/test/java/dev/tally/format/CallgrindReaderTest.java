// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.format.stacks.MethodNames;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallgrindReaderTest {
  private static final String HEAD = "# callgrind format\nversion: 1\nevents: Ir Dr\n";

  @Test
  void ownCostsCallsAndWhatTheyCostInAll() throws IOException {
    Profile profile =
        read(
            HEAD
                + """
                positions: line
                fl=(1) app.c
                fn=(1) main
                16 400 1
                cfi=(2) work.c
                cfn=(2) work
                calls=3 8
                +2 1200 10
                * 5

                fl=(2)
                fn=(2)
                8 600 9
                cfn=(2)
                calls=7 8
                +1 500 0
                cfn=free
                calls=0x10 0
                * 600
                """);
    assertThat(profile.paths()).isEqualTo(Paths.NONE);
    assertThat(Dump.of(profile))
        .endsWith(
            """
            edge FUNCTION main at app.c:16 -> FUNCTION work at work.c:8  calls 3/0/3  Ir 600/0/1200  Dr 9/0/10
            edge FUNCTION work at work.c:8 -> FUNCTION work at work.c:8  calls 7/0/7  Ir 0/0/500  Dr 0/0/0
            edge FUNCTION work at work.c:8 -> FUNCTION free at work.c  calls 16/0/16  Ir 0/0/600  Dr 0/0/0
            edge nobody -> FUNCTION main at app.c:16  calls 0/0/0  Ir 405/1005/0  Dr 1/10/0
            edge nobody -> FUNCTION work at work.c:8  calls 0/3/0  Ir 0/1005/0  Dr 0/9/0
            edge nobody -> FUNCTION free at work.c  calls 0/16/0  Ir 0/0/0  Dr 0/0/0
            """);
  }

  @Test
  void edgesOfARecordingComeBackAsTheyWere() throws IOException {
    for (Profile profile : List.of(Recordings.withEdges(), Recordings.large(3_000, 7))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Format.CALLGRIND.write(Contents.of(profile), out);
      Profile again = Format.read(new ByteArrayInputStream(out.toByteArray())).profile();
      assertThat(edges(again)).containsExactlyInAnyOrderEntriesOf(edges(profile));
      assertThat(functions(again)).isEqualTo(functions(profile));
    }
  }

  @Test
  void functionsThatCallEachOtherInACircleCostNoMoreThanAll() throws IOException {
    Profile profile =
        read(
            HEAD
                + """
                fn=a
                1 10
                cfn=b
                calls=5 1
                1 9000
                fn=b
                1 10
                cfn=a
                calls=5 1
                1 9000
                """);
    MethodStats stats = MethodStats.of(profile, new Metric("Ir", Metric.COUNT, Metric.Known.EXACT));
    assertThat(stats.cumulative(0)).isEqualTo(20);
    assertThat(stats.self(0) + stats.self(1)).isEqualTo(20);
  }

  @Test
  void timesOfOtherToolsAreTimes() throws IOException {
    Profile profile =
        read("version: 1\ncreator: xdebug 3\nevents: Time_(10ns) Memory_(bytes)\nfn=f\n1 7 80\n");
    assertThat(profile.metrics())
        .containsExactly(
            Metric.CALLS,
            Metric.TIME.as(Metric.Known.EXACT),
            new Metric("memory", Metric.BYTES, Metric.Known.EXACT));
    assertThat(MethodStats.of(profile).self(0)).isEqualTo(70);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "fn=(1)|1 2# expected a name with the number (1) before, found none in line 4",
        "1 2# expected fn= before costs, found none in line 4",
        "fn=f|1 2 3 4# expected 1 positions and 2 costs, found more in line 5",
        "fn=f|1 9223372036854775808# expected a number below 2^63, found \"9223372036854775808\" in line 5",
        "fn=f|1 -2# expected a number below 2^63, found \"-2\" in line 5",
        "fn=f|1 NaN# expected a number below 2^63, found \"NaN\" in line 5",
        "fn=f|1 9223372036854775807|2 1# expected costs that add up to less than 2^63, found more in line 6",
        "calls=1 2# expected cfn= before calls=, found none in line 4",
        "fn=f|cfn=g|calls=1 2# expected the costs of calls, found the end in line 6",
        "fn=f|what is this# expected costs, NAME=… or NAME: …, found \"what is this\" in line 5",
        "events: Ir# expected the same events, each once, in all parts of the file in line 4",
        "version: 2# expected version 1, found 2 in line 4",
      })
  void aLineThatIsWrongIsSaidByItsNumber(String text, String sentence) {
    assertThatThrownBy(() -> read(HEAD + text.replace('|', '\n') + "\n"))
        .isInstanceOf(FormatException.class)
        .hasMessage(sentence);
  }

  /** By the names of both: calls, and times in all. */
  private static Map<String, String> edges(Profile profile) {
    MethodStats stats = MethodStats.of(profile);
    MethodNames names = MethodNames.of(profile);
    Map<String, String> edges = new TreeMap<>();
    for (int e = 0; e < stats.edgeCount(); e++) {
      if (stats.edgeCalls(e) == 0 && stats.edgeCumulative(e) == 0) {
        continue; // Is not written.
      }
      edges.put(
          names.name(stats.caller(e)) + " -> " + names.name(stats.callee(e)),
          stats.edgeCalls(e) + " " + stats.edgeCumulative(e));
    }
    return edges;
  }

  /** By name: calls, and what was in itself. */
  private static Map<String, String> functions(Profile profile) {
    MethodStats stats = MethodStats.of(profile);
    MethodNames names = MethodNames.of(profile);
    Map<String, String> functions = new TreeMap<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      functions.put(names.name(m), stats.calls(m) + " " + stats.self(m));
    }
    return functions;
  }

  private static Profile read(String text) throws IOException {
    return Format.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).profile();
  }
}
