// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import dev.tally.profile.Method;

/**
 * javac's names.
 *
 * <pre>
 *   lambda$total$2             total{lambda 2}
 *   lambda$total$405e4ee1$1    total{lambda 1}     one that can be serialized
 *   lambda$new$1               &lt;init&gt;{lambda 1}
 *   lambda$static$0            &lt;clinit&gt;{lambda 0}
 *   lambda$null$3              {lambda 3}          in another lambda, up to Java 8
 *   access$200                 whatever it calls   up to Java 10
 * </pre>
 */
final class JavaNames {
  private static final String LAMBDA = "lambda$";
  private static final String ACCESS = "access$";

  private JavaNames() {}

  static WrittenName of(Method method) {
    String name = method.name();
    if (name.startsWith(LAMBDA)) {
      int last = name.lastIndexOf('$');
      String number = name.substring(last + 1);
      if (WrittenNames.isNumber(number)) {
        String enclosing = last < LAMBDA.length() ? "" : name.substring(LAMBDA.length(), last);
        return WrittenName.of(
            method.className(), enclosing(enclosing) + "{lambda " + number + "}", Role.WRITTEN);
      }
    } else if (name.startsWith(ACCESS) && WrittenNames.isNumber(name.substring(ACCESS.length()))) {
      return WrittenName.of(method.className(), name, Role.ACCESSOR);
    }
    return WrittenName.of(method.className(), name, Role.WRITTEN);
  }

  private static String enclosing(String part) {
    int hash = part.lastIndexOf('$');
    if (hash >= 0 && isHash(part.substring(hash + 1))) {
      return enclosing(part.substring(0, hash));
    }
    return switch (part) {
      case "new" -> "<init>";
      case "static" -> "<clinit>";
      case "null" -> "";
      default -> part;
    };
  }

  private static boolean isHash(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return text.length() >= 6 && text.length() <= 8;
  }
}
