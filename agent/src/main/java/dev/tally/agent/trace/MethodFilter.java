// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.List;

/**
 * Which classes are recorded, and which calls are calls into the JDK.
 *
 * <p>What belongs to the JDK is told by module where a class is loaded, and by package where it is
 * only named: see {@link JdkModules}. Called by the transformer on whichever thread loads a class;
 * immutable.
 */
public final class MethodFilter {
  private static final String[] NEVER = {
    "dev/tally/agent/", "java/lang/Tally", "dev/tally/probe/", "dev/tally/Tally",
  };

  private final List<String> include;
  private final List<String> exclude;
  private final JdkModules jdk;

  /**
   * @param include patterns of class names with dots; empty for every class but the JDK's
   * @param exclude patterns, which win over {@code include}
   */
  public MethodFilter(List<String> include, List<String> exclude) {
    this.include = include;
    this.exclude = exclude;
    this.jdk = new JdkModules();
  }

  /** What belongs to the JDK. */
  JdkModules jdk() {
    return jdk;
  }

  /** Whether a class is the program's, selected or not. {@code className} has slashes. */
  boolean isProgram(Module module, String className) {
    return !jdk.contains(module, className) && !isOurs(className);
  }

  /** Whether a class gets probes. {@code className} has slashes. */
  public boolean records(Module module, String className) {
    if (!jdk.contains(module, className)) {
      return selects(className);
    }
    // The probe itself stands on java.base: it is never recorded, whatever is asked for.
    return !include.isEmpty() && module != Object.class.getModule() && selects(className);
  }

  /** Whether calls of the native methods that a class declares are counted where they are made. */
  boolean recordsNative(String className) {
    return !isJdk(className) && selects(className);
  }

  /** Whether the patterns ask for a class. {@code className} has slashes. */
  private boolean selects(String className) {
    if (isOurs(className)) {
      return false;
    }
    String dotted = className.replace('/', '.');
    return !matches(exclude, dotted) && (include.isEmpty() || matches(include, dotted));
  }

  private static boolean isOurs(String className) {
    for (String prefix : NEVER) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
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
    return className.startsWith("java/")
        || className.startsWith("jdk/proxy")
        || className.startsWith("com/sun/proxy/")
        || jdk.moduleOf(className) != null;
  }

  private boolean isJavaBase(String className) {
    return jdk.moduleOf(className) == Object.class.getModule();
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
}
