// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.Profile;
import dev.tally.python.PythonRegex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a profile's methods as a table of functions shows them, each with a row: methods
 * that pstats cannot tell apart share one. Patterns mean here what they mean as restrictions:
 * regular expressions in Python's dialect, searched in those names.
 */
public final class MethodNames {
  private final int[] rowOf;
  private final List<FunctionKey> keys = new ArrayList<>();

  /**
   * Names all methods.
   *
   * @param folders whether files keep their folders
   */
  public MethodNames(Profile profile, boolean folders) {
    rowOf = new int[profile.methods().size()];
    Map<FunctionKey, Integer> rows = new HashMap<>();
    for (int m = 0; m < rowOf.length; m++) {
      FunctionKey full = FunctionNames.of(profile.methods().get(m));
      FunctionKey key = folders ? full : full.withoutFolders();
      Integer known = rows.putIfAbsent(key, keys.size());
      rowOf[m] = known == null ? keys.size() : known;
      if (known == null) {
        keys.add(key);
      }
    }
  }

  /** The row of each method. */
  public int[] rowOf() {
    return rowOf.clone();
  }

  /** By row. */
  public List<FunctionKey> keys() {
    return keys;
  }

  /** The rows in whose names an expression is found. */
  public BitSet rows(String regex)
      throws PythonRegex.InvalidException, PythonRegex.UnsupportedException {
    PythonRegex pattern = PythonRegex.compile(regex);
    BitSet found = new BitSet();
    for (int row = 0; row < keys.size(); row++) {
      if (pattern.isFoundIn(keys.get(row).label())) {
        found.set(row);
      }
    }
    return found;
  }

  /** The methods of some rows. */
  public BitSet methods(BitSet rows) {
    BitSet found = new BitSet();
    for (int m = 0; m < rowOf.length; m++) {
      found.set(m, rows.get(rowOf[m]));
    }
    return found;
  }
}
