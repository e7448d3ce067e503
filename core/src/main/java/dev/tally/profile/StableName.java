// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What stays of a name when the program is compiled or run again. Compilers and class generators
 * number or scramble part of some names: {@code lambda$main$3} is {@code lambda$main$4} once
 * somebody adds a lambda above it, and {@code $Proxy12} is whichever proxy came twelfth. That part
 * is taken off, or becomes {@code #}. Several names may become the same one; {@link Pairing} tells
 * them apart by what they do.
 *
 * <p>The page has a twin of this in JavaScript; {@code stable-names.tsv} among the tests lists real
 * names that both are tested with.
 */
final class StableName {

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String regex, String replacement) {
      return new Rule(Pattern.compile(regex), replacement);
    }
  }

  private static final List<Rule> CLASS_RULES =
      List.of(
          // The JDK's classes of lambdas, other hidden classes, proxies, and reflection's
          // accessors.
          Rule.of("\\$\\$Lambda(\\$\\d+)?([/+](0x)?[0-9a-f]+)?$", "\\$\\$Lambda"),
          Rule.of("[/+]0x[0-9a-f]+", "/0x"),
          Rule.of("^(com\\.sun\\.proxy|jdk\\.proxy\\d+)\\.\\$Proxy\\d+", "\\$Proxy"),
          Rule.of("\\$Proxy\\d+", "\\$Proxy"),
          Rule.of("((Method|Constructor)Accessor)\\d+$", "$1"),
          // Generators of subclasses: Spring's and the old CGLIB, Byte Buddy and its users,
          // Javassist.
          Rule.of("(\\$\\$\\w*CGLIB)\\$\\$[0-9a-f]+(_\\d+)?", "$1"),
          Rule.of(
              "\\$(ByteBuddy|MockitoMock|HibernateProxy|HibernateInstantiator|auxiliary)"
                  + "\\$(?!auxiliary(\\$|$))[A-Za-z0-9]+",
              "\\$$1"),
          Rule.of("(_\\$\\$_(jvst|javassist))[0-9a-f_]+", "$1"),
          // Groovy's scripts and closures, Clojure's functions, the lines of Scala's interpreter.
          Rule.of("(^|\\.)([Ss]cript)\\d+(?=$|\\$)", "$1$2"),
          Rule.of("_(closure|lambda)\\d+", "_$1"),
          Rule.of("(\\$eval|__)\\d+", "$1"),
          Rule.of("\\$line\\d+", "\\$line"),
          // Anonymous and local classes.
          Rule.of("\\$\\d+", "\\$#"));

  private static final List<Rule> METHOD_RULES =
      List.of(
          // Of a lambda that can be serialized, javac puts a hash before the number.
          Rule.of("^(lambda\\$.+)\\$[0-9a-f]{6,8}\\$\\d+$", "$1\\$#"),
          Rule.of("\\$(accessor|original)\\$[A-Za-z0-9]{8}", "\\$$1"),
          Rule.of("\\$lambda-\\d+", "\\$lambda\\$#"),
          Rule.of("\\$proxy\\d+", "\\$proxy#"),
          // As they are written out, see the room names.
          Rule.of("\\{(?!default )([^} ]+) [\\w.]*\\d\\}", "{$1 #}"),
          // Not default arguments of Scala, which are numbered by their place.
          Rule.of("(?<!\\$default)\\$\\d+(?=\\$|$)", "\\$#"));

  private static final List<Rule> FUNCTION_RULES = List.of(Rule.of(" at 0x[0-9a-fA-F]+", " at 0x"));

  private static final List<Rule> FILE_RULES =
      List.of(
          Rule.of("\\bpython(\\d)\\.\\d+", "python$1"),
          Rule.of("<ipython-input-\\d+-[0-9a-f]+>", "<ipython-input>"));

  private static final Pattern GENERATED =
      Pattern.compile("\\$Proxy\\d|\\$\\$|\\$(ByteBuddy|MockitoMock|HibernateProxy)\\$|/0x");

  private StableName() {}

  /** Of a class, by its binary name with dots. */
  static String ofClass(String name) {
    return mayChange(name) ? applied(CLASS_RULES, name) : name;
  }

  /** Of a method of a class. */
  static String ofMethod(String name) {
    return mayChange(name) ? applied(METHOD_RULES, name) : name;
  }

  /** Of a function of another language. */
  static String ofFunction(String name) {
    return name.indexOf('x') < 0 ? name : applied(FUNCTION_RULES, name);
  }

  /** Of a file that functions of another language are in. */
  static String ofFile(String path) {
    return path.indexOf("python") < 0 ? path : applied(FILE_RULES, path);
  }

  /** Whether a class was made while the program ran, or is a compiler's helper. */
  static boolean isGenerated(String className) {
    return className.indexOf('$') >= 0 && GENERATED.matcher(className).find();
  }

  /** Most names have neither a dollar nor a digit, and there may be 100,000 of them. */
  private static boolean mayChange(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '$' || (c >= '0' && c <= '9')) {
        return true;
      }
    }
    return false;
  }

  private static String applied(List<Rule> rules, String name) {
    String stable = name;
    for (Rule rule : rules) {
      stable = rule.pattern.matcher(stable).replaceAll(rule.replacement);
    }
    return stable;
  }
}
