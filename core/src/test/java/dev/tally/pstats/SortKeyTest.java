// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortKeyTest {

  @Test
  void everyBeginningIsAcceptedButFour() {
    Set<String> refused = new TreeSet<>();
    Set<String> accepted = new TreeSet<>();
    for (String word : SortKey.words().keySet()) {
      for (int length = 1; length <= word.length(); length++) {
        String beginning = word.substring(0, length);
        (SortKey.ofWord(beginning) == null ? refused : accepted).add(beginning);
      }
    }
    assertThat(refused).containsExactly("c", "cum", "n", "t");
    assertThat(accepted).hasSize(66);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "callss", "CALLS", "call count", "-1"})
  void otherWordsAreNot(String word) {
    assertThat(SortKey.ofWord(word)).isNull();
  }

  @Test
  void ofSeveralWordsTheFirstHasTheCommonBeginning() {
    assertThat(SortKey.ofWord("cu")).isEqualTo(SortKey.CUMULATIVE);
    assertThat(SortKey.ofWord("ca")).isEqualTo(SortKey.CALLS);
    assertThat(SortKey.ofWord("nc")).isEqualTo(SortKey.CALLS);
    assertThat(SortKey.ofWord("ti")).isEqualTo(SortKey.TIME);
    assertThat(SortKey.ofWord("s")).isEqualTo(SortKey.STDNAME);
  }

  @Test
  void otherNumbersAreRefused() {
    assertThatThrownBy(() -> SortKey.ofNumber(3))
        .hasMessage(
            "a sort key's number is -1 (stdname), 0 (calls), 1 (time) or 2 (cumulative), not 3");
  }
}
