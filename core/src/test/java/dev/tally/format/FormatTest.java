// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tally.format.wire.MarshalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormatTest {
  /** {@code {('f.py', 1, 'main'): (2, 3, 1.5, 2.5, {})}} */
  private final byte[] profile =
      ("{)\3z\4f.pyi\1\0\0\0z\4main)\5i\2\0\0\0i\3\0\0\0" + "g\0\0\0\0\0\0\370?g\0\0\0\0\0\0\4@{00")
          .getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void aFileIsReadByWhatItHolds() throws IOException {
    Contents recording = read(Recordings.bytes(Recordings.small()));
    assertThat(recording.isTable()).isFalse();

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Format.PSTATS.write(recording, out);
    Contents table = read(out.toByteArray());
    assertThat(table.isTable()).isTrue();
    assertThat(table.functions().size()).isEqualTo(recording.functions().size());
  }

  @ParameterizedTest
  @CsvSource({
    "profile, TALLY",
    "profile.tally, TALLY",
    ".hidden, TALLY",
    "a.b.pstats, PSTATS",
    "profile.prof, PSTATS",
    "profile.svg,",
    "profile.,",
  })
  void aFileIsWrittenByItsExtension(String name, Format format) {
    assertThat(Format.ofFileName(name)).isEqualTo(format);
  }

  @Test
  void aFilePackedByGzipIsReadAsIfItWereNot() throws IOException {
    byte[] recording = Recordings.bytes(Recordings.small());
    assertThat(read(gzip(recording)).isTable()).isFalse();
    assertThat(read(gzip(profile)).functions().size()).isEqualTo(1);
  }

  @Test
  void gzipMembersInARowAreOneFileAndZerosBehindThemPadding() throws IOException {
    byte[] half = Arrays.copyOf(profile, 20);
    byte[] rest = Arrays.copyOfRange(profile, 20, profile.length);
    byte[] both = join(gzip(half), gzip(new byte[0]), gzip(rest), new byte[600]);
    assertThat(read(both).functions().size()).isEqualTo(1);
  }

  @Test
  void whatIsWrongInsideGzipIsSaidOfTheUnpackedDataAndWhatIsWrongWithItOfTheFile()
      throws IOException {
    byte[] broken = profile.clone();
    broken[14] = '?';
    assertRefused(
        gzip(broken),
        "expected the type code of an object, found 0x3f at byte 14 of the unpacked data");
    byte[] damaged = gzip(profile);
    damaged[damaged.length - 8] ^= 1;
    assertThat(refusal(damaged))
        .hasMessageContaining("the file is damaged, says the checksum at byte ")
        .hasMessageEndingWith(" of the file");
    assertThat(refusal(damaged).python())
        .isEqualTo("ValueError: bad marshal data (unknown type code)");
    byte[] whole = gzip(profile);
    for (int length = 2; length < whole.length; length++) {
      assertThat(refusal(Arrays.copyOf(whole, length)))
          .hasMessageStartingWith("expected more data, found the end of the file at byte");
    }
  }

  @Test
  void gzipThatUnpacksWithoutEnd() throws IOException {
    byte[] zeros = new byte[80 << 20];
    System.arraycopy(profile, 0, zeros, 0, profile.length);
    assertThat(refusal(gzip(zeros)))
        .hasMessageStartingWith("expected a profile, found data that unpacks without end (over 6");
  }

  @ParameterizedTest
  @MethodSource
  void anotherFileIsCalledByItsName(String latin1, String words) {
    assertRefused(
        latin1.getBytes(StandardCharsets.ISO_8859_1),
        "expected a Tally recording or another tool's profile, found " + words);
  }

  static List<Arguments> anotherFileIsCalledByItsName() {
    return List.of(
        arguments("", "an empty file"),
        arguments(" \n\n", "a file of nothing but white space"),
        arguments("// SPDX: x\nclass", "a text file that begins with \"// SPDX: x\""),
        arguments("{\"a\": 1}", "a JSON file"),
        arguments("{\n \"a\": 1}", "a JSON file"),
        arguments("[1, 2]", "a JSON file"),
        arguments("\u00ef\u00bb\u00bf{\"a\": 1}", "a JSON file"),
        arguments("\u00ff\u00fe{\0\"\0", "a text file in UTF-16, not in UTF-8"),
        arguments(
            "   6 function calls (4 primitive calls) in 2.002 seconds",
            "a printed report, not the profile it was made from"),
        arguments("<!DOCTYPE html><html>", "an HTML or XML file"),
        arguments("PK\3\4", "a zip or jar file"),
        arguments("\200\4\225x.line_profiler.LineStats", "a pickle of line_profiler's"),
        arguments("\200\3}q", "a Python pickle, as line_profiler writes it"),
        arguments("\205\0\1\2\3\4\5\6\7", "85 00 01 02 03 04 05 06 at byte 0 of the file"));
  }

  @Test
  void aCharacterThatIsCutWhereWeStopLookingDoesNotMakeATextUnreadable() {
    for (int shift = 0; shift < 4; shift++) {
      String text = "x".repeat(shift) + "\ud83d\ude00".repeat(2000);
      assertThat(refusal(text.getBytes(StandardCharsets.UTF_8)))
          .hasMessageContaining("a text file");
    }
  }

  @Test
  void anUnknownFileIsRefusedInPythonsWordsToo() {
    assertThat(refusal(new byte[] {'P', 'K', 3, 4}).python())
        .isEqualTo("ValueError: bad marshal data (unknown type code)");
    assertThat(refusal(new byte[] {'i', 1, 0, 0, 0}).python())
        .isEqualTo("AttributeError: 'int' object has no attribute 'items'");
  }

  private static void assertRefused(byte[] file, String sentence) {
    assertThat(refusal(file)).hasMessage(sentence);
  }

  private static MarshalException refusal(byte[] file) {
    return catchThrowableOfType(MarshalException.class, () -> read(file));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  private static Contents read(byte[] file) throws IOException {
    return Format.read(new ByteArrayInputStream(file));
  }
}
