// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import dev.tally.profile.Method;

/**
 * groovyc's names.
 *
 * <pre>
 *   Shop$_total_closure1.doCall              Shop.total{closure 1}
 *   Shop$_nested_closure2$_closure5.doCall   Shop.nested{closure 2.5}
 *   Shop$_lam_lambda1.doCall                 Shop.lam{lambda 1}
 *   Bird.super$2$busy                        busy, of the superclass
 *   Flying$Trait$Helper.fly                  Flying.fly
 * </pre>
 *
 * <p>What has no line was made for Groovy's own use, or for a call with fewer arguments.
 */
final class GroovyNames {
  private static final String HELPER = "$Trait$Helper";
  private static final String SUPER = "super$";

  private GroovyNames() {}

  static WrittenName of(Method method) {
    String className = method.className();
    String name = method.name();
    int closure = className.indexOf("$_");
    if (closure > 0 && isNumbered(className)) {
      return ofClosure(method, closure);
    }
    if (name.startsWith("$get") || name.startsWith("$create") || name.equals("getMetaClass")) {
      Role role = method.firstLine() == 0 ? Role.GLUE : Role.WRITTEN;
      return WrittenName.of(className, name, role);
    }
    if (name.startsWith(SUPER)) {
      return WrittenName.of(
          className, name.substring(name.indexOf('$', SUPER.length()) + 1), Role.FORWARDER);
    }
    if (className.endsWith(HELPER)) {
      className = className.substring(0, className.length() - HELPER.length());
    }
    return WrittenName.of(className, name, WrittenNames.roleWithoutLine(method));
  }

  private static WrittenName ofClosure(Method method, int closure) {
    String className = method.className();
    String outer = className.substring(0, closure);
    StringBuilder written = new StringBuilder();
    for (String part : className.substring(closure + 2).split("\\$_", -1)) {
      int word = Math.max(part.lastIndexOf("closure"), part.lastIndexOf("lambda"));
      if (word < 0) {
        return WrittenName.of(className, method.name(), Role.WRITTEN);
      }
      String number = part.substring(word + (part.startsWith("closure", word) ? 7 : 6));
      if (written.length() == 0) {
        written.append(word == 0 ? "" : part.substring(0, word - 1));
        written.append('{').append(part, word, part.length() - number.length()).append(' ');
      } else {
        written.append('.');
      }
      written.append(number);
    }
    Role role =
        switch (method.name()) {
          case "doCall" -> WrittenNames.roleWithoutLine(method);
          case "call" -> Role.STUB;
          default -> Role.GLUE;
        };
    return WrittenName.ofPiece(outer, written.append('}').toString(), role);
  }

  private static boolean isNumbered(String className) {
    return Character.isDigit(className.charAt(className.length() - 1));
  }
}
