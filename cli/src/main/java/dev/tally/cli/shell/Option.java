// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import org.jspecify.annotations.Nullable;

/**
 * An option of a verb, beside its help text.
 *
 * @param name as typed, such as {@code -o} or {@code --every}
 * @param value what its value is called in the help, such as {@code FILE}; null if it takes none
 * @param help what it does, in a few words
 */
public record Option(String name, @Nullable String value, String help) {

  boolean takesValue() {
    return value != null;
  }
}
