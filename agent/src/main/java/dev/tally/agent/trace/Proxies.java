// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that {@code java.lang.reflect.Proxy} makes, as far as they stand for interfaces that
 * are recorded: a repository of Spring Data's, a client of Feign's. Who calls {@code
 * orders.findById} names an interface of the program's, of which there is no code; what does the
 * work is not recorded. So the proxy's methods have probes, and the names of the interface's.
 *
 * <p>Only where some classes are not recorded: else what stands behind a proxy is there itself.
 * Safe for several threads.
 */
final class Proxies {
  private static final String PROXY = "java/lang/reflect/Proxy";

  private final MethodFilter filter;
  private final Declarations declarations;
  private final boolean wanted;

  Proxies(MethodFilter filter, Declarations declarations, boolean builtins) {
    this.filter = filter;
    this.declarations = declarations;
    this.wanted = builtins && filter.hasInclude();
  }

  /** Whether a class named so, with slashes, may be one. */
  boolean mayBe(String className) {
    return wanted && className.startsWith("$Proxy", className.lastIndexOf('/') + 1);
  }

  /**
   * By name and descriptor, the interface that names a method: the one that the proxy was made for,
   * if the method is declared by one that is recorded and has no code there.
   *
   * @param methods names with descriptors
   */
  Map<String, String> declared(
      @Nullable ClassLoader loader, ClassShape shape, Set<String> methods) {
    if (!mayBe(shape.name) || !PROXY.equals(shape.superName)) {
      return Map.of();
    }
    Map<String, String> declared = new HashMap<>();
    for (String method : methods) {
      int end = method.indexOf('(');
      for (String each : shape.interfaces) {
        String name = method.substring(0, end);
        String descriptor = method.substring(end);
        ClassShape declaring = declarations.find(loader, each, name, descriptor);
        if (declaring != null
            && declaring.declaresAbstract(name, descriptor)
            && filter.isRecorded(declaring.name)) {
          declared.putIfAbsent(method, filter.isRecorded(each) ? each : declaring.name);
        }
      }
    }
    return declared;
  }
}
