// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

/** How values are written among the agent's options, in {@code -javaagent:JAR=key=value,…}. */
public final class AgentOption {
  private AgentOption() {}

  /** In ASCII: the JVM and the agent may take other letters for others, each in its own way. */
  public static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == ',') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
