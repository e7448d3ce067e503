// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.format.wire.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file of a mebibyte or less is read, or refused with a sentence, by a JVM whose heap is 256 MiB
 * and the file's size: what cannot be read in that ends with an {@link OutOfMemoryError}.
 */
class BoundedMemoryTest {
  private static final int MEBIBYTE = 1 << 20;

  /** What repetitions of one field may unpack to; gzip packs them to a thousandth. */
  private static final long UNPACKED = 64L * MEBIBYTE;

  @ParameterizedTest
  @CsvSource({
    "empty text,              1200",
    "text,                    120400000000",
    "empty method,            1a00",
    "empty thread,            2200",
    "empty block of contexts, 2a00",
    "block of a context,      2a090a01001201001a0100",
    "empty flat call,         3200",
    "flat call,               320408001000",
    "class left out,          3a00",
    "classes left out,        4001",
    "unknown field,           fa0100",
  })
  void aFieldOfARecordingThatComesAgainAndAgain(String name, String hex, @TempDir Path folder)
      throws Exception {
    byte[] field = HexFormat.of().parseHex(hex.replace(" ", ""));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(TallyProto.MAGIC);
    file.write(TallyProto.VERSION);
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      // An origin, a text, a method and a thread, for what refers to them.
      gzip.write(HexFormat.of().parseHex("0a00" + "1200" + "1a021000" + "2200"));
      repeat(field, UNPACKED, gzip);
    }
    assertEnds(file.toByteArray(), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "functions,              7b, 2903 7a00 69######## 7a00 2905 6900000000 6900000000 6900000000"
        + " 6900000000 7b30",
    "remembered keys,        7b, a903 7a00 69######## 7a00 2905 6900000000 6900000000 6900000000"
        + " 6900000000 7b30",
    "callers,                7b 2903 7a00 6900000000 7a00 2905 6900000000 6900000000 6900000000"
        + " 6900000000 7b, 2903 7a00 69######## 7a00 6901000000",
    "remembered empty texts, 7b 5bffffff7f, fa00",
    "remembered integers,    7b 5bffffff7f, e9########",
    "remembered tuples,      7b 5bffffff7f, a900",
    "Python 2's empty texts, 7b 5bffffff7f, 7400000000",
    "code objects,           7b 5bffffff7f, 63 00000000 00000000 00000000 00000000 730100000078"
        + " 4e4e4e4e4e4e4e 00000000 4e",
    "nested tuples,          7b 5bffffff7f, 2901 2901 2901 2900",
    "a long text,            7b 2903 75ffffff7f, 61",
  })
  void aPartOfAPythonProfileThatComesAgainAndAgain(
      String name, String before, String part, @TempDir Path folder) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(HexFormat.of().parseHex(before.replace(" ", "")));
    for (int number = 0; file.size() < MEBIBYTE; number++) {
      String line = String.format("%08x", Integer.reverseBytes(number));
      file.write(HexFormat.of().parseHex(part.replace(" ", "").replace("########", line)));
    }
    assertEnds(file.toByteArray(), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "empty type of value, 0a00",
    "empty sample,        1200",
    "sample of a place,   12060a010112020101",
    "empty mapping,       1a00",
    "empty place,         2200",
    "place,               22020801",
    "empty function,      2a00",
    "empty text,          3200",
    "comment,             6801",
  })
  void aFieldOfPprofsThatComesAgainAndAgain(String name, String hex, @TempDir Path folder)
      throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      // Two types of values and a text, by which the format is known.
      gzip.write(HexFormat.of().parseHex("0a0408011002" + "0a0408011002" + "3200320161320162"));
      repeat(HexFormat.of().parseHex(hex), UNPACKED, gzip);
    }
    assertEnds(file.toByteArray(), folder);
  }

  /** Of a chunk's header what matters: its size, where its types are, that numbers are packed. */
  @ParameterizedTest
  @CsvSource({
    "a chunk without end, '', 00, 0000010000000000",
    "words of its types,  8d80808020 00000000 8080808020, 01, 0000000004000052",
    "elements of one,     8f80808020 00000000 01 01 00 00 8080808020, 000000, 0000000004000054",
  })
  void whatAFlightRecordingHasAgainAndAgain(
      String name, String before, String part, String size, @TempDir Path folder) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write(HexFormat.of().parseHex("464c520000020001" + size + "00".repeat(8)));
      gzip.write(HexFormat.of().parseHex("0000000000000044" + "00".repeat(35) + "01"));
      gzip.write(HexFormat.of().parseHex(before.replace(" ", "")));
      repeat(HexFormat.of().parseHex(part), UNPACKED, gzip);
    }
    assertEnds(file.toByteArray(), folder);
  }

  /** A {@code #} is another number each time. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "collapsed stacks         | `` | `a#;b#;c 1\n`",
        "a stack of one name      | `` | `a;`",
        "a stack of many          | `` | `a#;`",
        "callgrind's functions    | `events: Ir\n` | `fn=(#) f#\n# 1\n`",
        "callgrind's calls        | `events: Ir\nfn=f\n` | `cfn=f#\ncalls=1 1\n1 1\n`",
        "speedscope's frames      | `{\"$schema\":\"speedscope.app\",\"shared\":{\"frames\":[` |"
            + " `{\"name\":\"\"},`",
        "speedscope's profiles    | `{\"$schema\":\"speedscope.app\",\"profiles\":[` | `{},`",
        "speedscope's events      |"
            + " `{\"$schema\":\"speedscope.app\",\"profiles\":[{\"unit\":\"none\",\"events\":[` |"
            + " `{\"type\":\"O\",\"frame\":#,\"at\":1},`",
        "speedscope's stack       |"
            + " `{\"$schema\":\"speedscope.app\",\"profiles\":[{\"unit\":\"none\",\"samples\":[[` |"
            + " `#,`",
        "speedscope's samples     |"
            + " `{\"$schema\":\"speedscope.app\",\"profiles\":[{\"unit\":\"none\",\"samples\":[` |"
            + " `[],`",
        "V8's nodes               | `{\"nodes\":[` | `{\"id\":#,\"callFrame\":{}},`",
        "V8's children            | `{\"nodes\":[{\"callFrame\":{},\"id\":1,\"children\":[` | `#,`",
        "V8's samples             | `{\"nodes\":[{\"callFrame\":{},\"id\":1}],\"samples\":[` |"
            + " `1,`",
        "profiles of a trace      | `{\"traceEvents\":[` |"
            + " `{\"name\":\"Profile\",\"pid\":#,\"args\":{\"data\":{\"cpuProfile\":{}}}},`",
        "names of threads         | `{\"traceEvents\":[` |"
            + " `{\"name\":\"thread_name\",\"pid\":#,\"args\":{\"name\":\"a\"}},`",
        "Firefox's texts          | `{\"meta\":{\"interval\":1},\"shared\":{\"stringArray\":[` |"
            + " `\"\",`",
        "Firefox's stacks         |"
            + " `{\"meta\":{\"interval\":1},\"shared\":{\"stackTable\":{\"prefix\":[` | `#,`",
        "Firefox's threads        | `{\"meta\":{\"interval\":1},\"threads\":[` |"
            + " `{\"samples\":{}},`",
        "Gecko's rows             |"
            + " `{\"meta\":{\"interval\":1},\"threads\":[{\"stackTable\":{\"schema\":{\"prefix\":0,\"frame\":1},\"data\":[`"
            + " | `[],`",
        "Gecko's processes        | `{\"meta\":{\"interval\":1},` | `\"processes\":[{`",
        "nested lists             | `{\"meta\":{\"interval\":1},\"a\":` | `[`",
      })
  void aPartOfATextThatComesAgainAndAgain(
      String name, String before, String part, @TempDir Path folder) throws Exception {
    StringBuilder text = new StringBuilder(before);
    for (int number = 0; text.length() < MEBIBYTE; number++) {
      text.append(part.replace("#", Integer.toString(number)));
    }
    assertEnds(text.toString().getBytes(StandardCharsets.UTF_8), folder);
  }

  private static void repeat(byte[] part, long size, OutputStream out) throws IOException {
    byte[] some = new byte[part.length * (1 << 12)];
    for (int at = 0; at < some.length; at += part.length) {
      System.arraycopy(part, 0, some, at, part.length);
    }
    for (long written = 0; written < size; written += some.length) {
      out.write(some);
    }
  }

  private static void assertEnds(byte[] content, Path folder) throws Exception {
    Path file = Files.write(folder.resolve("file"), content);
    int heap = 256 + (content.length + MEBIBYTE - 1) / MEBIBYTE;
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:MaxNewSize=16m", // So that nearly all of the heap is for what is kept.
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(reader.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(said).startsWith("ended: ");
  }

  /** The JVM that is forked. */
  static final class Reader {
    public static void main(String[] args) throws IOException {
      try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
        System.out.println("ended: " + Format.read(in).functions().size() + " functions");
      } catch (FormatException e) {
        System.out.println("ended: " + e.getMessage());
      }
    }
  }
}
