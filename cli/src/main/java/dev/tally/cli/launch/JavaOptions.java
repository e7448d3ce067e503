// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the {@code java} launcher makes of an argument before the program's name. Needed to find
 * that name: {@code -cp lib} is an option with a value, {@code -ea lib} a flag and a main class.
 *
 * <p>The lists are those of {@code java --help}, {@code java -X} and the launcher's own source
 * (java.c and args.c, JDK 17 to 25). What an option means, and whether its value is any good, is
 * left to {@code java}.
 */
final class JavaOptions {
  /** How an argument is to be read. */
  enum Kind {
    /** Stands for itself, such as {@code -Xmx2g} or {@code --add-opens=a/b=c}. */
    FLAG,
    /** The next argument is its value. */
    TAKES_VALUE,
    /** {@code -jar}: the first argument that is not an option is a jar. */
    JAR,
    /** {@code -m} or {@code --module}: the next argument names the program. */
    MODULE,
    /** {@code --module=NAME}: this argument names the program. */
    MODULE_INLINE,
    /** {@code @FILE}: more arguments are in the file. */
    ARGUMENT_FILE,
    /** Does not begin with a dash: the program. */
    OPERAND,
    /** Not an option of any JVM that we know. */
    UNKNOWN
  }

  /** The value follows as the next argument, or, where the name begins with two dashes, after =. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--limit-modules",
          "--patch-module",
          "--enable-native-access",
          "--source",
          "-d",
          "--describe-module");

  /** The value comes after =, and nowhere else. */
  private static final Set<String> WITH_INLINE_VALUE =
      Set.of(
          "--enable-final-field-mutation",
          "--finalization",
          "--illegal-access",
          "--illegal-final-field-mutation",
          "--illegal-native-access",
          "--sun-misc-unsafe-memory-access");

  private static final Set<String> FLAGS =
      Set.of(
          "-?",
          "-client",
          "-d32",
          "-d64",
          "-disableassertions",
          "-disablesystemassertions",
          "-da",
          "-dsa",
          "-ea",
          "-enableassertions",
          "-enablesystemassertions",
          "-esa",
          "-fullversion",
          "-help",
          "-noverify",
          "-server",
          "-showversion",
          "-verbose",
          "-version",
          "--disable-@files",
          "--dry-run",
          "--enable-preview",
          "--full-version",
          "--help-extra",
          "--list-modules",
          "--show-module-resolution",
          "--show-version",
          "--validate-modules");

  /** Whatever follows these belongs to them. */
  private static final List<String> PREFIXES =
      List.of(
          "-X",
          "-D",
          "-agentlib:",
          "-agentpath:",
          "-da:",
          "-disableassertions:",
          "-ea:",
          "-enableassertions:",
          "-javaagent:",
          "-splash:",
          "-verbose:");

  private JavaOptions() {}

  static Kind kind(String argument) {
    if (argument.startsWith("@") && argument.length() > 1 && !argument.startsWith("@@")) {
      return Kind.ARGUMENT_FILE;
    }
    if (!argument.startsWith("-")) {
      return Kind.OPERAND;
    }
    if (argument.equals("-jar")) {
      return Kind.JAR;
    }
    if (argument.equals("-m") || argument.equals("--module")) {
      return Kind.MODULE;
    }
    if (argument.startsWith("--module=")) {
      return Kind.MODULE_INLINE;
    }
    if (WITH_VALUE.contains(argument)) {
      return Kind.TAKES_VALUE;
    }
    int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
    if (equals > 0) {
      String name = argument.substring(0, equals);
      return WITH_VALUE.contains(name) || WITH_INLINE_VALUE.contains(name)
          ? Kind.FLAG
          : Kind.UNKNOWN;
    }
    return FLAGS.contains(argument) || hasKnownPrefix(argument) ? Kind.FLAG : Kind.UNKNOWN;
  }

  private static boolean hasKnownPrefix(String argument) {
    for (String prefix : PREFIXES) {
      if (argument.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** All names, for guessing what a misspelt one was meant to be. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("-jar", "-m", "--module"));
    Stream.of(WITH_VALUE, WITH_INLINE_VALUE, FLAGS).forEach(names::addAll);
    names.sort(null);
    return names;
  }
}
