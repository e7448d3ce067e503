// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Tells a method that was not called from a name that means none. */
final class KnownMethods {
  private static final int MOST_NEAR = 3;

  private final ProgramMethods methods;

  KnownMethods(ProgramMethods methods) {
    this.methods = methods;
  }

  /**
   * Makes sure that a pattern of which no call was counted means a method that could have been.
   *
   * @throws IllegalArgumentException with near names, if it does not
   */
  void require(MethodPattern wanted) {
    List<CountedMethod> all = methods.recorded();
    if (all.stream().anyMatch(wanted::matches)) {
      return;
    }
    if (wanted.isText()) {
      if (wanted.toString().indexOf('*') < 0) {
        throw new IllegalArgumentException(
            "there was nothing called \""
                + wanted
                + "\" so far"
                + nearTo(wanted, all, all)
                + "; * stands for anything");
      }
      return;
    }
    List<CountedMethod> declared = methods.declared(wanted);
    all = methods.recorded();
    if (all.stream().anyMatch(wanted::matches)) {
      return;
    }
    throw new IllegalArgumentException(
        "no recorded method matches \"" + wanted + "\"" + why(wanted, declared, all));
  }

  private static String why(
      MethodPattern wanted, List<CountedMethod> declared, List<CountedMethod> all) {
    if (declared.isEmpty()) {
      return nearTo(wanted, all, all);
    }
    List<CountedMethod> named = declared.stream().filter(wanted::hasName).toList();
    if (named.stream().anyMatch(each -> each.kind().equals(ProgramMethods.ABSTRACT))) {
      return ": it is abstract, so it has no calls of its own; name the class that implements it"
          + nearTo(wanted, all, all);
    }
    String name = (named.isEmpty() ? declared : named).get(0).className();
    List<CountedMethod> ofClass =
        all.stream().filter(each -> each.className().equals(name) && !each.isBridge()).toList();
    if (ofClass.isEmpty()) {
      return ": class "
          + name
          + " is not recorded. It may be left out by include or exclude, or have been loaded before"
          + " the agent, or be one that cannot be rewritten: tally info lists those";
    }
    return named.isEmpty() ? nearTo(wanted, ofClass, all) : "";
  }

  private static String nearTo(
      MethodPattern wanted, List<CountedMethod> first, List<CountedMethod> all) {
    List<String> near = near(wanted, first);
    if (near.isEmpty()) {
      near = near(wanted, all);
    }
    return near.isEmpty() ? "" : "; near are " + String.join(", ", near);
  }

  private static List<String> near(MethodPattern wanted, List<CountedMethod> methods) {
    String simple = wanted.className().substring(wanted.className().lastIndexOf('.') + 1);
    String name =
        wanted.isText()
            ? "{" + wanted + "}"
            : (simple + "." + wanted.method()).toLowerCase(Locale.ROOT);
    TreeMap<String, Integer> distances = new TreeMap<>();
    for (CountedMethod each : methods) {
      if (!each.isBridge() && !each.kind().equals("TEST")) {
        String other = each.name();
        String lower = other.toLowerCase(Locale.ROOT);
        String nested = lower.substring(lower.lastIndexOf('$', lower.lastIndexOf('.')) + 1);
        int distance =
            lower.endsWith(name) ? 0 : Math.min(distance(name, lower), distance(name, nested));
        if (distance <= Math.max(2, name.length() / 3)) {
          distances.put(other, distance);
        }
      }
    }
    return distances.keySet().stream()
        .sorted(Comparator.comparing(distances::get))
        .limit(MOST_NEAR)
        .toList();
  }

  /** How many letters must be put in, taken out or changed to make one text of another. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[b.length()];
  }
}
