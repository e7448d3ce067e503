// SPDX-License-Identifier: Apache-2.0
package dev.tally.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's modules as one script: a page opened from a file may not import others. Each module
 * becomes a function that is called where it stands, so that what it does not export stays its own.
 *
 * <p>No parser: the modules import and export in the two ways that are known here, and anything
 * else is refused, so a test fails when one tries another.
 */
final class Bundle {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{[^}]*\\}) from '\\./([\\w.]+)';$");

  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:function\\*?|class|const)) (\\w+)");

  private static final Pattern OTHER = Pattern.compile("(?m)^(?:import|export)\\b.*$");

  private final StringBuilder script = new StringBuilder("'use strict';\nconst modules = {};\n");
  private final List<String> names = new ArrayList<>();

  /** Adds a module, after all those that it imports from. */
  void add(String name, String source) {
    List<String> exported = new ArrayList<>();
    String body =
        EXPORT
            .matcher(imports(name, source))
            .replaceAll(
                match -> {
                  exported.add(match.group(2));
                  return "$1 $2";
                });
    Matcher other = OTHER.matcher(body);
    if (other.find()) {
      throw new IllegalStateException(
          name + " has a line that no bundle is made of: " + other.group());
    }
    script
        .append("modules['")
        .append(name)
        .append("'] = (() => {\n")
        .append(body)
        .append("return { ")
        .append(String.join(", ", exported))
        .append(" };\n})();\n");
    names.add(name);
  }

  private String imports(String name, String source) {
    return IMPORT
        .matcher(source)
        .replaceAll(
            match -> {
              if (!names.contains(match.group(2))) {
                throw new IllegalStateException(
                    name + " imports from " + match.group(2) + ", which does not stand before it");
              }
              return "const $1 = modules['$2'];";
            });
  }

  String script() {
    return script.toString();
  }
}
