// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Names of functions where there is no room for files: {@code Parser.parse}; with the file where
 * several are called so, and where that is most of what is known, as of Python's functions.
 */
final class ShortNames {
  private final String[] names;

  ShortNames(List<FunctionKey> keys) {
    names = new String[keys.size()];
    Arrays.setAll(names, row -> bare(keys.get(row)));
    replaceAmbiguous(row -> keys.get(row).withoutFolders().label());
    replaceAmbiguous(row -> keys.get(row).label());
  }

  private void replaceAmbiguous(IntFunction<String> longer) {
    Map<String, Integer> uses = new HashMap<>();
    for (String name : names) {
      uses.merge(name, 1, Integer::sum);
    }
    for (int row = 0; row < names.length; row++) {
      if (uses.getOrDefault(names[row], 0) > 1) {
        names[row] = longer.apply(row);
      }
    }
  }

  /** The name of the function in that place of the list. */
  String of(int row) {
    return names[row];
  }

  /** A method's name has its class; a Python function's has not, and a built-in has no file. */
  private static String bare(FunctionKey key) {
    return key.name().indexOf('.') > 0 && key.label().endsWith(")")
        ? key.name()
        : key.withoutFolders().label();
  }
}
