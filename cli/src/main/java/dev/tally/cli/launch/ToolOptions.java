// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

/**
 * The variable of the environment from which every JVM takes options: the way to JVMs that a
 * program starts by itself, by whatever scripts. Each of them says so on standard error.
 */
final class ToolOptions {
  private static final String NAME = "JAVA_TOOL_OPTIONS";

  private ToolOptions() {}

  /** The variable with one option more, as a word of {@code env}. */
  static String withAgent(Environment environment, String option) {
    String before = environment.get(NAME);
    return NAME + "=" + (before == null ? "" : before + " ") + quoted(option);
  }

  /** Blanks separate options, and either quotation mark makes one of what it encloses. */
  private static String quoted(String option) {
    boolean plain =
        option.chars().noneMatch(c -> Character.isWhitespace(c) || c == '\'' || c == '"');
    return plain ? option : '"' + option.replace("\"", "\"'\"'\"") + '"';
  }
}
