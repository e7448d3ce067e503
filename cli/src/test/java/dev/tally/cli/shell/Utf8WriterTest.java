// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8WriterTest {

  @Property
  void writesUtf8(@ForAll int[] codePoints) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int codePoint : codePoints) {
      int c = Math.floorMod(codePoint, 0x110000);
      text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
    }
    assertThat(written(text.toString()))
        .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void longTextsAndPairsInTwoPieces() throws IOException {
    String text = "a\ud83d\ude00é€".repeat(20_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Writer writer = new Utf8Writer(out)) {
      for (int i = 0; i < text.length(); i++) {
        writer.write(text.charAt(i));
      }
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void bytesThatPythonEscapedAreBytesAgain() throws IOException {
    assertThat(written("\udc80.py\udcff")).containsExactly(0x80, '.', 'p', 'y', 0xFF);
  }

  @Test
  void otherHalvesArePlaceholders() throws IOException {
    assertThat(written("\ud800x\ude00\ud800")).containsExactly('?', 'x', '?', '?');
  }

  private static byte[] written(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Writer writer = new Utf8Writer(out)) {
      writer.write(text);
    }
    return out.toByteArray();
  }
}
