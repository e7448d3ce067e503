// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Property(tries = 2000)
  void itFindsWhatItsRegularExpressionFinds(
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String letters,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 9) String text) {
    String glob = letters.replace('c', '*');
    String regex = glob.replace("*", ".*").replace('b', '.');
    assertThat(Glob.matches(glob.replace('b', '?'), text)).isEqualTo(Pattern.matches(regex, text));
  }

  @Test
  void manyStarsTakeNoMoreThanTheProductOfBothLengths() {
    String text = "a".repeat(10_000);
    assertThat(Glob.matches("*a".repeat(50) + "b", text)).isFalse();
    assertThat(Glob.matches("*a".repeat(50), text)).isTrue();
  }
}
