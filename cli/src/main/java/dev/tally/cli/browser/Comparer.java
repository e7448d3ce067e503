// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import java.io.IOException;
import java.util.List;

/** Compares profiles by the names that a user typed. */
@FunctionalInterface
public interface Comparer {

  /**
   * Prints what changed from one profile to the sum of others.
   *
   * @param after one file or more
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if they cannot be compared, with the reason
   */
  void compare(String before, List<String> after, Appendable out) throws IOException;
}
