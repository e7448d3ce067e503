// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;

/** The methods that a benchmark's threads call again and again: one, or several of a group. */
final class BenchmarkMethods {
  private BenchmarkMethods() {}

  /**
   * The methods of a benchmark as JMH names it: its class with dots, and the name of a method or a
   * group. A method may be inherited. Empty if the class is not on the class path.
   */
  static List<Method> of(String benchmark) {
    int dot = benchmark.lastIndexOf('.');
    String name = benchmark.substring(dot + 1);
    List<Method> methods = new ArrayList<>();
    Class<?> type = load(benchmark.substring(0, dot));
    if (type != null) {
      for (Method method : type.getMethods()) {
        Group group = method.getAnnotation(Group.class);
        if (!method.isBridge()
            && method.isAnnotationPresent(Benchmark.class)
            && (group == null ? method.getName() : group.value()).equals(name)) {
          methods.add(method);
        }
      }
    }
    return methods;
  }

  /** JMH writes a nested class with a dot. */
  private static @Nullable Class<?> load(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (String each = name; ; ) {
      try {
        return Class.forName(each, false, loader);
      } catch (ClassNotFoundException | LinkageError notThisOne) {
        int dot = each.lastIndexOf('.');
        if (dot < 0) {
          return null;
        }
        each = each.substring(0, dot) + "$" + each.substring(dot + 1);
      }
    }
  }
}
