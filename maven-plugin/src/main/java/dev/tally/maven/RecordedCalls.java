// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.Calls;
import dev.tally.CountedMethod;
import dev.tally.ProgramMethods;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import java.util.List;

/**
 * The calls of a recording, to be asked as those of one test are. Calls whose paths are not known
 * come below their callers.
 */
final class RecordedCalls {
  private RecordedCalls() {}

  static Calls of(Profile profile, ProgramMethods known) {
    CallTree tree = profile.tree();
    Edges edges = profile.edges();
    int metric = Metrics.number(profile.metrics(), Metric.CALLS);
    int rows = tree.size() + 2 * edges.size();
    int[] method = new int[rows];
    int[] caller = new int[rows];
    long[] calls = new long[rows];
    int[] methodOfFrame = profile.methodOfFrame();
    for (int c = 0; c < tree.size(); c++) {
      method[c] = methodOfFrame[tree.frame(c)];
      caller[c] = tree.parent(c);
      calls[c] = tree.value(metric, c);
    }
    for (int e = 0; e < edges.size(); e++) {
      int above = tree.size() + 2 * e;
      boolean outermost = edges.caller(e) == Edges.NOBODY;
      method[above] = outermost ? edges.callee(e) : edges.caller(e);
      caller[above] = -1;
      method[above + 1] = edges.callee(e);
      caller[above + 1] = outermost ? -1 : above;
      calls[above + 1] = edges.calls(e);
    }
    return Calls.of(methods(profile), method, caller, calls, known);
  }

  /** The methods of a profile, in its order. */
  static List<CountedMethod> methods(Profile profile) {
    return profile.methods().stream().map(RecordedCalls::method).toList();
  }

  private static CountedMethod method(Method of) {
    return new CountedMethod(of.className(), of.name(), of.descriptor(), of.kind().name());
  }
}
