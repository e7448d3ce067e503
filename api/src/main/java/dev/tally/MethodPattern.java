// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which methods a pattern such as {@code OrderDao.save} or {@code com.acme.*Dao.find*(long)} means;
 * {@link Calls} says what may stand in it. Immutable.
 */
public final class MethodPattern {
  private static final String FETCH = "sql fetch ";
  private static final Pattern TEXT = Pattern.compile("(sql|http|request) .+");

  private final String text;
  private final String className;
  private final String method;

  /** With the package in front or not; a dot of the pattern may be a nested class's dollar sign. */
  private final Pattern classes;

  private final Pattern methods;

  /** Types as written, without blanks; null for any. */
  private final List<String> parameters;

  private MethodPattern(String text, String className, String method, List<String> parameters) {
    this.text = text;
    this.className = className;
    this.method = method;
    this.parameters = parameters;
    classes = Pattern.compile("(.*[.$])?" + regex(className).replace("\\.", "[.$]"));
    methods = Pattern.compile(regex(method));
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, with what was expected and found
   */
  public static MethodPattern of(String text) {
    String trimmed = text.trim();
    if (TEXT.matcher(trimmed).matches()) {
      return new MethodPattern(trimmed, "", trimmed, null);
    }
    int open = trimmed.indexOf('(');
    String name = open < 0 ? trimmed : trimmed.substring(0, open);
    int dot = name.lastIndexOf('.');
    if (dot <= 0
        || dot == name.length() - 1
        || (open >= 0 && !trimmed.endsWith(")"))
        || name.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "expected a class, a dot and a method, such as OrderDao.save or"
              + " com.acme.OrderDao.save(Order, int), or sql and the text of a statement; found \""
              + text
              + "\"");
    }
    List<String> parameters = null;
    if (open >= 0) {
      parameters = new ArrayList<>();
      String inside = trimmed.substring(open + 1, trimmed.length() - 1).trim();
      if (!inside.isEmpty()) {
        for (String type : inside.split(",", -1)) {
          parameters.add(type.trim().replace("...", "[]"));
        }
      }
    }
    return new MethodPattern(trimmed, name.substring(0, dot), name.substring(dot + 1), parameters);
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*') {
        regex.append(".*");
      } else if (Character.isJavaIdentifierPart(c) && c != '$') {
        regex.append(c);
      } else {
        regex.append('\\').append(c);
      }
    }
    return regex.toString();
  }

  /** Whether a method is meant. */
  public boolean matches(CountedMethod of) {
    if (isText()) {
      // Reading what a statement has found is a row of its own.
      return of.className().isEmpty()
          && of.method().startsWith(FETCH) == method.startsWith(FETCH)
          && methods.matcher(of.method()).matches();
    }
    return !of.isBridge()
        && hasName(of)
        && classes.matcher(of.className()).matches()
        && (parameters == null || hasParameters(of.descriptor()));
  }

  /**
   * Whether methods of a class may be meant, by its name with dots, nested ones behind a dollar.
   */
  public boolean matchesClass(String binaryName) {
    return !isText() && classes.matcher(binaryName).matches();
  }

  /** Whether a method has the name, whatever its class and its parameters are. */
  boolean hasName(CountedMethod of) {
    return methods.matcher(of.method()).matches();
  }

  private boolean hasParameters(String descriptor) {
    List<String> types = types(descriptor);
    if (types.size() != parameters.size()) {
      return false;
    }
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i).replace('$', '.');
      String wanted = parameters.get(i).replace('$', '.');
      if (!type.equals(wanted) && !type.endsWith("." + wanted)) {
        return false;
      }
    }
    return true;
  }

  /** The parameters' types as Java writes them; erased, as the JVM knows them. */
  static List<String> types(String descriptor) {
    List<String> types = new ArrayList<>();
    int i = 1;
    while (i < descriptor.length() && descriptor.charAt(i) != ')') {
      int dimensions = 0;
      while (descriptor.charAt(i) == '[') {
        dimensions++;
        i++;
      }
      String type;
      if (descriptor.charAt(i) == 'L') {
        int end = descriptor.indexOf(';', i);
        type = descriptor.substring(i + 1, end).replace('/', '.');
        i = end + 1;
      } else {
        type = primitive(descriptor.charAt(i++));
      }
      types.add(type + "[]".repeat(dimensions));
    }
    return types;
  }

  private static String primitive(char letter) {
    return switch (letter) {
      case 'Z' -> "boolean";
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'S' -> "short";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'F' -> "float";
      default -> "double";
    };
  }

  /** Whether it means statements or requests, by their text, and not methods. */
  boolean isText() {
    return className.isEmpty();
  }

  /** The class as it was written, perhaps without its package. */
  String className() {
    return className;
  }

  /** The method's name as it was written; of statements and requests, all of it. */
  String method() {
    return method;
  }

  @Override
  public String toString() {
    return text;
  }
}
