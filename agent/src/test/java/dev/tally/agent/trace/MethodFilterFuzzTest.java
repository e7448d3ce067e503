// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whatever a pattern is, a class is recorded just if the pattern means it. An input is a pattern
 * and, on its last line, the name of a class. To look for new ones:
 *
 * <pre>
 * JAZZER_FUZZ=1 JAZZER_MAX_DURATION=30m ./mvnw test -pl agent -am -Dtest=MethodFilterFuzzTest#pattern
 * </pre>
 */
class MethodFilterFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void pattern(byte[] input) {
    String lines = new String(input, StandardCharsets.UTF_8);
    int end = lines.lastIndexOf('\n');
    String pattern = lines.substring(0, Math.max(end, 0));
    String name = lines.substring(end + 1);
    assertThat(MethodFilter.matches(pattern, name)).isEqualTo(means(pattern, name));
    // What the pattern means is excluded, and anything else not included.
    MethodFilter none = new MethodFilter(List.of(pattern), List.of(pattern));
    String slashed = name.replace('.', '/');
    assertThat(none.records(getClass().getModule(), slashed)).isFalse();
    none.isBuiltin(slashed);
  }

  /** What a pattern means, step by step: which beginnings of the name its own beginning matches. */
  private static boolean means(String pattern, String name) {
    if (pattern.indexOf('*') < 0) {
      return name.equals(pattern) || name.startsWith(pattern + "$");
    }
    boolean[] matched = new boolean[name.length() + 1];
    matched[0] = true;
    for (int p = 0; p < pattern.length(); p++) {
      char c = pattern.charAt(p);
      if (c == '*') {
        for (int n = 1; n <= name.length(); n++) {
          matched[n] |= matched[n - 1];
        }
      } else {
        for (int n = name.length(); n > 0; n--) {
          matched[n] = matched[n - 1] && name.charAt(n - 1) == c;
        }
        matched[0] = false;
      }
    }
    return matched[name.length()];
  }
}
