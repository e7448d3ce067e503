// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "abc 'abc'",
        "it's \"it's\"",
        "\"it's\" '\"it\\'s\"'",
        "a\\b 'a\\\\b'",
        "größe 'größe'",
        "\uD83D\uDE00 '\uD83D\uDE00'",
      })
  void reprChoosesItsQuotes(String text, String repr) {
    assertThat(PythonText.repr(text)).isEqualTo(repr);
  }

  @Test
  void reprEscapesWhatCannotBePrinted() {
    assertThat(PythonText.repr("\t\n\r\0\u007f\u00a0\u00ad\u2028\ufeff\ud800\udbff\udfff"))
        .isEqualTo("'\\t\\n\\r\\x00\\x7f\\xa0\\xad\\u2028\\ufeff\\ud800\\U0010ffff'");
  }

  @Test
  void blanksAreNotJavas() {
    assertThat(PythonText.split("\u00a0a\u0085b\u2003c\u001cd\u200be\u3000"))
        .containsExactly("a", "b", "c", "d\u200be");
    assertThat(PythonText.strip("\u001c\u2003 x y \u00a0")).isEqualTo("x y");
    assertThat(PythonText.strip(" \t ")).isEmpty();
  }
}
