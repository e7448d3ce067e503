// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Whatever stands behind {@code -javaagent:tally-agent.jar=} gives options that can be recorded
 * with, or one line that says what is wrong. To look for new inputs:
 *
 * <pre>
 * JAZZER_FUZZ=1 JAZZER_MAX_DURATION=30m ./mvnw test -pl agent -am -Dtest=AgentOptionsFuzzTest#options
 * </pre>
 */
class AgentOptionsFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void options(byte[] input) {
    AgentOptions options;
    try {
      options = AgentOptions.parse(new String(input, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      assertThat(e).message().matches("(expected|unknown|option) .{1,400}");
      return;
    }
    assertThat(options.output).isAbsolute();
    assertThat(options.timing).isIn("auto", "exact", "none");
    assertThat(options.everySeconds).isBetween(0.1, 86_400.0);
    assertThat(options.maxContexts).isNotNegative();
    assertThat(options.include).doesNotContain("").allMatch(each -> each.indexOf(';') < 0);
    assertThat(options.exclude).doesNotContain("").allMatch(each -> each.indexOf(';') < 0);
  }
}
