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
    "functions,              7b, 2903 7a00 69######## 7a00 2905 6900000000 6900000000 6900000000 6900000000 7b30",
    "remembered keys,        7b, a903 7a00 69######## 7a00 2905 6900000000 6900000000 6900000000 6900000000 7b30",
    "callers,                7b 2903 7a00 6900000000 7a00 2905 6900000000 6900000000 6900000000 6900000000 7b, 2903 7a00 69######## 7a00 6901000000",
    "remembered empty texts, 7b 5bffffff7f, fa00",
    "remembered integers,    7b 5bffffff7f, e9########",
    "remembered tuples,      7b 5bffffff7f, a900",
    "Python 2's empty texts, 7b 5bffffff7f, 7400000000",
    "code objects,           7b 5bffffff7f, 63 00000000 00000000 00000000 00000000 730100000078 4e4e4e4e4e4e4e 00000000 4e",
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
