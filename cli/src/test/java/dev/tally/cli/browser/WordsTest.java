// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void whatIsInQuotesIsOneWord() {
    assertThat(Words.split("'sql SELECT' 10")).containsExactly("sql SELECT", "10");
    assertThat(Words.split("Dao under \"Shop Test\"")).containsExactly("Dao", "under", "Shop Test");
    assertThat(Words.split("'find'")).containsExactly("find");
  }

  @Test
  void aQuoteWithinAWordIsALetter() {
    assertThat(Words.split("it's o'clock")).containsExactly("it's", "o'clock");
  }

  @Test
  void aQuoteThatDoesNotEndIsALetterToo() {
    assertThat(Words.split("'sql SELECT")).containsExactly("'sql", "SELECT");
    assertThat(Words.split("' 10")).containsExactly("'", "10");
    assertThat(Words.split("")).isEmpty();
  }
}
