// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.cli.shell.Nearest;
import dev.tally.pstats.FunctionKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What may have been meant by a word that is found in no function's name. */
final class NearNames {
  private static final int MOST_NAMES = 3;

  private NearNames() {}

  /** {@code is found in no function's name}, and near ones if there are any. */
  static String sentence(String quoted, String word, Iterable<FunctionKey> keys) {
    List<String> near = of(word, keys);
    return quoted
        + " is found in no function's name"
        + (near.isEmpty() ? "" : "; near: " + String.join(", ", near));
  }

  /** Names that have the word but for capitals, else those that are few letters away from it. */
  private static List<String> of(String word, Iterable<FunctionKey> keys) {
    String lower = word.toLowerCase(Locale.ROOT);
    Set<String> having = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    for (FunctionKey key : keys) {
      String name = FunctionWords.name(key);
      all.add(name);
      if (key.label().toLowerCase(Locale.ROOT).contains(lower)) {
        having.add(name);
      }
    }
    return having.isEmpty()
        ? Nearest.names(word, all, MOST_NAMES)
        : having.stream().limit(MOST_NAMES).toList();
  }
}
