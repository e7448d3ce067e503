// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.ProtobufWriter;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // The schema's numbers.
class TallyFormatTest {
  private static final Edges NO_EDGES = Edges.empty(Recordings.small().metrics());
  private static final byte[] SMALL = Recordings.bytes(Recordings.small());

  // Identity

  @Test
  void placesAreKeptOfClassesThatHaveMethods() throws IOException {
    Map<String, String> places = Map.of("com.acme.Main", "acme.jar", "com.acme.Gone", "gone.jar");
    Profile small = Recordings.small();
    Profile again = read(Recordings.bytes(small.from(small.origin().from(places))));
    assertThat(again.origin().places()).isEqualTo(Map.of("com.acme.Main", "acme.jar"));
  }

  @Test
  void whatTwoEnginesMadeTogetherIsKept() throws IOException {
    for (Engine times : List.of(new Engine.Sampling("cpu", 10), new Engine.Several())) {
      Engine joined = new Engine.Joined(Recordings.ENGINE, times);
      Profile small = Recordings.small();
      Profile profile =
          new Profile(
              Origin.of(joined),
              small.methods(),
              small.frames(),
              small.threads(),
              small.paths(),
              small.tree(),
              small.edges(),
              small.leftOut(),
              small.leftOutCount());
      Profile again = TallyFormat.read(new ByteArrayInputStream(Recordings.bytes(profile)));
      assertThat(again.origin()).isEqualTo(Origin.of(joined));
    }
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertSame(Recordings.small(), read(SMALL));
  }

  @Property(tries = 20)
  void whatWasWrittenIsReadAcrossBlocks(
      @ForAll @IntRange(min = 1, max = 40_000) int contexts, @ForAll long seed) throws IOException {
    Profile profile = Recordings.large(contexts, seed);
    assertSame(profile, read(Recordings.bytes(profile)));
  }

  @Test
  void aStreamMayComeInDribbles() throws IOException {
    Profile profile =
        TallyFormat.read(
            new FilterInputStream(new ByteArrayInputStream(SMALL)) {
              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 1));
              }
            });
    assertSame(Recordings.small(), profile);
  }

  @Test
  void aFieldOfALaterVersionIsPassedOver() throws IOException {
    ProtobufWriter later = new ProtobufWriter();
    later.string(99, "something new");
    later.float64(100, 1.5);
    later.varint(101, -1);
    assertSame(
        Recordings.small(),
        read(
            file(
                out -> {
                  out.write(unpacked(SMALL));
                  later.writeTo(out);
                })));
  }

  // Files that are something else

  @Test
  void anEmptyFile() {
    assertRefused(new byte[0], "expected a Tally recording, found nothing at byte 0 of the file");
  }

  @Test
  void aForeignFile() {
    assertRefused(
        "#!/bin/sh\necho\n".getBytes(StandardCharsets.UTF_8),
        "expected a Tally recording (89 54 41 4c 4c 59 0a), found 23 21 2f 62 69 6e 2f"
            + " at byte 0 of the file");
  }

  @Test
  void aFileThatATransferAsTextHasSpoilt() {
    byte[] spoilt =
        new String(SMALL, StandardCharsets.ISO_8859_1)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(
        spoilt,
        "expected a Tally recording (89 54 41 4c 4c 59 0a), found 89 54 41 4c 4c 59 0d"
            + " at byte 0 of the file");
  }

  @Test
  void aFileOfALaterVersion() {
    byte[] later = SMALL.clone();
    later[7] = 2;
    assertRefused(
        later,
        "expected a recording of version 1, found version 2, which needs another Tally,"
            + " at byte 7 of the file");
  }

  // Files that are broken

  @Test
  void aFileCutShortAnywhere() {
    for (int length = 1; length < SMALL.length; length++) {
      assertRefused(
          Arrays.copyOf(SMALL, length),
          "expected more data, found the end of the file at byte " + length + " of the file");
    }
  }

  @Test
  void aFileWithMoreBehindItsEnd() {
    assertRefused(
        Arrays.copyOf(SMALL, SMALL.length + 1),
        "expected the end of the file, found more at byte " + SMALL.length + " of the file");
  }

  @Test
  void aFileWithOneByteChangedAnywhere() {
    for (int at = 0; at < SMALL.length; at += at == 10 ? 8 : 1) {
      // Skipped are bytes 11 to 17: gzip's "probably text", time and so on, which change nothing;
      // so may bits behind the end of the packed data, in its last byte.
      if (at == SMALL.length - 9) {
        continue;
      }
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = SMALL.clone();
        damaged[at] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> read(damaged))
            .as("bit %d of byte %d", bit, at)
            .isInstanceOf(FormatException.class)
            .extracting(e -> ((FormatException) e).place())
            .isEqualTo(FormatException.Place.FILE);
      }
    }
  }

  // Files that lie, with a checksum that is right

  @Test
  void aContextBeforeItsParent() {
    assertRefused(
        contexts(
            block -> {
              column(block, TallyProto.Contexts.PARENT_DISTANCE, 0, 2);
              column(block, TallyProto.Contexts.THREAD, 0);
              column(block, TallyProto.Contexts.FRAME, 0, 0);
            }),
        "expected the parent of context 1 among those before it, found one 2 before"
            + " at byte 40 of the unpacked data");
  }

  @Test
  void aMethodThatIsNotThere() {
    assertRefused(
        contexts(
            block -> {
              column(block, TallyProto.Contexts.PARENT_DISTANCE, 0);
              column(block, TallyProto.Contexts.THREAD, 0);
              column(block, TallyProto.Contexts.FRAME, 3);
            }),
        "expected a frame below 3, found 3 at byte 45 of the unpacked data");
  }

  @Test
  void columnsOfDifferentLengths() {
    assertRefused(
        contexts(
            block -> {
              column(block, TallyProto.Contexts.PARENT_DISTANCE, 0, 1);
              column(block, TallyProto.Contexts.THREAD, 0);
              column(block, TallyProto.Contexts.FRAME, 0, 1);
              ProtobufWriter calls = new ProtobufWriter();
              column(calls, TallyProto.Column.VALUES, 7);
              block.message(TallyProto.Contexts.COLUMNS, calls);
            }),
        "expected 2 values, found 1 at byte 52 of the unpacked data");
  }

  @Test
  void aTextThatClaimsToBeHuge() {
    assertRefused(
        file(out -> out.write(HexFormat.of().parseHex("12ffffffff07" + "4142"))),
        "expected a text of at most 16777216 bytes, found a length of 2147483647"
            + " at byte 1 of the unpacked data");
    assertRefused(
        file(out -> out.write(HexFormat.of().parseHex("12ffffff07" + "4142"))),
        "expected more of field 2, found the end at byte 7 of the unpacked data");
  }

  @Test
  void aMessageLongerThanTheOneAroundIt() {
    assertRefused(
        file(out -> out.write(HexFormat.of().parseHex("2203" + "0a05" + "41"))),
        "expected a length of at most 1, found 5 at byte 3 of the unpacked data");
  }

  @Test
  void aNumberWithoutEnd() {
    assertRefused(
        file(out -> out.write(HexFormat.of().parseHex("58" + "ff".repeat(11)))),
        "expected a varint of at most 10 bytes, found a longer one at byte 11 of the unpacked data");
  }

  @Test
  void aSmallFileThatUnpacksToBillionsOfContexts() {
    ProtobufWriter block = new ProtobufWriter();
    long[] ones = new long[TallyProto.MAX_BLOCK_CONTEXTS];
    Arrays.fill(ones, 1);
    block.packed(TallyProto.Contexts.PARENT_DISTANCE, ones, ones.length);
    block.packed(TallyProto.Contexts.FRAME, ones, ones.length);
    ProtobufWriter calls = new ProtobufWriter();
    calls.packed(TallyProto.Column.VALUES, ones, ones.length);
    block.message(TallyProto.Contexts.COLUMNS, calls);
    ProtobufWriter field = new ProtobufWriter();
    field.message(TallyProto.Recording.CONTEXTS, block);
    byte[] bomb =
        file(
            out -> {
              out.write(
                  unpacked(
                      contexts(
                          first -> {
                            column(first, TallyProto.Contexts.PARENT_DISTANCE, 0);
                            column(first, TallyProto.Contexts.THREAD, 0);
                            column(first, TallyProto.Contexts.FRAME, 0);
                          })));
              for (int i = 0; i < 1_000; i++) {
                field.writeTo(out);
              }
            });
    assertThat(bomb.length).isLessThan(400_000);
    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(
            "expected a profile, found data that unpacks without end"
                + " \\(over 2\\d\\d MiB by now\\) at byte \\d+ of the file");
  }

  @Test
  void theMostRegularHugeTreeThatTheWriterWritesIsRead() throws IOException {
    Profile one = Recordings.small();
    int rowBytes = Allowance.CONTEXT_BYTES + 5 * Long.BYTES;
    int size = (182 << 20) / rowBytes + 1;
    int[] parent = new int[size];
    long[] zeros = new long[size];
    for (int c = 0; c < size; c++) {
      parent[c] = c - 1;
    }
    zeros[0] = 1;
    long[][] values = {zeros, zeros, zeros, zeros};
    long[][] errors = {null, zeros, null, null};
    CallTree chain =
        CallTree.ofColumns(
            one.metrics(), parent, new int[size], new int[size], values, errors, new BitSet());
    assertThat(TallyWriter.isDense(chain)).isFalse();
    Profile profile = withTree(one, chain);
    assertThat(read(Recordings.bytes(profile)).tree().size()).isEqualTo(size);
  }

  // Helpers

  private static void assertSame(Profile expected, Profile actual) {
    assertThat(Recordings.rows(actual.tree())).isEqualTo(Recordings.rows(expected.tree()));
    assertThat(Recordings.rows(actual.edges())).isEqualTo(Recordings.rows(expected.edges()));
    assertThat(actual.metrics()).isEqualTo(expected.metrics());
    assertThat(withTree(actual, expected.tree())).isEqualTo(withTree(expected, expected.tree()));
  }

  /** Without edges, which have no equals. */
  private static Profile withTree(Profile profile, CallTree tree) {
    return new Profile(
        profile.origin(),
        profile.methods(),
        profile.frames(),
        profile.threads(),
        profile.paths(),
        tree,
        NO_EDGES,
        profile.leftOut(),
        profile.leftOutCount());
  }

  private static void assertRefused(byte[] file, String sentence) {
    FormatException e = catchThrowableOfType(FormatException.class, () -> read(file));
    assertThat(e).isNotNull();
    assertThat(e).hasMessage(sentence);
    assertThat(sentence)
        .endsWith(
            "at byte "
                + e.offset()
                + " of the "
                + (e.place() == FormatException.Place.FILE ? "file" : "unpacked data"));
  }

  private static Profile read(byte[] file) throws IOException {
    return TallyFormat.read(new ByteArrayInputStream(file));
  }

  private interface Part<T> {
    void writeTo(T target) throws IOException;
  }

  /** A file whose envelope is right, whatever it holds. */
  private static byte[] file(Part<OutputStream> content) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(TallyProto.MAGIC);
      file.write(TallyProto.VERSION);
      try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
        content.writeTo(gzip);
      }
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file with three methods, one thread, and one block of contexts. */
  private static byte[] contexts(Part<ProtobufWriter> fill) {
    return file(
        out -> {
          ProtobufWriter recording = new ProtobufWriter();
          ProtobufWriter part = new ProtobufWriter();
          part.string(TallyProto.Origin.CREATOR, "a test");
          recording.message(TallyProto.Recording.ORIGIN, part);
          recording.element(TallyProto.Recording.STRINGS, "name");
          part.clear();
          part.varint(TallyProto.Method.NAME, 1);
          for (int i = 0; i < 3; i++) {
            recording.message(TallyProto.Recording.METHODS, part);
          }
          part.clear();
          recording.message(TallyProto.Recording.THREADS, part);
          recording.message(TallyProto.Recording.METRICS, part);
          recording.varint(TallyProto.Recording.PATHS, Paths.EXACT.ordinal());
          fill.writeTo(part);
          recording.message(TallyProto.Recording.CONTEXTS, part);
          recording.writeTo(out);
        });
  }

  private static void column(ProtobufWriter block, int field, long... values) {
    block.packed(field, values, values.length);
  }

  private static byte[] unpacked(byte[] file) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(file, 8, file.length - 8)).readAllBytes();
  }
}
