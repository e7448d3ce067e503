// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> WORDS =
      List.of("--include", "--exclude", "--timing", "-o", "run");

  @ParameterizedTest
  @CsvSource(
      nullValues = "nothing",
      value = {
        "--inclde,      --include",
        "--includes,    --include",
        "--exlcude,     --exclude",
        "--inlcuds,     --include",
        "--timing=fast, --timing",
        "--tmng,        --timing",
        "rnu,           run",
        "-x,            nothing",
        "--frobnicate,  nothing",
        "'',            nothing"
      })
  void guesses_what_was_meant(String typed, String guess) {
    assertThat(Nearest.to(typed, WORDS)).isEqualTo(guess);
  }
}
