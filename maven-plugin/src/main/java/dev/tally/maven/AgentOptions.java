// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.format.wire.AgentOption;
import java.nio.file.Path;
import java.util.List;

/** How the agent's options are written in an {@code argLine}. */
final class AgentOptions {
  private AgentOptions() {}

  /**
   * The JVM's option that loads the agent.
   *
   * @param output name of recordings, as the agent reads it
   */
  static String argLine(Path agent, String output, List<String> include, List<String> exclude) {
    StringBuilder option =
        new StringBuilder("-javaagent:" + agent + "=output=" + AgentOption.escaped(output));
    patterns(option, "include", include);
    patterns(option, "exclude", exclude);
    return quoted(option.toString());
  }

  private static void patterns(StringBuilder option, String key, List<String> patterns) {
    if (!patterns.isEmpty()) {
      option
          .append(',')
          .append(key)
          .append('=')
          .append(AgentOption.escaped(String.join(";", patterns)));
    }
  }

  /** As one word of the command line that Surefire takes apart at blanks. */
  static String quoted(String word) {
    String quote = word.indexOf('"') < 0 ? "\"" : "'";
    boolean plain = word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'');
    return plain ? word : quote + word + quote;
  }
}
