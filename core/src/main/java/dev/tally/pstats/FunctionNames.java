// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;

/**
 * How a Java method is called in pstats' terms, which are a file, a line and a bare name.
 *
 * <pre>
 *   com.acme.Foo.bar at line 12       com/acme/Foo.java  12  Foo.bar
 *   com.acme.Foo$Inner.bar            com/acme/Foo.java  40  Foo.Inner.bar
 *   com.acme.Foo$1.run                com/acme/Foo.java  51  Foo$1.run
 *   no line known                     com/acme/Foo.java   0  Foo.bar(int, String)
 *   no source file known              com/acme/Foo.class  0  Foo.bar(int, String)
 *   Thread.sleep, called in the JDK   ~                   0  &lt;java.lang.Thread.sleep&gt;
 *   a native method                   ~                   0  &lt;native com.acme.Foo.bar&gt;
 *   what is not of a class            ~                   0  &lt;sql SELECT 1&gt;
 *   a function of another language    as it was given
 * </pre>
 *
 * <p>Where no line tells overloads apart their parameters do. Those of a built-in are one function,
 * as an overloaded C function would be in Python.
 */
public final class FunctionNames {
  private FunctionNames() {}

  public static FunctionKey of(Method method) {
    String className = method.className();
    int packageEnd = className.lastIndexOf('.');
    if (method.kind() == Kind.FUNCTION) {
      return new FunctionKey(method.sourceFile(), method.firstLine(), method.name());
    }
    if (method.kind().inBraces()) {
      String of = className.isEmpty() ? "" : readable(className) + ".";
      String kind = method.kind() == Kind.NATIVE ? "native " : "";
      return new FunctionKey("~", 0, "<" + kind + of + method.name() + ">");
    }
    String simpleName = className.substring(packageEnd + 1);
    String name = readable(simpleName) + "." + method.name();
    if (method.firstLine() == 0) {
      name += parameters(method.descriptor());
    }
    String folder =
        packageEnd < 0 ? "" : className.substring(0, packageEnd).replace('.', '/') + "/";
    String file =
        method.sourceFile().isEmpty() ? outermost(simpleName) + ".class" : method.sourceFile();
    return new FunctionKey(folder + file, method.firstLine(), name);
  }

  /**
   * The bare name of a method of the program, with its parameters, as where no line is known; that
   * tells it from its overloads.
   */
  public static String withParameters(Method method) {
    String name = of(method).name();
    return method.firstLine() == 0 ? name : name + parameters(method.descriptor());
  }

  /** {@code Map$Entry} becomes {@code Map.Entry}; the compiler's own {@code Foo$1} stays. */
  static String readable(String className) {
    if (className.indexOf('$') < 0) {
      return className;
    }
    StringBuilder readable = new StringBuilder(className);
    for (int i = 1; i < readable.length() - 1; i++) {
      if (readable.charAt(i) == '$'
          && Character.isJavaIdentifierPart(readable.charAt(i - 1))
          && Character.isLetter(readable.charAt(i + 1))) {
        readable.setCharAt(i, '.');
      }
    }
    return readable.toString();
  }

  private static String outermost(String simpleName) {
    int dollar = simpleName.indexOf('$', 1);
    return dollar < 0 ? simpleName : simpleName.substring(0, dollar);
  }

  /** {@code (I[Ljava/lang/String;)V} becomes {@code (int, String[])}; empty if unknown. */
  public static String parameters(String descriptor) {
    int end = descriptor.lastIndexOf(')');
    if (end < 0) {
      return "";
    }
    StringBuilder text = new StringBuilder("(");
    int dimensions = 0;
    for (int i = 1; i < end; i++) {
      char c = descriptor.charAt(i);
      if (c == '[') {
        dimensions++;
        continue;
      }
      text.append(text.length() > 1 ? ", " : "");
      if (c == 'L') {
        int semicolon = descriptor.indexOf(';', i);
        if (semicolon < 0) {
          return "";
        }
        String type = descriptor.substring(i + 1, semicolon);
        text.append(readable(type.substring(type.lastIndexOf('/') + 1)));
        i = semicolon;
      } else {
        text.append(primitive(c));
      }
      text.append("[]".repeat(dimensions));
      dimensions = 0;
    }
    return text.append(')').toString();
  }

  private static String primitive(char descriptor) {
    return switch (descriptor) {
      case 'Z' -> "boolean";
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'S' -> "short";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'F' -> "float";
      case 'D' -> "double";
      default -> "?";
    };
  }
}
