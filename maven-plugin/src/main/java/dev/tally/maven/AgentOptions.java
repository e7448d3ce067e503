// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import java.nio.file.Path;
import java.util.List;

/** How the agent's options are written in an {@code argLine}. */
final class AgentOptions {
  private static final int ASCII = 0x80;

  private AgentOptions() {}

  /**
   * The JVM's option that loads the agent.
   *
   * @param output name of recordings, as the agent reads it
   */
  static String argLine(Path agent, String output, List<String> include, List<String> exclude) {
    StringBuilder option = new StringBuilder("-javaagent:" + agent + "=output=" + escaped(output));
    patterns(option, "include", include);
    patterns(option, "exclude", exclude);
    return quoted(option.toString());
  }

  private static void patterns(StringBuilder option, String key, List<String> patterns) {
    if (!patterns.isEmpty()) {
      option.append(',').append(key).append('=').append(escaped(String.join(";", patterns)));
    }
  }

  /** Letters by number, too: the JVM hands them over in the locale's encoding, if at all. */
  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ASCII) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c == ',' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }

  /** As one word of the command line that Surefire takes apart at blanks. */
  static String quoted(String word) {
    String quote = word.indexOf('"') < 0 ? "\"" : "'";
    boolean plain = word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'');
    return plain ? word : quote + word + quote;
  }
}
