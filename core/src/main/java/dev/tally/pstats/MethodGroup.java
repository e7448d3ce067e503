// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.Map;

/** What methods belong to, as the name of a function that stands for all of them. */
public enum MethodGroup {
  /** {@code com.acme}; of a Python function its file's folder. */
  PACKAGE,
  /** {@code com.acme.Foo}, a nested class by itself; Python's profiles know none. */
  CLASS,
  /** {@code com/acme/Foo.java}; what is called in the JDK has none. */
  FILE,
  /** {@code jackson-core-2.20.jar}, {@code java.base}: where the class came from. */
  JAR;

  private static final String UNKNOWN = "(unknown)";

  /** The word for it on a command line: {@code package}. */
  public String word() {
    return switch (this) {
      case PACKAGE -> "package";
      case CLASS -> "class";
      case FILE -> "file";
      case JAR -> "jar";
    };
  }

  /**
   * The group of a method.
   *
   * @param places of classes, see {@link dev.tally.profile.Origin#places}
   */
  public Method of(Method method, Map<String, String> places) {
    return switch (method.kind()) {
      case PROBE -> method;
      case SQL, HTTP, REQUEST ->
          group("<" + method.kind().name().toLowerCase(java.util.Locale.ROOT) + ">");
      case FUNCTION -> group(ofFunction(method));
      case METHOD, BRIDGE, JDK, NATIVE, LIBRARY, TEST ->
          group(this == JAR ? placeOf(method.className(), places) : ofMethod(method));
    };
  }

  private String ofMethod(Method method) {
    String className = method.className();
    return switch (this) {
      case PACKAGE -> packageOf(className);
      case CLASS, JAR -> FunctionNames.readable(className);
      case FILE ->
          method.kind() == Kind.JDK || method.kind() == Kind.LIBRARY
              ? "<" + packageOf(className) + ">"
              : FunctionNames.of(
                      new Method(
                          className,
                          method.name(),
                          method.descriptor(),
                          method.sourceFile(),
                          method.firstLine(),
                          Kind.METHOD))
                  .file();
    };
  }

  /** That of its outer class where its own is not known: a name that people wrote has no class. */
  private static String placeOf(String className, Map<String, String> places) {
    String place = places.get(className);
    for (int end = className.length();
        place == null && (end = className.lastIndexOf('$', end - 1)) > 0; ) {
      place = places.get(className.substring(0, end));
    }
    return place == null ? UNKNOWN : place;
  }

  private String ofFunction(Method method) {
    String file = method.sourceFile();
    int slash = file.lastIndexOf('/');
    return this == PACKAGE && slash >= 0 ? file.substring(0, slash + 1) : file;
  }

  private static String packageOf(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "(no package)" : className.substring(0, dot);
  }

  /** A function without file and line, which reports show by its name alone. */
  private static Method group(String name) {
    return new Method("", name, "", "~", 0, Kind.FUNCTION);
  }
}
