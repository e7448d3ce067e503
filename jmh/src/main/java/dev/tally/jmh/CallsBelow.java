// SPDX-License-Identifier: Apache-2.0
package dev.tally.jmh;

import dev.tally.profile.CallTree;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a benchmark's method has called, itself and through others, on all threads that called it.
 * What prepares an operation is not below it, nor what other threads did for it.
 *
 * @param invocations how often the benchmark's method was called
 * @param calls by method
 */
record CallsBelow(long invocations, Map<Method, Long> calls) {
  private static final String JMH = "org.openjdk.jmh.";

  static CallsBelow of(java.lang.reflect.Method benchmark, Profile profile) {
    CallTree tree = profile.tree();
    int count = profile.methods().size();
    boolean[] isBenchmark = new boolean[count];
    for (int m = 0; m < count; m++) {
      Method method = profile.methods().get(m);
      isBenchmark[m] =
          method.className().equals(benchmark.getDeclaringClass().getName())
              && method.name().equals(benchmark.getName());
    }
    int[] methodOfFrame = profile.methodOfFrame();
    boolean[] below = new boolean[tree.size()];
    long[] calls = new long[count];
    long invocations = 0;
    for (int c = 0; c < tree.size(); c++) {
      int method = methodOfFrame[tree.frame(c)];
      int parent = tree.parent(c);
      if (parent != CallTree.ROOT && below[parent]) {
        below[c] = true;
        calls[method] += tree.calls(c);
      } else if (isBenchmark[method]) {
        below[c] = true;
        invocations += tree.calls(c);
      }
    }
    Map<Method, Long> found = new LinkedHashMap<>();
    for (int m = 0; m < count; m++) {
      Method method = profile.methods().get(m);
      if (calls[m] > 0 && method.kind() != Kind.PROBE && !method.className().startsWith(JMH)) {
        found.merge(method, calls[m], Long::sum);
      }
    }
    return new CallsBelow(invocations, found);
  }
}
