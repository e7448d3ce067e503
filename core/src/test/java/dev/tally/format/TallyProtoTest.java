// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.MessageType;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
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
class TallyProtoTest {
  private static final Schema SCHEMA = schema();

  @Test
  void aRecordingDecodesByThePublishedSchema() throws IOException {
    Map<?, ?> recording = decode(Recordings.bytes(Recordings.small()));

    assertThat(recording.get("strings"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .startsWith("com.acme.Main", "main", "([Ljava/lang/String;)V", "Main.java");
    assertThat(recording).extracting("origin.clock_nanos").isEqualTo(25.25);
    assertThat(recording)
        .extracting("origin.command_line")
        .isEqualTo(Recordings.ORIGIN.commandLine());
    Map<?, ?> contexts = message(recording, "contexts", 0);
    assertThat(contexts.get("parent_distance")).isEqualTo(List.of(0, 1, 0, 1));
    assertThat(contexts.get("thread")).isEqualTo(List.of(0, 1));
    assertThat(contexts.get("method")).isEqualTo(List.of(0, 2, 1, 1));
    assertThat(contexts.get("calls")).isEqualTo(List.of(1L, 3L, 40L, Long.MAX_VALUE));
    assertThat(contexts.get("self_nanos"))
        .isEqualTo(List.of(5_000_000_000L, 30_000_000L, 123_456_789L, -7L));
    assertThat(contexts.get("error_nanos")).isEqualTo(List.of(0L, 0L, 1_234L, 0L));
    assertThat(contexts.get("flat_nanos")).isEqualTo(List.of(0L, 0L, 0L, 77L));
    Map<?, ?> flatCall = message(recording, "flat_calls", 1);
    assertThat(flatCall.get("self_nanos")).isEqualTo(-1L);
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
      for (Field field : type.getDeclaredFields()) {
        published.put(field.getName(), field.getTag());
      }
      assertThat(ours).as(message.getSimpleName()).isEqualTo(published);
    }
  }

  private static Map<?, ?> message(Map<?, ?> parent, String field, int index) {
    return (Map<?, ?>) ((List<?>) requireNonNull(parent.get(field))).get(index);
  }

  private static Map<?, ?> decode(byte[] file) throws IOException {
    int header = TallyFormat.MAGIC.length + 1;
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
