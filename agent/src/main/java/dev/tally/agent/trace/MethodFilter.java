// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classes are recorded, and which calls are calls into the JDK.
 *
 * <p>What belongs to the JDK is told by package, not by class loader: the application loader also
 * loads modules of the JDK, such as the compiler. Called by the transformer on whichever thread
 * loads a class; immutable.
 */
public final class MethodFilter {
  private static final String[] NEVER = {
    "dev/tally/agent/", "java/lang/Tally", "dev/tally/probe/", "dev/tally/Tally",
  };

  private final List<String> include;
  private final List<String> exclude;
  private final Set<String> jdkPackages;
  private final Set<String> javaBasePackages = Object.class.getModule().getPackages();

  /**
   * @param include patterns of class names with dots; empty for every class but the JDK's
   * @param exclude patterns, which win over {@code include}
   */
  public MethodFilter(List<String> include, List<String> exclude) {
    this.include = include;
    this.exclude = exclude;
    this.jdkPackages = jdkPackages();
  }

  /** Whether a class gets probes. {@code className} has slashes. */
  public boolean records(@Nullable ClassLoader loader, String className) {
    for (String prefix : NEVER) {
      if (className.startsWith(prefix)) {
        return false;
      }
    }
    String dotted = className.replace('/', '.');
    if (matches(exclude, dotted)) {
      return false;
    }
    if (loader == null || isJdk(className)) {
      // The probe itself stands on java.base: it is never recorded, whatever is asked for.
      return !include.isEmpty() && !isJavaBase(className) && matches(include, dotted);
    }
    return include.isEmpty() || matches(include, dotted);
  }

  /** Whether a call of a method of this class, seen in recorded code, is a call into the JDK. */
  public boolean isBuiltin(String owner) {
    return isJdk(owner)
        && (include.isEmpty()
            || isJavaBase(owner)
            || !matches(include, owner.replace('/', '.'))
            || matches(exclude, owner.replace('/', '.')));
  }

  private boolean isJdk(String className) {
    if (className.startsWith("java/")
        || className.startsWith("jdk/proxy")
        || className.startsWith("com/sun/proxy/")) {
      return true;
    }
    int slash = className.lastIndexOf('/');
    return slash > 0 && jdkPackages.contains(className.substring(0, slash));
  }

  private boolean isJavaBase(String className) {
    int slash = className.lastIndexOf('/');
    return slash > 0 && javaBasePackages.contains(className.substring(0, slash).replace('/', '.'));
  }

  private static boolean matches(List<String> patterns, String dotted) {
    for (String pattern : patterns) {
      if (matches(pattern, dotted)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A pattern with {@code *} matches the whole name, any characters for each star; one without is a
   * class and its nested classes.
   */
  static boolean matches(String pattern, String dotted) {
    if (pattern.indexOf('*') < 0) {
      return dotted.startsWith(pattern)
          && (dotted.length() == pattern.length() || dotted.charAt(pattern.length()) == '$');
    }
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < dotted.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == dotted.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static Set<String> jdkPackages() {
    Set<String> packages = new HashSet<>(2048);
    for (Module module : ModuleLayer.boot().modules()) {
      String name = module.getName();
      if (name.startsWith("java.") || name.startsWith("jdk.")) {
        for (String each : module.getPackages()) {
          packages.add(each.replace('.', '/'));
        }
      }
    }
    return packages;
  }
}
