// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import dev.tally.system.Expected.Caller;
import dev.tally.system.Expected.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares a recording with what a target's comments say, and lists every difference. */
final class Discrepancies {
  private final Profile profile;
  private final MethodStats stats;
  private final Map<String, Long> printed;
  private final List<String> found = new ArrayList<>();

  private Discrepancies(Profile profile, String standardError) {
    this.profile = profile;
    stats = MethodStats.of(profile);
    printed = Recordings.numbers(standardError);
  }

  /**
   * @param standardError what the program printed there, for the numbers it counted itself
   * @param builtins whether the recording has rows for built-ins
   */
  static List<String> between(
      Target target, Profile profile, String standardError, boolean builtins) {
    Discrepancies discrepancies = new Discrepancies(profile, standardError);
    for (TargetSource source : target.sources()) {
      discrepancies.methods(source, builtins);
      if (builtins) {
        discrepancies.builtins(source.builtins);
      }
    }
    discrepancies.strangers(target);
    return discrepancies.found;
  }

  private void methods(TargetSource source, boolean builtins) {
    Map<Expected, List<Integer>> recorded = new HashMap<>();
    for (int m = 0; m < stats.methodCount(); m++) {
      int index = m;
      about(source, profile.methods().get(m))
          .ifPresent(e -> recorded.computeIfAbsent(e, key -> new ArrayList<>()).add(index));
    }
    for (Expected expected : source.methods) {
      String what = expected.method() + " (" + expected.file() + ":" + expected.line() + ")";
      Set<Integer> methods = new HashSet<>(recorded.getOrDefault(expected, List.of()));
      if (named(methods).size() > 1) {
        found.add(what + ": one comment, several methods: " + named(methods));
      }
      check(what, expected.calls(), calls(methods), primitiveCalls(methods));
      if (builtins && !expected.callers().isEmpty()) {
        callers(what, expected, methods);
      }
    }
  }

  /** The last comment of that name at or above the method's first line. */
  private static Optional<Expected> about(TargetSource source, Method method) {
    return source.methods.stream()
        .filter(expected -> expected.mayBe(method))
        .max(Comparator.comparingInt(Expected::line));
  }

  /** One source method may be loaded several times, by several class loaders. */
  private Set<String> named(Set<Integer> methods) {
    Set<String> names = new HashSet<>();
    for (int m : methods) {
      Method method = profile.methods().get(m);
      names.add(
          method.className().replaceAll("[/+].*", "") + "." + method.name() + method.descriptor());
    }
    return names;
  }

  private long calls(Set<Integer> methods) {
    return methods.stream().mapToLong(stats::calls).sum();
  }

  private long primitiveCalls(Set<Integer> methods) {
    return methods.stream().mapToLong(stats::primitiveCalls).sum();
  }

  private void callers(String what, Expected expected, Set<Integer> methods) {
    Map<String, long[]> actual = new HashMap<>();
    long inner = 0;
    for (int edge = 0; edge < stats.edgeCount(); edge++) {
      if (!methods.contains(stats.callee(edge))) {
        continue;
      }
      Method caller = profile.methods().get(stats.caller(edge));
      String name =
          expected.callers().stream()
              .map(Caller::name)
              .filter(candidate -> Expected.named(candidate, caller))
              .findFirst()
              .orElse(caller.className() + "." + caller.name());
      long[] sums = actual.computeIfAbsent(name, key -> new long[2]);
      sums[0] += stats.edgeCalls(edge);
      sums[1] += stats.edgePrimitiveCalls(edge);
      inner += stats.edgeCalls(edge);
    }
    long outermost = calls(methods) - inner;
    if (outermost != 0) {
      actual.put(Caller.OUTERMOST, new long[] {outermost, outermost});
    }
    for (Caller caller : expected.callers()) {
      long[] sums = actual.getOrDefault(caller.name(), new long[2]);
      actual.remove(caller.name());
      check(what + " from " + caller.name(), caller.calls(), sums[0], sums[1]);
    }
    actual.forEach(
        (name, sums) -> found.add(what + " from " + name + ": expected 0, found " + sums[0]));
  }

  private void builtins(Map<String, Count> expected) {
    expected.forEach(
        (name, count) -> {
          Set<Integer> methods = new HashSet<>();
          for (int m = 0; m < stats.methodCount(); m++) {
            Method method = profile.methods().get(m);
            if (method.kind().inBraces() && Expected.named(name, method)) {
              methods.add(m);
            }
          }
          check("{" + name + "}", count, calls(methods), primitiveCalls(methods));
        });
  }

  /** Methods of the target's files without a comment. */
  private void strangers(Target target) {
    for (int m = 0; m < stats.methodCount(); m++) {
      Method method = profile.methods().get(m);
      for (TargetSource source : target.sources()) {
        if (method.sourceFile().equals(source.file) && about(source, method).isEmpty()) {
          found.add(
              "%s.%s (%s:%d): no comment, found %d"
                  .formatted(
                      method.className(),
                      method.name(),
                      method.sourceFile(),
                      method.firstLine(),
                      stats.calls(m)));
        }
      }
    }
  }

  private void check(String what, Count expected, long calls, long primitiveCalls) {
    long number = number(what, expected.calls());
    boolean right =
        expected.allows(number, calls)
            && (expected.primitive() == null || expected.primitive() == primitiveCalls);
    if (!right) {
      String found = calls + (expected.primitive() == null ? "" : "/" + primitiveCalls);
      String stated =
          Character.isDigit(expected.calls().charAt(0)) ? "" : " (printed as " + number + ")";
      this.found.add(what + ": expected " + expected + stated + ", found " + found);
    }
  }

  private long number(String what, String calls) {
    if (Character.isDigit(calls.charAt(0))) {
      return Long.parseLong(calls);
    }
    Long number = printed.get(calls);
    if (number == null) {
      throw new AssertionError(what + ": the program did not print " + calls + "=");
    }
    return number;
  }
}
