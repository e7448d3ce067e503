// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import dev.tally.profile.Method;
import java.util.Map;

/**
 * Names of Clojure's compiler: a class for each function, with what Java cannot have in a name
 * spelled out.
 *
 * <pre>
 *   shop.core$line_total.invokeStatic       shop.core.line-total
 *   shop.core$all_QMARK_$fn__301.invoke     shop.core.all?{fn 301}
 *   shop.core$named_BANG_$helper__310       shop.core.named!{helper 310}
 *   shop.core$fn__302                       shop.core.{fn 302}
 * </pre>
 */
final class ClojureNames {
  /** Of {@code clojure.lang.Compiler}'s table, the longer ones first where one begins another. */
  private static final Map<String, String> SPELLED =
      Map.ofEntries(
          Map.entry("_BANG_", "!"),
          Map.entry("_QMARK_", "?"),
          Map.entry("_STAR_", "*"),
          Map.entry("_PLUS_", "+"),
          Map.entry("_GT_", ">"),
          Map.entry("_LT_", "<"),
          Map.entry("_EQ_", "="),
          Map.entry("_SLASH_", "/"),
          Map.entry("_BSLASH_", "\\"),
          Map.entry("_COLON_", ":"),
          Map.entry("_SINGLEQUOTE_", "'"),
          Map.entry("_DOUBLEQUOTE_", "\""),
          Map.entry("_AMPERSAND_", "&"),
          Map.entry("_PERCENT_", "%"),
          Map.entry("_SHARP_", "#"),
          Map.entry("_TILDE_", "~"),
          Map.entry("_CIRCA_", "@"),
          Map.entry("_CARET_", "^"),
          Map.entry("_BAR_", "|"));

  private ClojureNames() {}

  static WrittenName of(Method method) {
    String className = method.className();
    int dollar = className.indexOf('$', className.lastIndexOf('.') + 2);
    Role role =
        switch (method.name()) {
          case "invoke", "doInvoke", "invokePrim" -> Role.STUB;
          case "<init>", "<clinit>", "getRequiredArity", "meta", "withMeta" -> Role.GLUE;
          default -> Role.WRITTEN;
        };
    if (dollar < 0) {
      return WrittenName.of(className, method.name(), Role.WRITTEN);
    }
    if (role != Role.STUB && !method.name().equals("invokeStatic")) {
      return WrittenName.of(className, method.name(), role);
    }
    StringBuilder written = new StringBuilder();
    for (String part : className.substring(dollar + 1).split("\\$", -1)) {
      int number = part.lastIndexOf("__");
      boolean numbered = number > 0 && WrittenNames.isNumber(part.substring(number + 2));
      if (numbered) {
        written.append('{').append(readable(part.substring(0, number)));
        written.append(' ').append(part, number + 2, part.length()).append('}');
      } else {
        written.append(written.length() == 0 ? "" : "/").append(readable(part));
      }
    }
    return WrittenName.of(className.substring(0, dollar), written.toString(), role);
  }

  private static String readable(String name) {
    StringBuilder readable = new StringBuilder();
    for (int i = 0; i < name.length(); ) {
      int end = name.charAt(i) == '_' ? name.indexOf('_', i + 1) + 1 : 0;
      String sign = end > 0 ? SPELLED.get(name.substring(i, end)) : null;
      if (sign != null) {
        readable.append(sign);
        i = end;
      } else {
        readable.append(name.charAt(i) == '_' ? '-' : name.charAt(i));
        i++;
      }
    }
    return readable.toString();
  }
}
