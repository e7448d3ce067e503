// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The methods that the agent has seen so far: those of the recorded classes that are loaded. */
final class KnownMethods {
  private static final int MOST_NEAR = 3;

  private final Function<Object[], Object> agent;

  KnownMethods(Function<Object[], Object> agent) {
    this.agent = agent;
  }

  /** The methods with these ids, in their order. */
  List<CountedMethod> named(Collection<Integer> ids) {
    return methods(ids.stream().mapToInt(Integer::intValue).toArray());
  }

  private List<CountedMethod> methods(int[] ids) {
    String[] texts = (String[]) agent.apply(new Object[] {"methods", ids});
    List<CountedMethod> methods = new ArrayList<>();
    for (int i = 0; i < texts.length; i += 4) {
      methods.add(new CountedMethod(texts[i], texts[i + 1], texts[i + 2], texts[i + 3]));
    }
    return methods;
  }

  /**
   * Makes sure that a pattern of which no call was counted means a method that could have been.
   *
   * @throws IllegalArgumentException with near names, if it does not
   */
  void require(MethodPattern wanted) {
    List<CountedMethod> all = methods(null);
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
    // Its class may not have been loaded, because nothing has called it.
    Set<String> packages = new TreeSet<>();
    Set<String> classes = new TreeSet<>();
    all.forEach(each -> packages.add(packageOf(each.className())));
    all.forEach(each -> classes.add(each.className() + "$"));
    Class<?> inPackage = load(wanted.className(), packages);
    Class<?> found = inPackage != null ? inPackage : load(wanted.className(), classes);
    all = methods(null);
    if (all.stream().anyMatch(wanted::matches)) {
      return;
    }
    throw new IllegalArgumentException(
        "no recorded method matches \"" + wanted + "\"" + why(wanted, found, all));
  }

  /**
   * Loads the class that a pattern names, if there is one, and does not initialise it.
   *
   * @param prefixes what may stand before the name, such as packages
   */
  private static Class<?> load(String name, Set<String> prefixes) {
    if (name.indexOf('*') >= 0) {
      return null;
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (String candidate : candidates(name, prefixes)) {
      String file = candidate.replace('.', '/') + ".class";
      if ((loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file))
          != null) {
        try {
          return Class.forName(candidate, false, loader);
        } catch (ClassNotFoundException | LinkageError notThisOne) {
          // Perhaps another.
        }
      }
    }
    return null;
  }

  /** What a class may be called: each dot of its name may stand before a nested one. */
  private static List<String> candidates(String name, Set<String> prefixes) {
    List<String> candidates = new ArrayList<>();
    for (String each = name; ; ) {
      candidates.add(each);
      for (String prefix : prefixes) {
        candidates.add(prefix + each);
      }
      int dot = each.lastIndexOf('.');
      if (dot < 0) {
        return candidates;
      }
      each = each.substring(0, dot) + "$" + each.substring(dot + 1);
    }
  }

  private static String why(MethodPattern wanted, Class<?> found, List<CountedMethod> all) {
    if (found == null) {
      return nearTo(wanted, all, all);
    }
    String name = found.getName();
    List<CountedMethod> ofClass =
        all.stream().filter(each -> each.className().equals(name) && !each.isBridge()).toList();
    boolean isAbstract = false;
    boolean exists = false;
    try {
      for (java.lang.reflect.Method each : found.getDeclaredMethods()) {
        if (each.getName().equals(wanted.method())) {
          exists = true;
          isAbstract |= java.lang.reflect.Modifier.isAbstract(each.getModifiers());
        }
      }
    } catch (LinkageError incomplete) {
      // Then it is not known.
    }
    if (isAbstract) {
      return ": it is abstract, so it has no calls of its own; name the class that implements it"
          + nearTo(wanted, all, all);
    }
    if (ofClass.isEmpty()) {
      return ": class "
          + name
          + " is not recorded. It may be left out by include or exclude, or have been loaded before"
          + " the agent, or be one that cannot be rewritten: tally info lists those";
    }
    return exists ? "" : nearTo(wanted, ofClass, all);
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

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1);
  }
}
