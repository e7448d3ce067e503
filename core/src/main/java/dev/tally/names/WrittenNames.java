// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a profile's methods as they are written, by the language of each: the extension of
 * its source file. Classes that were made while the program ran have a language of their own.
 */
public final class WrittenNames {
  private final KotlinNames kotlin;

  /** Classes that were compiled with line numbers, so that what has none there tells something. */
  private final Set<String> withLines;

  private WrittenNames(Set<String> suspendLambdas, Set<String> withLines) {
    kotlin = new KotlinNames(suspendLambdas);
    this.withLines = withLines;
  }

  /** Names for these methods; some cannot be told without the others. */
  public static WrittenNames of(List<Method> methods) {
    Set<String> suspendLambdas = new HashSet<>();
    Set<String> withLines = new HashSet<>();
    for (Method method : methods) {
      if (KotlinNames.makesSuspendLambda(method)) {
        suspendLambdas.add(method.className());
      }
      if (method.firstLine() > 0) {
        withLines.add(method.className());
      }
    }
    return new WrittenNames(suspendLambdas, withLines);
  }

  /** The name of a method. */
  public WrittenName of(Method method) {
    if (method.kind() == Kind.LIBRARY) {
      WrittenName name = KotlinNames.ofLibrary(method);
      return GeneratedNames.isCalledByProxies(method) ? name.as(Role.GLUE) : name;
    }
    if (method.kind() != Kind.METHOD && method.kind() != Kind.BRIDGE) {
      return WrittenName.of(method.className(), method.name(), Role.WRITTEN);
    }
    WrittenName name = GeneratedNames.of(method);
    if (name == null) {
      name =
          switch (extension(method)) {
            case "kt", "kts" -> kotlin.of(method);
            case "scala", "sc" -> ScalaNames.of(method);
            case "groovy", "gvy", "gy", "gradle" -> GroovyNames.of(method);
            case "clj", "cljc" -> ClojureNames.of(method);
            default -> JavaNames.of(method);
          };
    }
    boolean forwards =
        method.kind() == Kind.BRIDGE && (name.role() == Role.WRITTEN || name.role() == Role.STUB);
    if (forwards) {
      return name.as(Role.FORWARDER);
    }
    boolean noLinesAtAll =
        method.firstLine() == 0
            && !method.sourceFile().isEmpty()
            && !withLines.contains(method.className());
    return noLinesAtAll && name.role() == Role.STUB ? name.as(Role.WRITTEN) : name;
  }

  /** A facade, which Kotlin makes of functions in several files, has no file itself. */
  private static String extension(Method method) {
    String sourceFile = method.sourceFile();
    return sourceFile.isEmpty() && method.className().endsWith("Kt")
        ? "kt"
        : sourceFile.substring(sourceFile.lastIndexOf('.') + 1);
  }

  /**
   * What has no line was made by a compiler, if that gives a line to all that is written: it may be
   * there for the method of its name that it calls.
   */
  static Role roleWithoutLine(Method method) {
    return method.firstLine() == 0 ? Role.STUB : Role.WRITTEN;
  }

  static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
