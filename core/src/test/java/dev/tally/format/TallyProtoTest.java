// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.wire.schema.EnumConstant;
import com.squareup.wire.schema.EnumType;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.MessageType;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.Metric;
import dev.tally.profile.Paths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import okio.FileSystem;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Strangers read recordings by docs/tally.proto; this test is one. */
@SuppressWarnings("EnumOrdinal") // What is tested here.
class TallyProtoTest {
  private static final Schema SCHEMA = schema();

  @Test
  void aRecordingDecodesByThePublishedSchema() throws IOException {
    Map<?, ?> recording = decode(Recordings.bytes(Recordings.small()));

    assertThat(recording.get("strings"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .startsWith("com.acme.Main", "main", "([Ljava/lang/String;)V", "Main.java");
    assertThat(recording).extracting("origin.counting.clock_nanos").isEqualTo(25.25);
    assertThat(recording).extracting("origin.counting.timing").hasToString("AUTO");
    assertThat(recording).extracting("paths").hasToString("EXACT");
    assertThat(message(recording, "methods", 2).get("kind")).hasToString("JDK");
    assertThat(message(recording, "metrics", 1))
        .hasToString("{name=time, unit=nanoseconds, known=ESTIMATED}");
    assertThat(recording)
        .extracting("origin.command_line")
        .isEqualTo(Recordings.ORIGIN.commandLine());
    Map<?, ?> contexts = message(recording, "contexts", 0);
    assertThat(contexts.get("parent_distance")).isEqualTo(List.of(0, 1, 0, 1));
    assertThat(contexts.get("thread")).isEqualTo(List.of(0, 1));
    assertThat(contexts.get("frame")).isEqualTo(List.of(0, 2, 1, 1));
    Map<?, ?> calls = message(contexts, "columns", 0);
    assertThat(calls.get("values")).isEqualTo(List.of(1L, 3L, 40L, Long.MAX_VALUE));
    Map<?, ?> time = message(contexts, "columns", 1);
    assertThat(time.get("metric")).isEqualTo(1);
    assertThat(time.get("values"))
        .isEqualTo(List.of(5_000_000_000L, 30_000_000L, 123_456_789L, -7L));
    assertThat(time.get("errors")).isEqualTo(List.of(0L, 0L, 1_234L, 0L));
    assertThat(contexts.get("divided")).isEqualTo(List.of(false, false, true, false));
    assertThat(message(contexts, "columns", 2).get("values")).isEqualTo(List.of(0L, 0L, 0L, 77L));
    Map<?, ?> edges = message(recording, "edges", 0);
    assertThat(edges.get("caller")).isEqualTo(List.of(2, 0));
    assertThat(message(edges, "columns", 1).get("self")).isEqualTo(List.of(7_000L, -1L));
    assertThat(message(edges, "columns", 0).get("cumulative")).isEqualTo(List.of(9L, 1L));
    assertThat(recording.get("left_out_count")).isEqualTo(4_711L);
  }

  @Test
  void theReaderUsesTheFieldNumbersOfTheSchema() throws ReflectiveOperationException {
    for (Class<?> message : TallyProto.class.getDeclaredClasses()) {
      Map<String, Integer> ours = new TreeMap<>();
      for (java.lang.reflect.Field constant : message.getDeclaredFields()) {
        ours.put(constant.getName().toLowerCase(Locale.ROOT), constant.getInt(null));
      }
      Map<String, Integer> published = new TreeMap<>();
      MessageType type = (MessageType) SCHEMA.getType("tally." + message.getSimpleName());
      for (Field field : type.getFieldsAndOneOfFields()) {
        published.put(field.getName(), field.getTag());
      }
      assertThat(ours).as(message.getSimpleName()).isEqualTo(published);
    }
  }

  /** What stands in the file is the ordinal of our constant. */
  @Test
  void theConstantsHaveTheNumbersOfTheSchema() {
    Map<String, Enum<?>[]> ours =
        Map.of(
            "Method.Kind", Kind.values(),
            "Metric.Known", Metric.Known.values(),
            "Recording.Paths", Paths.values(),
            "Counting.Timing", Engine.Timing.values());
    ours.forEach(
        (name, constants) -> {
          EnumType type = (EnumType) SCHEMA.getType("tally." + name);
          for (Enum<?> constant : constants) {
            EnumConstant published = requireNonNull(type.constant(constant.name()), name);
            assertThat(published.getTag()).as(name + "." + constant).isEqualTo(constant.ordinal());
          }
          assertThat(type.getConstants()).as(name).hasSameSizeAs(constants);
        });
  }

  private static Map<?, ?> message(Map<?, ?> parent, String field, int index) {
    return (Map<?, ?>) ((List<?>) requireNonNull(parent.get(field))).get(index);
  }

  private static Map<?, ?> decode(byte[] file) throws IOException {
    int header = TallyProto.MAGIC.length + 1;
    byte[] message =
        new GZIPInputStream(new ByteArrayInputStream(file, header, file.length - header))
            .readAllBytes();
    return (Map<?, ?>) SCHEMA.protoAdapter("tally.Recording", true).decode(message);
  }

  private static Schema schema() {
    SchemaLoader loader = new SchemaLoader(FileSystem.SYSTEM);
    loader.initRoots(List.of(Location.get("../docs", "tally.proto")), List.of());
    return loader.loadSchema();
  }
}
