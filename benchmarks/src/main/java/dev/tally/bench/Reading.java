// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool says about a run, brought to one form: numbers by method, named {@code
 * com.acme.Foo.bar}, overloads added up. Time in the JDK counts as its caller's, whatever rows a
 * tool gives it, since no two tools draw that line alike.
 */
final class Reading {
  /** Numbers of one method; those that a tool does not tell stay 0. */
  static final class Numbers {
    long calls;
    double self;
    double cumulative;
  }

  final Map<String, Numbers> methods = new HashMap<>();

  Numbers of(String method) {
    return methods.computeIfAbsent(method, name -> new Numbers());
  }

  /** Several runs' readings added up. */
  static Reading sum(List<Reading> readings) {
    Reading sum = new Reading();
    for (Reading reading : readings) {
      reading.methods.forEach(
          (name, numbers) -> {
            Numbers all = sum.of(name);
            all.calls += numbers.calls;
            all.self += numbers.self;
            all.cumulative += numbers.cumulative;
          });
    }
    return sum;
  }

  long calls() {
    return methods.values().stream().mapToLong(n -> n.calls).sum();
  }

  double cumulative(String method) {
    Numbers numbers = methods.get(method);
    return numbers == null ? 0 : numbers.cumulative;
  }

  double self(String method) {
    Numbers numbers = methods.get(method);
    return numbers == null ? 0 : numbers.self;
  }

  boolean tellsCalls() {
    return methods.values().stream().anyMatch(n -> n.calls != 0);
  }

  boolean tellsSelf() {
    return methods.values().stream().anyMatch(n -> n.self != 0);
  }
}
