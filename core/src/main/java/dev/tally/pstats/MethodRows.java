// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.Profile;
import dev.tally.python.PythonRegex;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The methods of a profile by the names that tables show, each with a row: methods that pstats
 * cannot tell apart share one. Patterns mean here what they mean as restrictions: regular
 * expressions in Python's dialect, searched in those names.
 */
public final class MethodRows {
  private final int[] rowOf;
  private final FunctionTable names;

  /**
   * Names all methods.
   *
   * @param folders whether files keep their folders
   */
  public MethodRows(Profile profile, boolean folders) {
    FunctionTable.Builder keys = new FunctionTable.Builder();
    rowOf = new int[profile.methods().size()];
    for (int m = 0; m < rowOf.length; m++) {
      FunctionKey key = FunctionNames.of(profile.methods().get(m));
      rowOf[m] = keys.key(folders ? key : key.withoutFolders());
    }
    names = keys.build();
  }

  /** The row of each method. */
  public int[] rowOf() {
    return rowOf.clone();
  }

  /** The number of rows. */
  public int size() {
    return names.keyCount();
  }

  /** The name of each row. */
  public List<FunctionKey> keys() {
    return IntStream.range(0, size()).mapToObj(names::keyAt).toList();
  }

  /** The names as a table whose keys have the rows' numbers, and that has no functions. */
  public FunctionTable names() {
    return names;
  }

  /** The rows in whose names an expression is found. */
  public BitSet rows(String regex)
      throws PythonRegex.InvalidException, PythonRegex.UnsupportedException {
    PythonRegex pattern = PythonRegex.compile(regex);
    BitSet found = new BitSet();
    for (int row = 0; row < size(); row++) {
      FunctionKey key = names.keyAt(row);
      String label = key.label();
      // Tables show the bare name where it is no other function's.
      boolean bare = label.endsWith(")");
      found.set(row, pattern.isFoundIn(label) || (bare && pattern.isFoundIn(key.name())));
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
