// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that other tools give to Java's methods, and to what is none. One text may hold class,
 * method, descriptor and line:
 *
 * <pre>
 *   java/util/HashMap.put                       async-profiler
 *   java/lang/String.equals(Ljava/lang/Object;)Z
 *   com.acme.Foo$Bar.baz:42                     with dots, and with a line
 *   com/acme/Foo$$Lambda.0x00007f6c58000a00.run a hidden class; also with + or / before its address
 *   {native com.acme.Foo.crc}                   what Tally shows in braces
 * malloc, runtime.mallocgc, Parse::do_call    none of Java's
 * </pre>
 *
 * A name without slashes is Java's if it has two parts or more, of Java's letters, of which the
 * class's begins with a capital or the method's is a constructor: {@code Foo.bar}, but not Go's
 * {@code runtime.mallocgc}.
 */
public final class JavaNames {
  /** In place of the file of what has none, as with Python's built-ins: reports show the name. */
  private static final String NO_FILE = "~";

  private static final String NATIVE = "{native ";

  private static final Pattern JAVA_FILE = Pattern.compile("\\.(java|kt|kts|scala|groovy|clj)$");

  private JavaNames() {}

  /**
   * The method of a name that may be followed by a line; that of another language if it is none.
   *
   * @param java whether the tool says that it is Java's
   */
  public static Method method(String name, boolean java) {
    if (name.startsWith("{") && name.endsWith("}")) {
      return inBraces(name);
    }
    String bare = name.substring(0, endOfMethod(name));
    Method method = javaMethod(bare, java);
    return method != null ? method : function(name);
  }

  /** A frame of which name, file and the function's first line are known. */
  public static Method method(String name, String path, int line) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    Method java = method(name, isJavaFile(file));
    if (java.kind() == Kind.FUNCTION || !(file.isEmpty() || isJavaFile(file))) {
      return path.isEmpty() ? function(name) : new Method("", name, "", path, line, Kind.FUNCTION);
    }
    return java.kind() == Kind.METHOD
        ? new Method(java.className(), java.name(), java.descriptor(), file, line, Kind.METHOD)
        : java;
  }

  /** What Tally shows in braces: methods of the JDK, native ones, its own cost. */
  private static Method inBraces(String name) {
    boolean isNative = name.startsWith(NATIVE);
    String text = name.substring(isNative ? NATIVE.length() : 1, name.length() - 1);
    int dot = text.lastIndexOf('.');
    if (dot <= 0 || text.indexOf(' ') >= 0) {
      return function(name);
    }
    String owner = text.substring(0, dot);
    Kind kind = isNative ? Kind.NATIVE : owner.equals("tally") ? Kind.PROBE : Kind.JDK;
    return new Method(owner, text.substring(dot + 1), "", "", 0, kind);
  }

  /** The line behind a name, 0 if there is none. */
  public static int line(String name) {
    int end = endOfMethod(name);
    if (end == name.length() || name.charAt(end) != ':') {
      return 0;
    }
    return Integer.parseInt(name, end + 1, name.length(), 10);
  }

  /** A function of another language of which no more than the name is known. */
  public static Method function(String name) {
    return new Method("", name, "", NO_FILE, 0, Kind.FUNCTION);
  }

  /**
   * A method of Java's.
   *
   * @param className with dots
   */
  public static Method of(String className, String name, String descriptor, String file, int line) {
    return isOfJdk(className)
        ? new Method(className, name, descriptor, "", 0, Kind.JDK)
        : new Method(className, name, descriptor, file, line, Kind.METHOD);
  }

  /** Whether a source file is of a language of the JVM. */
  public static boolean isJavaFile(String file) {
    return JAVA_FILE.matcher(file).find();
  }

  private static boolean isOfJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("javax.")
        || className.startsWith("com.sun.");
  }

  /** Where a line or an index of bytecode begins behind a name; its end if there is neither. */
  private static int endOfMethod(String name) {
    int at = name.length();
    while (at > 0 && isDigit(name.charAt(at - 1))) {
      at--;
    }
    int digits = name.length() - at;
    boolean mark = at > 1 && digits > 0 && digits < 9 && ":@".indexOf(name.charAt(at - 1)) >= 0;
    return mark ? at - 1 : name.length();
  }

  private static @Nullable Method javaMethod(String name, boolean java) {
    int open = name.indexOf('(');
    int end = open < 0 ? name.length() : open;
    int dot = name.lastIndexOf('.', end - 1);
    if (dot <= 0 || dot == end - 1) {
      return null;
    }
    boolean described = open >= 0 && isDescriptor(name, open);
    // Parameters as a reader of Java writes them tell overloads apart, and stay in the name.
    boolean parameters = open >= 0 && !described && name.endsWith(")");
    if (open >= 0 && !described && !parameters) {
      return null;
    }
    String method = name.substring(dot + 1, end);
    String owner = name.substring(0, dot);
    boolean constructor = method.equals("<init>") || method.equals("<clinit>");
    if (!java && !((constructor || isWord(method)) && isClass(owner, constructor))) {
      return null;
    }
    return of(
        dotted(owner),
        parameters ? name.substring(dot + 1) : method,
        described ? name.substring(open) : "",
        "",
        0);
  }

  private static boolean isDescriptor(String name, int open) {
    int close = name.indexOf(')', open);
    return close > 0 && close < name.length() - 1 && name.indexOf(' ', open) < 0;
  }

  private static boolean isClass(String owner, boolean constructor) {
    boolean slashes = false;
    int begin = 0;
    for (int i = 0; i < owner.length(); i++) {
      char c = owner.charAt(i);
      if (c == '/' || c == '.') {
        slashes |= c == '/';
        if (i == begin) {
          return false;
        }
        begin = i + 1;
      } else if (!Character.isJavaIdentifierPart(c) && c != '+' && c != '-') {
        return false;
      }
    }
    if (begin == owner.length() || (slashes && owner.indexOf('.') >= 0 && !isHidden(owner))) {
      return false;
    }
    return slashes || constructor || isHidden(owner) || Character.isUpperCase(owner.charAt(begin));
  }

  private static boolean isWord(String method) {
    for (int i = 0; i < method.length(); i++) {
      if (!Character.isJavaIdentifierPart(method.charAt(i)) && method.charAt(i) != '-') {
        return false;
      }
    }
    return !method.isEmpty();
  }

  private static boolean isHidden(String owner) {
    return owner.contains(".0x") || owner.contains("+0x") || owner.contains("/0x");
  }

  /** With dots, but for the slash before a hidden class's address, as Java itself says it. */
  private static String dotted(String owner) {
    String dotted = owner.replace('/', '.');
    int hidden = Math.max(dotted.lastIndexOf(".0x"), dotted.lastIndexOf("+0x"));
    return hidden < 0 ? dotted : dotted.substring(0, hidden) + "/" + dotted.substring(hidden + 1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
