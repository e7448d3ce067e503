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

  private WrittenNames(Set<String> suspendLambdas) {
    kotlin = new KotlinNames(suspendLambdas);
  }

  /** Names for these methods; some cannot be told without the others. */
  public static WrittenNames of(List<Method> methods) {
    Set<String> suspendLambdas = new HashSet<>();
    for (Method method : methods) {
      if (KotlinNames.makesSuspendLambda(method)) {
        suspendLambdas.add(method.className());
      }
    }
    return new WrittenNames(suspendLambdas);
  }

  /** The name of a method. */
  public WrittenName of(Method method) {
    if (method.kind() != Kind.METHOD && method.kind() != Kind.BRIDGE) {
      return WrittenName.of(method.className(), method.name(), Role.WRITTEN);
    }
    WrittenName name = GeneratedNames.of(method);
    if (name == null) {
      name =
          switch (extension(method.sourceFile())) {
            case "kt", "kts" -> kotlin.of(method);
            case "scala", "sc" -> ScalaNames.of(method);
            case "groovy", "gvy", "gy", "gradle" -> GroovyNames.of(method);
            case "clj", "cljc" -> ClojureNames.of(method);
            default -> JavaNames.of(method);
          };
    }
    boolean forwards =
        method.kind() == Kind.BRIDGE && (name.role() == Role.WRITTEN || name.role() == Role.STUB);
    return forwards
        ? new WrittenName(name.className(), name.name(), name.mark(), name.signed(), Role.FORWARDER)
        : name;
  }

  private static String extension(String sourceFile) {
    return sourceFile.substring(sourceFile.lastIndexOf('.') + 1);
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
