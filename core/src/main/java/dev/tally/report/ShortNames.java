// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of functions where there is no room for files: {@code Parser.parse}; with the file where
 * several are called so, and where that is most of what is known, as of Python's functions.
 */
final class ShortNames {
  private final List<FunctionKey> keys;
  private final Map<String, Integer> uses = new HashMap<>();

  ShortNames(List<FunctionKey> keys) {
    this.keys = keys;
    for (FunctionKey key : keys) {
      uses.merge(bare(key), 1, Integer::sum);
    }
  }

  /** The name of the function in that place of the list. */
  String of(int row) {
    FunctionKey key = keys.get(row);
    String bare = bare(key);
    return uses.getOrDefault(bare, 0) > 1 ? key.label() : bare;
  }

  /** A method's name has its class; a Python function's has not, and a built-in has no file. */
  private static String bare(FunctionKey key) {
    return key.name().indexOf('.') > 0 && key.label().endsWith(")")
        ? key.name()
        : key.withoutFolders().label();
  }
}
