// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.util.ArrayList;
import java.util.List;

/**
 * A method as the agent names it, and a recording.
 *
 * @param className with dots, a nested class behind a dollar sign
 * @param method the JVM's name
 * @param descriptor the JVM's descriptor; empty if unknown
 * @param kind what it is: {@code METHOD} for one of the program's, {@code BRIDGE} for one that a
 *     compiler made to call another, {@code JDK}, {@code SQL} and so on
 */
public record CountedMethod(String className, String method, String descriptor, String kind) {

  /** For a sentence: the class without its package, and in braces if it is not recorded itself. */
  public String name() {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return switch (kind) {
      case "METHOD", "BRIDGE" -> simple + "." + method;
      case "SQL", "HTTP", "REQUEST" -> "{" + method + "}";
      default -> "{" + (className.isEmpty() ? method : className + "." + method) + "}";
    };
  }

  /** With the package and the types of parameters, these without theirs. */
  String fullName() {
    if (!kind.equals("METHOD")) {
      return name();
    }
    List<String> types = new ArrayList<>();
    for (String type : MethodPattern.types(descriptor)) {
      types.add(type.substring(type.lastIndexOf('.') + 1));
    }
    return className + "." + method + "(" + String.join(", ", types) + ")";
  }

  /** Whether a compiler has made it to call the method that is meant, whose calls are these too. */
  boolean isBridge() {
    return kind.equals("BRIDGE");
  }
}
