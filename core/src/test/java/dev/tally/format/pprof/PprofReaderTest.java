// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.format.Contents;
import dev.tally.format.Dump;
import dev.tally.format.Format;
import dev.tally.format.Recordings;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.ProtobufWriter;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PprofReaderTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "samples",
          "count",
          "cpu",
          "nanoseconds",
          "main.work",
          "/src/main.go",
          "memcpy",
          "com.acme.Foo.bar",
          "Foo.java",
          "thread",
          "worker-7",
          "/lib/libc.so",
          "milliseconds");

  @Test
  void aRecordingComesBackAsItWasButForEnginesAndErrors() throws IOException {
    for (Profile profile : List.of(Recordings.withEdges(), Recordings.large(30_000, 4))) {
      Profile again = throughPprof(profile);
      assertThat(contents(again)).isEqualTo(contents(profile));
      assertThat(again.methods()).containsAll(used(profile));
      assertThat(again.threads()).containsExactlyInAnyOrderElementsOf(profile.threads());
      assertThat(again.metrics()).containsExactlyInAnyOrderElementsOf(profile.metrics());
      assertThat(again.paths()).isEqualTo(profile.paths());
      assertThat(again.origin().startEpochMillis()).isEqualTo(profile.origin().startEpochMillis());
      assertThat(again.origin().durationNanos()).isEqualTo(profile.origin().durationNanos());
    }
  }

  @Test
  void anotherToolsTypesOfValuesAreMetricsAndItsInlinedCallsFrames() throws IOException {
    Profile profile =
        read(
            new File()
                .type(1, 2)
                .type(3, 13)
                .function(1, 5, 6, 12)
                .function(2, 7, 0, 0)
                .function(3, 8, 9, 40)
                .location(1, 2, 0, 1, 17)
                .location(2, 3, 44)
                .sample(new long[] {1, 2}, new long[] {5, 50}, 10, 11)
                .sample(new long[] {2}, new long[] {1, 10}, 10, 11)
                .sample(new long[] {9}, new long[] {1, 10})
                .location(9));
    assertThat(profile.metrics())
        .containsExactly(Metric.HITS, Metric.TIME.as(Metric.Known.SAMPLED));
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads worker-# × 1
              METHOD com.acme.Foo.bar at Foo.java:40 in line 44  hits 1  time 10000000
                FUNCTION main.work at /src/main.go:12 in line 17
                  FUNCTION memcpy at ~  hits 5  time 50000000
            threads (all threads) × 1
              FUNCTION 0x0 at ~  hits 1  time 10000000
            """);
  }

  @Test
  void whatIsWrongIsSaidInASentence() {
    assertRefused(new File().type(1, 2).type(3, 99), "expected a text below 14, found a reference");
    assertRefused(
        new File().type(1, 2).sample(new long[] {1}, new long[] {1, 2}),
        "expected as many types of values as samples have values, 2, found 1 at byte ");
    assertRefused(
        new File()
            .type(1, 2)
            .sample(new long[] {1}, new long[] {1})
            .sample(new long[] {1}, new long[] {}),
        "expected 1 values in each sample, found 0 in one at byte ");
    assertRefused(
        new File().type(1, 2).sample(new long[] {1}, new long[] {1}),
        "expected a location with the id 1 at byte ");
    assertRefused(
        new File().type(1, 2).type(1, 2).sample(new long[] {1}, new long[] {1, 1}),
        "expected each type of values once, found samples again at byte ");
    assertRefused(
        new File()
            .type(1, 2)
            .location(1)
            .sample(new long[] {1}, new long[] {Long.MAX_VALUE})
            .sample(new long[] {1}, new long[] {Long.MIN_VALUE}),
        "expected values that add up to less than 2^63, found more at byte ");
    assertRefused(
        new File().type(3, 13).location(1).sample(new long[] {1}, new long[] {1L << 60}),
        "expected values that add up to less than 2^63, found more at byte ");
  }

  @Test
  void aFileThatIsCutShortIsRefusedWhereItEnds() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Format.PPROF.write(Contents.of(Recordings.small()), out);
    byte[] whole = out.toByteArray();
    for (int length = 2; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Format.read(new ByteArrayInputStream(cut)))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith("expected more data, found the end of the file at byte ");
    }
  }

  @Test
  void aStackAHundredThousandCallsDeep() throws IOException {
    long[] stack = new long[100_000];
    Arrays.fill(stack, 1);
    File file = new File().type(1, 2).function(1, 5, 6, 12).location(1, 1, 2);
    assertThat(read(file.sample(stack, new long[] {3})).tree().size()).isEqualTo(100_000);
  }

  private static void assertRefused(File file, String sentence) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(sentence);
  }

  private static Profile throughPprof(Profile profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Format.PPROF.write(Contents.of(profile), out);
    return Format.read(new ByteArrayInputStream(out.toByteArray())).profile();
  }

  /** Without where it comes from, errors, and the order of rows. */
  private static List<String> contents(Profile profile) {
    return Dump.paths(profile);
  }

  private static List<Method> used(Profile profile) {
    return Dump.usedMethods(profile);
  }

  private static Profile read(File file) throws IOException {
    return Format.read(new ByteArrayInputStream(file.bytes())).profile();
  }

  /** A file in the making; texts come last and are {@link #TEXTS}. */
  private static final class File {
    private final ProtobufWriter file = new ProtobufWriter();
    private final ProtobufWriter part = new ProtobufWriter();
    private final ProtobufWriter inner = new ProtobufWriter();

    File type(int type, int unit) {
      part.varint(PprofProto.VALUE_TYPE, type);
      part.varint(PprofProto.VALUE_UNIT, unit);
      return embed(PprofProto.SAMPLE_TYPE);
    }

    File function(int id, int name, int filename, int startLine) {
      part.varint(PprofProto.FUNCTION_ID, id);
      part.varint(PprofProto.FUNCTION_NAME, name);
      part.varint(PprofProto.FUNCTION_FILENAME, filename);
      part.varint(PprofProto.START_LINE, startLine);
      return embed(PprofProto.FUNCTION);
    }

    /** A location of functions with their lines, in pairs. */
    File location(int id, int... functionsAndLines) {
      part.varint(PprofProto.LOCATION_ID, id);
      for (int i = 0; i < functionsAndLines.length; i += 2) {
        inner.varint(PprofProto.LINE_FUNCTION, functionsAndLines[i]);
        inner.varint(PprofProto.LINE, functionsAndLines[i + 1]);
        part.message(PprofProto.LOCATION_LINE, inner);
        inner.clear();
      }
      return embed(PprofProto.LOCATION);
    }

    /** A sample with labels, in pairs of key and text. */
    File sample(long[] locations, long[] values, int... labels) {
      part.packed(PprofProto.LOCATION_IDS, locations, locations.length);
      part.packed(PprofProto.VALUES, values, values.length);
      for (int i = 0; i < labels.length; i += 2) {
        inner.varint(PprofProto.LABEL_KEY, labels[i]);
        inner.varint(PprofProto.LABEL_TEXT, labels[i + 1]);
        part.message(PprofProto.LABEL, inner);
        inner.clear();
      }
      return embed(PprofProto.SAMPLE);
    }

    private File embed(int field) {
      file.message(field, part);
      part.clear();
      return this;
    }

    byte[] bytes() throws IOException {
      for (String text : TEXTS) {
        file.element(PprofProto.STRING_TABLE, text);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      file.writeTo(out);
      return out.toByteArray();
    }
  }
}
