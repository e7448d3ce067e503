// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells a method that was not called from a name that means none. */
final class KnownMethods {
  private static final int MOST_NEAR = 3;
  private static final int MOST_OVERLOADS = 10;

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
    if (all.stream().anyMatch(wanted::matches)
        || (hasJdk(all) && hasJdk(declared) && declared.stream().anyMatch(wanted::matches))) {
      return;
    }
    throw new IllegalArgumentException(
        "no recorded method matches \"" + wanted + "\"" + why(wanted, declared, all));
  }

  /** Of all: whether calls into the JDK are counted. Of a class: whether it is the JDK's. */
  private static boolean hasJdk(List<CountedMethod> methods) {
    return methods.stream().anyMatch(KnownMethods::isJdk);
  }

  private static boolean isJdk(CountedMethod method) {
    return method.kind().equals(CountedMethod.JDK);
  }

  private static String why(
      MethodPattern wanted, List<CountedMethod> declared, List<CountedMethod> all) {
    if (declared.isEmpty()) {
      String near = nearTo(wanted, all, all);
      return near.isEmpty() && wanted.className().indexOf('*') < 0
          ? ": no class "
              + wanted.className()
              + " is known; if it is there, and not recorded, name it with its package"
          : near;
    }
    List<CountedMethod> named = declared.stream().filter(wanted::hasName).toList();
    if (!named.isEmpty() && named.stream().noneMatch(wanted::matches)) {
      return "; near are " + overloads(wanted, Stream.concat(named.stream(), all.stream()));
    }
    if (hasJdk(declared)) {
      return hasJdk(all)
          ? nearTo(wanted, declared, all)
          : ": calls into the JDK are not counted, as --no-builtins says";
    }
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
          + " is not recorded. It may be left out by include or exclude, or run tests, or have been"
          + " loaded before the agent, or be one that cannot be rewritten: tally info lists those";
    }
    return nearTo(wanted, ofClass, all);
  }

  private static String overloads(MethodPattern wanted, Stream<CountedMethod> methods) {
    return methods
        .filter(each -> wanted.matchesClass(each.className()) && wanted.hasName(each))
        .filter(each -> !each.isBridge() && !each.descriptor().isEmpty())
        .map(CountedMethod::asPatternWithParameters)
        .distinct()
        .sorted()
        .limit(MOST_OVERLOADS)
        .collect(joining(", "));
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
        String other = each.asPattern();
        int start = isJdk(each) ? each.className().lastIndexOf('.') + 1 : 0; // Without the package.
        String lower = other.substring(start).toLowerCase(Locale.ROOT);
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
