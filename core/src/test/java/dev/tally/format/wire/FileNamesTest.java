// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
  /** The texts are those of Python's {@code os.fsdecode}. */
  @ParameterizedTest
  @CsvSource({
    "70726f66, prof",
    "6772c3b6c39f65, größe",
    "f09f9880, 😀",
    "6261ffe4, ba\uDCFF\uDCE4", // bytes that begin no character
    "e282, \uDCE2\uDC82", // a character that breaks off
    "e28241, \uDCE2\uDC82A",
    "c0af, \uDCC0\uDCAF", // a slash in a longer form than UTF-8 allows
    "eda080, \uDCED\uDCA0\uDC80", // half a surrogate pair
  })
  void aNameIsTextAsPythonDecodesIt(String hex, String text) {
    byte[] name = HexFormat.of().parseHex(hex);

    assertThat(FileNames.decode(name)).isEqualTo(text);
    assertThat(FileNames.encode(text)).isEqualTo(name);
  }

  @Test
  void noNameIsLost() {
    Random random = new Random(13);
    for (int i = 0; i < 10_000; i++) {
      byte[] name = new byte[random.nextInt(12)];
      random.nextBytes(name);

      assertThat(FileNames.encode(FileNames.decode(name))).isEqualTo(name);
    }
  }

  @Test
  void theUriOfANameIsAscii() {
    assertThat(FileNames.uri("/tmp/a b/100%/größe:x=y?#"))
        .isEqualTo("file:///tmp/a%20b/100%25/gr%C3%B6%C3%9Fe%3Ax%3Dy%3F%23");
    assertThat(FileNames.uri("/ba\uDCFF.prof")).isEqualTo("file:///ba%FF.prof");
    assertThat(FileNames.isAscii(FileNames.uri("/" + "é".repeat(300)))).isTrue();
  }

  @Test
  void halfOfAPairThatIsNoByteIsAQuestionMark() {
    assertThat(FileNames.encode("a\uD83Db")).isEqualTo("a?b".getBytes(StandardCharsets.UTF_8));
  }
}
