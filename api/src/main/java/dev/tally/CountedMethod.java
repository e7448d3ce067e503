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
 *     compiler made to call another, {@link #JDK}, {@code SQL} and so on
 */
public record CountedMethod(String className, String method, String descriptor, String kind) {
  /** What a method of the JDK is, whose calls are counted where recorded code makes them. */
  static final String JDK = "JDK";

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
    return kind.equals("METHOD") ? className + "." + method + parameters() : name();
  }

  /** As one may write it in a pattern: with the package if it is the JDK's. */
  String asPattern() {
    return kind.equals(JDK) ? className + "." + method : name();
  }

  /** The same, told from others of its name. */
  String asPatternWithParameters() {
    return asPattern() + parameters();
  }

  private String parameters() {
    List<String> types = new ArrayList<>();
    for (String type : MethodPattern.types(descriptor)) {
      types.add(type.substring(type.lastIndexOf('.') + 1));
    }
    return "(" + String.join(", ", types) + ")";
  }

  /** Whether a compiler has made it to call the method that is meant, whose calls are these too. */
  boolean isBridge() {
    return kind.equals("BRIDGE");
  }
}
