// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import dev.tally.profile.Method;
import dev.tally.pstats.FunctionNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What methods are called in JMH's table: {@code Pattern.compile}, with as much more as it takes to
 * tell them apart: their parameters, then their package.
 */
final class MethodLabels {
  private static final List<Function<Method, String>> SHORTEST_FIRST =
      List.of(
          MethodLabels::bare,
          method -> bare(method) + FunctionNames.parameters(method.descriptor()),
          method ->
              method.className()
                  + "."
                  + method.name()
                  + FunctionNames.parameters(method.descriptor()));

  private MethodLabels() {}

  /** A label for each method; two have one only if nothing tells them apart. */
  static Map<Method, String> of(Collection<Method> methods) {
    Map<Method, String> labels = new HashMap<>();
    for (Function<Method, String> longer : SHORTEST_FIRST) {
      Map<String, Integer> uses = new HashMap<>();
      labels.values().forEach(label -> uses.merge(label, 1, Integer::sum));
      for (Method method : methods) {
        String known = labels.get(method);
        if (known == null || uses.getOrDefault(known, 0) > 1) {
          labels.put(method, longer.apply(method));
        }
      }
    }
    return labels;
  }

  private static String bare(Method method) {
    String name = FunctionNames.of(method).name();
    String text = name.startsWith("<") && name.endsWith(">") ? inside(name) : name;
    String className = method.className();
    int packageEnd = className.lastIndexOf('.');
    return packageEnd > 0 && text.startsWith(className.substring(0, packageEnd + 1))
        ? text.substring(packageEnd + 1)
        : text;
  }

  /** Without brackets and the word for what is native. */
  private static String inside(String name) {
    String text = name.substring(1, name.length() - 1);
    return text.startsWith("native ") ? text.substring("native ".length()) : text;
  }
}
