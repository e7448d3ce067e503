// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the argLine says, which Surefire takes apart at blanks and the agent at commas. */
class AgentOptionsTest {
  private static final Path AGENT = Path.of("/m2/tally-agent.jar");

  @Test
  void theAgentIsToldWhereAndWhatToRecord() {
    assertThat(
            argLine(
                Path.of("/shop/target/tally"), List.of("com.acme.*", "org.lib.A"), List.of("b.*")))
        .isEqualTo(
            "-javaagent:/m2/tally-agent.jar=output=/shop/target/tally/forks/%p.tally"
                + ",include=com.acme.*;org.lib.A,exclude=b.*");
  }

  @Test
  void foldersMayHaveAnyName() {
    assertThat(argLine(Path.of("/a shop/50%off,ü/tally"), List.of(), List.of()))
        .isEqualTo(
            "\"-javaagent:/m2/tally-agent.jar=output=/a shop/50%%off\\,\\u00fc/tally/forks/%p.tally\"");
    assertThat(AgentOptions.quoted("-Da=say \"a\"")).isEqualTo("'-Da=say \"a\"'");
    assertThat(AgentOptions.quoted("-Da=it's")).isEqualTo("\"-Da=it's\"");
  }

  private static String argLine(Path folder, List<String> include, List<String> exclude) {
    return AgentOptions.argLine(AGENT, ForkRecordings.pattern(folder), include, exclude);
  }
}
