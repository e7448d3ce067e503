// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.format.wire.FormatException;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollapsedReaderTest {
  @Test
  void stacksOfOnePathAreAddedUpWhateverStandsBetween() throws IOException {
    Profile profile = read("a;b 1\n\na;b;c 2\na;bc 4\r\n# a comment\na;b 8\na 16\na;b;c;d 32");
    assertThat(Dump.of(profile))
        .endsWith(
            """
            threads (all threads) × 1
              FUNCTION a at ~  hits 16
                FUNCTION b at ~  hits 9
                  FUNCTION c at ~  hits 2
                    FUNCTION d at ~  hits 32
                FUNCTION bc at ~  hits 4
            """);
  }

  @Test
  void callsAndTimesAreNotKnown() throws IOException {
    Profile profile = read("a;b 1");
    assertThat(profile.metrics()).containsExactly(Metric.HITS);
  }

  @Test
  void asyncProfilersThreadsMarksAndLines() throws IOException {
    String text =
        """
        [pool-1-thread-9 tid=12];java/lang/Thread.run_[0];com/acme/A$B.c(I)V:42_[j];copy_[k] 3
        [pool-1-thread-7 tid=13];java/lang/Thread.run_[1];a/b$$Lambda.0x00007f.d_[i];[unknown] 4
        """;
    assertThat(Dump.of(read(text)))
        .endsWith(
            """
            threads pool-#-thread-# × 2
              JDK java.lang.Thread.run
                METHOD com.acme.A$B.c(I)V in line 42
                  FUNCTION copy at ~  hits 3
                METHOD a.b$$Lambda/0x00007f.d
                  FUNCTION [unknown] at ~  hits 4
            """);
  }

  @Test
  void aStackAHundredThousandCallsDeep() throws IOException {
    String stack = "com/acme/Main.down;".repeat(100_000);
    Profile profile = read(stack + "x 1\n" + stack + "y 2\n");
    assertThat(profile.tree().size()).isEqualTo(100_002);
  }

  @ParameterizedTest
  @CsvSource({
    "a;b 1|a;b, 'expected a stack, a blank and a weight, found no blank in line 2'",
    "a;b 1|a;b 1.5, 'expected a whole number behind the stack, found \"1.5\" in line 2'",
    "a;b 1|a;b NaN, 'expected a whole number behind the stack, found \"NaN\" in line 2'",
    "a;b 1|a;b -3, 'expected a whole number behind the stack, found \"-3\" in line 2'",
    "'a;b 1|a;b ', 'expected a whole number behind the stack, found \"\" in line 2'",
    "a;b 1|a 9223372036854775808, 'expected a weight below 2^63, found a larger one in line 2'",
    "a;b 1|a 9223372036854775807, 'expected weights that add up to less than 2^63, found more in line 2'",
  })
  void aLineThatIsWrongIsSaidByItsNumber(String text, String message) {
    String lines = "c;d 1\n".repeat(1_000) + text.replace('|', '\n');
    String place = message.replace("line 2", "line 1002");
    assertThatThrownBy(() -> read(lines)).isInstanceOf(FormatException.class).hasMessage(place);
  }

  private static Profile read(String text) throws IOException {
    return Format.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).profile();
  }
}
