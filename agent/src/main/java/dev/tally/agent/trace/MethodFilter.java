// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.profile.TestEngines;
import java.util.ArrayList;
import java.util.List;

/**
 * Which classes are recorded, and which calls are calls into the JDK.
 *
 * <p>What belongs to the JDK is told by module where a class is loaded, and by package where it is
 * only named: see {@link JdkModules}. Called by the transformer on whichever thread loads a class;
 * immutable.
 */
public final class MethodFilter {
  private static final String[] NEVER = {"dev/tally/agent/", "java/lang/Tally", "dev/tally/probe/"};

  /** What a program calls, {@code dev.tally.Tally}; what is in packages below it is not ours. */
  private static final String API = "dev/tally/";

  /** What compilers of other languages call: checks for null, boxes, continuations, dispatch. */
  private static final String[] OF_COMPILERS = {
    "kotlin/jvm/internal/",
    "kotlin/coroutines/",
    "kotlin/ResultKt",
    "kotlin/Unit",
    "scala/runtime/",
    "org/codehaus/groovy/runtime/",
    "org/codehaus/groovy/vmplugin/",
    "groovy/lang/GroovyObject",
    "groovy/lang/MetaClass",
    "clojure/lang/",
  };

  private final IncludePatterns include;
  private final List<String> exclude;
  private final boolean testEngines;
  private final JdkModules jdk;

  /** Without {@link TestEngines}, unless {@code include} names them. */
  public MethodFilter(List<String> include, List<String> exclude) {
    this(include, exclude, false);
  }

  /**
   * @param include patterns of class names with dots; empty for every class but the JDK's and those
   *     that run tests
   * @param exclude patterns, which win over {@code include}
   * @param testEngines whether an empty {@code include} means what runs tests, too
   */
  public MethodFilter(List<String> include, List<String> exclude, boolean testEngines) {
    this.testEngines = testEngines;
    this.include = new IncludePatterns(dotted(include));
    this.exclude = dotted(exclude);
    this.jdk = new JdkModules();
  }

  /** With dots also where somebody thought of folders: {@code com/acme/**}. */
  private static List<String> dotted(List<String> patterns) {
    List<String> dotted = new ArrayList<>();
    for (String pattern : patterns) {
      dotted.add(pattern.replace('/', '.'));
    }
    return dotted;
  }

  /** A sentence about each pattern of {@code include} that no class has matched so far. */
  public List<String> unmatched() {
    return include.unmatched();
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
      return selects(className, true);
    }
    // The probe itself stands on java.base: it is never recorded, whatever is asked for.
    return !include.isEmpty() && module != Object.class.getModule() && selects(className, false);
  }

  /** Whether calls of the native methods that a class declares are counted where they are made. */
  boolean recordsNative(String className) {
    return !isJdk(className) && selects(className, true);
  }

  /** Whether the patterns ask for a class. {@code className} has slashes. */
  private boolean selects(String className, boolean program) {
    if (isOurs(className)) {
      return false;
    }
    String dotted = className.replace('/', '.');
    return !matches(exclude, dotted)
        && (include.isEmpty() ? isByDefault(dotted) : include.select(dotted, program));
  }

  /** Whether a class outside the JDK is recorded where no patterns say which. */
  private boolean isByDefault(String dotted) {
    return testEngines || !TestEngines.contain(dotted) || TestEngines.giveThreads(dotted);
  }

  private static boolean isOurs(String className) {
    for (String prefix : NEVER) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return className.startsWith(API) && className.indexOf('/', API.length()) < 0;
  }

  /** Whether classes are named that are to be recorded, and so others are not. */
  boolean hasInclude() {
    return !include.isEmpty();
  }

  /**
   * Whether a class that is only named gets probes when it is loaded. {@code className} has
   * slashes.
   */
  boolean isRecorded(String className) {
    String dotted = className.replace('/', '.');
    return !isJdk(className)
        && !isOurs(className)
        && !matches(exclude, dotted)
        && (include.isEmpty() ? isByDefault(dotted) : include.matches(dotted));
  }

  /**
   * Whether a class that is only named is of a library: neither recorded nor the JDK's. What is
   * excluded by name is to be left out altogether, and what a compiler calls without being told to
   * nobody asks for.
   */
  boolean isLibrary(String className) {
    if (include.isEmpty() || isJdk(className) || isOurs(className)) {
      return false;
    }
    for (String prefix : OF_COMPILERS) {
      if (className.startsWith(prefix)) {
        return false;
      }
    }
    String dotted = className.replace('/', '.');
    return !include.matches(dotted) && !matches(exclude, dotted);
  }

  /** Whether a call of a method of this class, seen in recorded code, is a call into the JDK. */
  public boolean isBuiltin(String owner) {
    return isJdk(owner)
        && (include.isEmpty()
            || isJavaBase(owner)
            || !include.matches(owner.replace('/', '.'))
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
