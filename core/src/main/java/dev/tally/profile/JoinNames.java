// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which methods of a counted profile a frame of another tool's may be. Tools agree on class and
 * name; some know the descriptor, some the line, and lambdas and generated classes have other
 * numbers in each run ({@link StableName}).
 */
final class JoinNames {
  /** Of classes made by the thousand, all of one stable name, only so many are tried. */
  private static final int MOST_CANDIDATES = 100;

  private final List<Method> methods;
  private final long[] weights;
  private final Map<String, List<Integer>> exact = new HashMap<>();
  private final Map<String, List<Integer>> stable = new HashMap<>();

  /** Methods of the JDK by their bare names. */
  private final Map<String, List<Integer>> bare = new HashMap<>();

  /**
   * @param weights of each method, how much it matters: the first of equals is the one that does
   *     most
   */
  JoinNames(List<Method> methods, long[] weights) {
    this.methods = methods;
    this.weights = weights.clone();
    for (int m = 0; m < methods.size(); m++) {
      Method method = methods.get(m);
      if (method.kind() == Kind.PROBE) {
        continue;
      }
      add(exact, exactName(method), m);
      add(stable, stableName(method), m);
      if (isOfJdk(method)) {
        add(bare, method.name(), m);
      }
    }
    Comparator<Integer> heaviestFirst = Comparator.comparingLong((Integer m) -> -this.weights[m]);
    for (Map<String, List<Integer>> each : List.of(exact, stable, bare)) {
      each.values().forEach(list -> list.sort(heaviestFirst));
    }
  }

  private static void add(Map<String, List<Integer>> map, String name, int method) {
    map.computeIfAbsent(name, any -> new ArrayList<>(1)).add(method);
  }

  /** What a frame may be, the likeliest first. */
  int[] candidates(Method method, int line) {
    List<Integer> found = exact.get(exactName(method));
    if (found == null) {
      found = stable.get(stableName(method));
    }
    List<Integer> others = isOfJdk(method) ? bare.get(method.name()) : null;
    List<Integer> ordered = new ArrayList<>();
    if (found != null) {
      addFitting(found, method, line, ordered);
    }
    if (others != null && !method.name().startsWith("<")) {
      // A call of an interface's method is counted by the name that it was called by: List.add.
      addFitting(others, method, 0, ordered);
    }
    return ordered.stream().mapToInt(m -> m).limit(MOST_CANDIDATES).toArray();
  }

  private void addFitting(List<Integer> from, Method method, int line, List<Integer> to) {
    int begin = to.size();
    int atLine = -1;
    for (int m : from.subList(0, Math.min(from.size(), MOST_CANDIDATES))) {
      Method candidate = methods.get(m);
      if (to.contains(m) || !isSameDescriptor(candidate, method)) {
        continue;
      }
      to.add(m);
      int first = candidate.firstLine();
      boolean before = first > 0 && first <= line;
      if (before && (atLine < 0 || first > methods.get(atLine).firstLine())) {
        atLine = m;
      }
    }
    if (atLine >= 0) {
      to.remove(Integer.valueOf(atLine));
      to.add(begin, atLine);
    }
  }

  private static boolean isSameDescriptor(Method one, Method other) {
    return one.descriptor().isEmpty()
        || other.descriptor().isEmpty()
        || one.descriptor().equals(other.descriptor());
  }

  /** Counted where recorded code calls it, and only there. */
  static boolean isOfJdk(Method method) {
    return method.kind() == Kind.JDK || method.kind() == Kind.NATIVE;
  }

  private static String exactName(Method method) {
    return owner(method) + "." + method.name();
  }

  private static String stableName(Method method) {
    return method.kind() == Kind.FUNCTION
        ? exactName(method)
        : StableName.ofClass(method.className()) + "." + StableName.ofMethod(method.name());
  }

  private static String owner(Method method) {
    String file = method.sourceFile();
    return method.kind() == Kind.FUNCTION
        ? file.substring(file.lastIndexOf('/') + 1)
        : method.className();
  }
}
