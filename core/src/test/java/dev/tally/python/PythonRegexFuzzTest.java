// SPDX-License-Identifier: Apache-2.0
package dev.tally.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tally.python.PythonRegex.InvalidException;
import dev.tally.python.PythonRegex.UnsupportedException;
import java.nio.charset.StandardCharsets;

/**
 * Whatever an expression is, it is searched for or refused with a sentence, and that ends. An input
 * is an expression and, on its last line, a text; the empty text comes with each.
 *
 * <p>To look for new inputs, as for {@code dev.tally.format.ReadersFuzzTest}:
 *
 * <pre>
 * JAZZER_FUZZ=1 JAZZER_MAX_DURATION=30m ./mvnw test -pl core -Dtest=PythonRegexFuzzTest#search
 * </pre>
 */
class PythonRegexFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void search(byte[] input) {
    String lines = new String(input, StandardCharsets.UTF_8);
    int end = lines.lastIndexOf('\n');
    String regex = lines.substring(0, Math.max(end, 0));
    PythonRegex compiled;
    try {
      compiled = PythonRegex.compile(regex, 10_000);
    } catch (InvalidException e) {
      assertThat(e).message().isNotBlank();
      return;
    } catch (UnsupportedException e) {
      // What is translated for Java's engine is right; it may only be too much.
      assertThat(e).message().isNotBlank().doesNotContainPattern("engine says: (?!Stack overflow)");
      return;
    }
    boolean first = search(compiled, lines.substring(end + 1), false);
    assertThat(search(compiled, lines.substring(end + 1), first)).isEqualTo(first);
    search(compiled, "", false);
  }

  /** Returns what would have been, if that is not to be known. */
  private static boolean search(PythonRegex regex, String text, boolean otherwise) {
    try {
      return regex.isFoundIn(text);
    } catch (UnsupportedException e) {
      assertThat(e).message().isNotBlank();
      return otherwise;
    } catch (RuntimeException e) {
      return fail("searched in " + PythonText.repr(text), e);
    }
  }
}
