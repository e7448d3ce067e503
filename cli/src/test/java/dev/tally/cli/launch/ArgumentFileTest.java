// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The examples are those of the java command's manual, and a few of its launcher's own tests. */
class ArgumentFileTest {

  @Test
  void separates_by_white_space() {
    assertThat(ArgumentFile.split("-a b\n\t-c\r\nd  ")).containsExactly("-a", "b", "-c", "d");
  }

  @Test
  void keeps_white_space_in_quotes() {
    assertThat(ArgumentFile.split("-cp \"c:\\\\Program Files\" 'it is' a\"b c\"d"))
        .containsExactly("-cp", "c:\\Program Files", "it is", "ab cd");
  }

  @Test
  void continues_a_quoted_line_after_a_backslash() {
    assertThat(ArgumentFile.split("-cp \"/lib/cool/app/jars:\\\n    /lib/another/app/jars\" Main"))
        .containsExactly("-cp", "/lib/cool/app/jars:/lib/another/app/jars", "Main");
  }

  @Test
  void closes_a_quote_at_the_end_of_its_line() {
    assertThat(ArgumentFile.split("'open\nnext")).containsExactly("open", "next");
  }

  @Test
  void leaves_out_comments_but_not_hashes_in_words() {
    assertThat(ArgumentFile.split("# all\n-ea # rest\n-Da=#1 '#2'"))
        .containsExactly("-ea", "-Da=#1", "#2");
  }

  @Test
  void knows_empty_words_and_a_file_without_any() {
    assertThat(ArgumentFile.split("'' \"\"")).containsExactly("", "");
    assertThat(ArgumentFile.split(" \n# nothing")).isEmpty();
  }

  @Test
  void takes_a_backslash_outside_quotes_as_it_is() {
    assertThat(ArgumentFile.split("c:\\dir\\x")).containsExactly("c:\\dir\\x");
  }
}
