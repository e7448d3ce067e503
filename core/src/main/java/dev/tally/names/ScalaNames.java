// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import dev.tally.profile.Method;

/**
 * scalac's names, of Scala 2 and 3.
 *
 * <pre>
 *   Main$.use                        Main.use
 *   pkg3$package$.topLevel           pkg3.topLevel          of no class, in Scala 3
 *   total$$anonfun$1                 total{lambda 1}
 *   $anonfun$total$1                 total{lambda 1}        Scala 2
 *   …$adapted                        the same, with its arguments in boxes
 *   total$default$2                  total{default 2}
 *   $lessinit$greater$default$2      &lt;init&gt;{default 2}
 *   heavy$lzycompute, heavy$lzyINIT1 heavy
 *   apply$mcII$sp                    apply                  for primitive types
 *   area$                            area                   of a trait, for classes that have it
 *   inner$1                          inner{local 1}
 *   $plus$plus                       ++
 * </pre>
 */
final class ScalaNames {
  private static final String ANONFUN = "$anonfun$";
  private static final String ADAPTED = "$adapted";
  private static final String DEFAULT = "$default$";

  private static final String[] SIGNS = {
    "$plus", "+", "$minus", "-", "$times", "*", "$div", "/", "$percent", "%", "$eq", "=", "$less",
    "<", "$greater", ">", "$bang", "!", "$qmark", "?", "$colon", ":", "$amp", "&", "$bar", "|",
    "$up", "^", "$tilde", "~", "$at", "@", "$hash", "#", "$bslash", "\\",
  };

  private ScalaNames() {}

  static WrittenName of(Method method) {
    String className = className(method.className());
    String name = method.name();
    Role role = WrittenNames.roleWithoutLine(method);
    if (name.startsWith("<")) { // A class has a constructor, its object another.
      return WrittenName.of(method.className(), name, Role.WRITTEN);
    }
    if (name.contains(ADAPTED)) {
      name = name.replace(ADAPTED, "");
      role = Role.FORWARDER;
    }
    int private_ = name.lastIndexOf("$$");
    if (private_ > 0 && !name.startsWith("anonfun$", private_ + 2)) {
      name = name.substring(private_ + 2); // shop$Item$$hidden, which another class calls.
    }
    if (name.contains(ANONFUN)) {
      return WrittenName.of(className, ofFunction(name), role);
    }
    String value = ofLazyValue(name);
    if (!value.equals(name)) {
      return WrittenName.of(className, decoded(value), Role.PART);
    }
    int special = name.indexOf("$mc");
    if (special > 0 && name.endsWith("$sp")) {
      return WrittenName.of(className, decoded(name.substring(0, special)), Role.PART);
    }
    int argument = name.indexOf(DEFAULT);
    if (argument > 0) {
      String of = decoded(name.substring(0, argument));
      return WrittenName.of(
          className, of + "{default " + name.substring(argument + DEFAULT.length()) + "}", role);
    }
    if (name.endsWith("$") && name.length() > 1 && !name.startsWith("$")) {
      return WrittenName.of(
          className, decoded(name.substring(0, name.length() - 1)), Role.FORWARDER);
    }
    int last = name.lastIndexOf('$');
    if (last > 0 && WrittenNames.isNumber(name.substring(last + 1))) {
      return WrittenName.of(
          className,
          decoded(name.substring(0, last)) + "{local " + name.substring(last + 1) + "}",
          role);
    }
    return WrittenName.of(className, decoded(name), role);
  }

  /** Of functions within functions the first's method, and all their numbers. */
  private static String ofFunction(String name) {
    StringBuilder numbers = new StringBuilder();
    String of = name;
    int at;
    while ((at = of.lastIndexOf(ANONFUN)) >= 0) {
      String behind = of.substring(at + ANONFUN.length());
      String before = of.substring(0, at);
      int number = behind.lastIndexOf('$');
      if (at == 0 && number > 0) { // Scala 2 has the method behind the word.
        numbers.insert(0, behind.substring(number + 1) + ".");
        of = behind.substring(0, number);
      } else {
        numbers.insert(0, behind + ".");
        of = before.endsWith("$") ? before.substring(0, before.length() - 1) : before;
      }
    }
    numbers.setLength(numbers.length() - 1);
    of = ofLazyValue(of);
    String method = of.equals("$init$") || of.equals("new") ? "<init>" : decoded(of);
    return method + "{lambda " + numbers + "}";
  }

  /** Of what makes a lazy value the value. */
  private static String ofLazyValue(String name) {
    for (String lazy : new String[] {"$lzycompute", "$lzyINIT"}) {
      int at = name.indexOf(lazy);
      if (at > 0) {
        return name.substring(0, at);
      }
    }
    return name;
  }

  private static String className(String className) {
    String plain = className.replace("$$anon", "$anon");
    if (!plain.endsWith("$") || plain.length() == 1) {
      return plain;
    }
    plain = plain.substring(0, plain.length() - 1);
    return plain.endsWith("$package")
        ? plain.substring(0, plain.length() - "$package".length())
        : plain;
  }

  private static String decoded(String name) {
    if (name.equals("$lessinit$greater")) {
      return "<init>";
    }
    String decoded = name;
    for (int i = 0; decoded.indexOf('$') >= 0 && i < SIGNS.length; i += 2) {
      decoded = decoded.replace(SIGNS[i], SIGNS[i + 1]);
    }
    return decoded;
  }
}
