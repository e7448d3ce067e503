// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Diff;
import dev.tally.profile.Kind;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the methods of a {@link Diff} are called in its report: {@code OrderDao.load}; with file and
 * line where several are called so, and where these are all that is known, as of Python's
 * functions.
 */
final class DiffNames {
  private final FunctionKey[] keys;
  private final String[] shown;

  DiffNames(Diff diff) {
    keys = new FunctionKey[diff.size()];
    shown = new String[keys.length];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = FunctionNames.of(diff.method(row));
      boolean bare = isBare(diff.method(row).kind());
      shown[row] = bare ? keys[row].name() : keys[row].withoutFolders().label();
    }
    for (int row : ambiguous()) {
      boolean bare = isBare(diff.method(row).kind());
      shown[row] = bare ? FunctionNames.withParameters(diff.method(row)) : keys[row].label();
    }
    for (int row : ambiguous()) {
      shown[row] = keys[row].label();
    }
  }

  /** Whether a name without its file says enough. */
  private static boolean isBare(Kind kind) {
    return kind == Kind.METHOD || kind == Kind.BRIDGE;
  }

  /** Rows whose names are those of others, too. */
  private List<Integer> ambiguous() {
    Map<String, Integer> uses = new HashMap<>();
    for (String name : shown) {
      uses.merge(name, 1, Integer::sum);
    }
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < shown.length; row++) {
      if (uses.getOrDefault(shown[row], 0) > 1) {
        rows.add(row);
      }
    }
    return rows;
  }

  FunctionKey key(int row) {
    return keys[row];
  }

  /** What regular expressions are searched in, as in all reports. */
  List<String> labels() {
    List<String> labels = new ArrayList<>(keys.length);
    for (FunctionKey key : keys) {
      labels.add(key.label());
    }
    return labels;
  }

  String shown(int row) {
    return shown[row];
  }
}
