// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import dev.tally.python.PythonText;
import dev.tally.report.Stats;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody may type, as an expression without blanks, to find functions of a table. */
final class FunctionWords {
  private FunctionWords() {}

  /**
   * Names of functions, as far as they are words; of built-ins what stands between the braces,
   * since that is where an expression is searched. Then packages, with dots and as folders.
   */
  static Set<String> of(FunctionTable table) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> packages = new LinkedHashSet<>();
    for (int f = 0; f < table.size(); f++) {
      FunctionKey key = table.key(f);
      add(names, name(key));
      if (key.name().equals(key.label())) {
        continue;
      }
      if (isBuiltin(key)) {
        addPackage(packages, name(key));
      } else {
        addFolders(packages, key.file());
      }
    }
    names.addAll(packages);
    return names;
  }

  /** Names of functions and packages that begin so, or else that have this anywhere in them. */
  static List<String> complete(@Nullable Stats stats, String word) {
    if (stats == null) {
      return List.of();
    }
    Set<String> names = of(stats.table());
    List<String> begin = names.stream().filter(name -> name.startsWith(word)).toList();
    return begin.isEmpty() ? names.stream().filter(name -> name.contains(word)).toList() : begin;
  }

  /** The name by which a function is found. */
  static String name(FunctionKey key) {
    String name = key.name();
    return isBuiltin(key) ? name.substring(1, name.length() - 1) : name;
  }

  private static boolean isBuiltin(FunctionKey key) {
    String label = key.label();
    return label.startsWith("{") && label.length() == key.name().length();
  }

  /** Of {@code java.util.Map.get} what stands before the class, which begins with a capital. */
  private static void addPackage(Set<String> packages, String name) {
    int start = 0;
    for (int dot; (dot = name.indexOf('.', start)) > 0; start = dot + 1) {
      if (dot == start || !Character.isLowerCase(name.charAt(start))) {
        break;
      }
    }
    if (start > 1) {
      add(packages, name.substring(0, start - 1));
    }
  }

  private static void addFolders(Set<String> packages, String file) {
    int slash = file.lastIndexOf('/');
    if (slash > 0) {
      add(packages, file.substring(0, slash + 1));
      if (file.endsWith(".java") && file.charAt(0) != '/') {
        add(packages, file.substring(0, slash).replace('/', '.'));
      }
    }
  }

  private static void add(Set<String> words, String word) {
    if (PythonText.split(word).size() == 1) {
      words.add(word);
    }
  }
}
