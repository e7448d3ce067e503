// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.profile.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for methods, handed out as classes are woven. The same method of the same class has the
 * same number however often the class is loaded or retransformed, so a program that drops class
 * loaders does not grow this table. Safe for use by several threads.
 */
public final class MethodIds {
  private final Map<Method, Integer> ids = new HashMap<>(4096);
  private final List<Method> methods = new ArrayList<>(4096);

  /** The number of a method; the first is 0. */
  public synchronized int id(Method method) {
    Integer known = ids.get(method);
    if (known != null) {
      return known;
    }
    int id = methods.size();
    methods.add(method);
    ids.put(method, id);
    return id;
  }

  /** The method of a number. */
  public synchronized Method method(int id) {
    return methods.get(id);
  }
}
