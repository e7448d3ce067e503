// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;

/** What methods belong to, as the name of a function that stands for all of them. */
public enum MethodGroup {
  /** {@code com.acme}; of a Python function its file's folder. */
  PACKAGE,
  /** {@code com.acme.Foo}, a nested class by itself; Python's profiles know none. */
  CLASS,
  /** {@code com/acme/Foo.java}; what is called in the JDK has none. */
  FILE;

  /** The word for it on a command line: {@code package}. */
  public String word() {
    return switch (this) {
      case PACKAGE -> "package";
      case CLASS -> "class";
      case FILE -> "file";
    };
  }

  /** The group of a method. */
  public Method of(Method method) {
    return switch (method.kind()) {
      case PROBE -> method;
      case SQL, HTTP, REQUEST ->
          group("<" + method.kind().name().toLowerCase(java.util.Locale.ROOT) + ">");
      case FUNCTION -> group(ofFunction(method));
      case METHOD, BRIDGE, JDK, NATIVE, LIBRARY, TEST -> group(ofMethod(method));
    };
  }

  private String ofMethod(Method method) {
    String className = method.className();
    return switch (this) {
      case PACKAGE -> packageOf(className);
      case CLASS -> FunctionNames.readable(className);
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
