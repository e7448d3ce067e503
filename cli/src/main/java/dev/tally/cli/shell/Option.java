// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a verb, beside its help text.
 *
 * @param name as typed, such as {@code -o} or {@code --every}
 * @param value what its value is called in the help, such as {@code FILE}; null if it takes none
 * @param help what it does, in a few words
 */
public record Option(String name, @Nullable String value, String help) {

  /** Lines of a help text, one each option. */
  public static String lines(List<Option> options) {
    StringBuilder text = new StringBuilder();
    for (Option option : options) {
      String left = option.value == null ? option.name : option.name + " " + option.value;
      text.append(String.format("  %-20s %s%n", left, option.help));
    }
    return text.toString();
  }

  boolean takesValue() {
    return value != null;
  }
}
