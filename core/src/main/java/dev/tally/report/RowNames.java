// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.util.HashMap;
import java.util.Map;

/**
 * What functions are called in Tally's own tables: {@code OrderDao.load}, with the class once and
 * without its package; with file and line, and if need be the folders, where several functions are
 * called so, or where a name says nothing of whose it is, as Python's do. Built-ins keep their
 * package, for it tells where they come from: {@code {java.util.List.sort}}.
 *
 * <p>Each name is a part of the function's {@linkplain FunctionKey#label label}, so what is found
 * in one is found in the other. Which functions share a name is asked of the whole profile, so that
 * a function's name is the same in each of its tables.
 */
final class RowNames {
  private final FunctionTable table;
  private final boolean paths;

  /** Names that are no function's alone, with and without file and line. */
  private final Map<String, Integer> uses = new HashMap<>();

  RowNames(FunctionTable table, boolean paths) {
    this.table = table;
    this.paths = paths;
    if (paths) {
      return;
    }
    for (int k = 0; k < table.keyCount(); k++) {
      FunctionKey key = table.keyAt(k);
      if (!isBuiltin(key)) {
        uses.merge(key.name(), 1, Integer::sum);
        uses.merge(withLine(key), 1, Integer::sum);
      }
    }
  }

  /** Whether these are the names of this table, so long or so short. */
  boolean areOf(FunctionTable other, boolean withPaths) {
    return table == other && paths == withPaths;
  }

  /** The name of a function. */
  String ofFunction(int function) {
    return of(table.key(function));
  }

  /** The name of a function, or of what is only a caller. */
  String of(FunctionKey key) {
    if (paths || isBuiltin(key)) {
      return key.label();
    }
    if (key.name().indexOf('.') > 0 && isOnlyOne(key.name())) {
      return key.name();
    }
    String line = withLine(key);
    return isOnlyOne(line) ? line : key.label();
  }

  private boolean isOnlyOne(String name) {
    return uses.getOrDefault(name, 1) == 1;
  }

  private static String withLine(FunctionKey key) {
    return key.withoutFolders().label();
  }

  private static boolean isBuiltin(FunctionKey key) {
    return key.line() == 0 && key.file().equals("~");
  }
}
