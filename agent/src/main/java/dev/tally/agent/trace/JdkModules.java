// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the JDK: the modules named {@code java.} and {@code jdk.}, and those that a
 * vendor adds to the boot loader. Not the boot loader's unnamed module, which is {@code
 * -Xbootclasspath/a}, and not the loader's word: the application loader has modules of the JDK too,
 * such as the compiler. Immutable.
 */
final class JdkModules {
  /** Made as the class is loaded, which is on a thread of its own while the agent starts. */
  private static final Map<String, Module> BY_PACKAGE = new HashMap<>(4096);

  static {
    for (Module module : ModuleLayer.boot().modules()) {
      if (contains(module)) {
        for (String each : module.getPackages()) {
          BY_PACKAGE.put(each.replace('.', '/'), module);
        }
      }
    }
  }

  /**
   * Whether a class is the JDK's. One with the name of a class of the JDK's need not be: a loader
   * may take it from a library. But what the JDK makes itself, such as accessors for reflection, it
   * may give to loaders of its own, in no module of its.
   */
  boolean contains(Module module, String className) {
    return contains(module)
        || ((className.startsWith("jdk/") || className.startsWith("sun/"))
            && moduleOf(className) != null);
  }

  private static boolean contains(Module module) {
    String name = module.getName();
    return name != null
        && (name.startsWith("java.") || name.startsWith("jdk.") || module.getClassLoader() == null);
  }

  /** The JDK's module that a class named with slashes belongs to by its package, or null. */
  @Nullable Module moduleOf(String className) {
    int slash = className.lastIndexOf('/');
    return slash <= 0 ? null : BY_PACKAGE.get(className.substring(0, slash));
  }
}
