// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.profile.CallTree;
import dev.tally.profile.FlatCall;
import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a recording: the difference of two moments, or a sum of such. Used by one thread, on
 * behalf of {@code dev.tally.Tally}.
 */
public final class Part {
  private final CallTree.Builder tree = new CallTree.Builder();
  private final List<Method> methods = new ArrayList<>();
  private final Map<Method, Integer> methodIndex = new HashMap<>();
  private final List<String> threads = new ArrayList<>();
  private final Map<String, Long> threadCounts = new LinkedHashMap<>();
  private final Map<Long, FlatCall> flatCalls = new LinkedHashMap<>();

  private Part() {}

  /**
   * What was recorded from {@code since} to {@code now}; calls open at {@code since} are not in.
   */
  static Profile between(Profile since, Profile now) {
    Part part = new Part();
    part.add(since, -1);
    part.add(now, 1);
    return part.withoutOpenCalls().profile(now);
  }

  /** Both together. */
  static Profile sum(Profile first, Profile second) {
    Part part = new Part();
    part.add(first, 1);
    part.add(second, 1);
    return part.profile(second);
  }

  private void add(Profile profile, int sign) {
    CallTree from = profile.tree();
    tree.nextTree(from.size());
    int[] rows = new int[from.size()];
    for (int c = 0; c < rows.length; c++) {
      int method = method(profile.methods().get(from.method(c)));
      int above = from.parent(c);
      rows[c] =
          above == CallTree.ROOT
              ? tree.root(thread(profile.threads().get(from.thread(c)), sign), method)
              : tree.child(rows[above], method);
      tree.add(
          rows[c],
          sign * from.calls(c),
          sign * from.selfNanos(c),
          sign > 0 ? from.errorNanos(c) : 0,
          sign * from.hits(c));
      tree.addFlatNanos(rows[c], sign * from.flatNanos(c));
    }
    for (FlatCall call : profile.flatCalls()) {
      int caller = method(profile.methods().get(call.caller()));
      addFlat(call, caller, method(profile.methods().get(call.callee())), sign);
    }
  }

  private void addFlat(FlatCall f, int caller, int callee, int sign) {
    FlatCall call =
        new FlatCall(
            caller,
            callee,
            sign * f.calls(),
            sign * f.primitiveCalls(),
            sign * f.edgePrimitiveCalls(),
            sign * f.selfNanos(),
            sign * f.cumulativeNanos(),
            sign * f.edgeCumulativeNanos());
    flatCalls.merge(((long) caller << 32) | callee, call, FlatCall::plus);
  }

  private int method(Method method) {
    Integer known = methodIndex.get(method);
    if (known == null) {
      known = methods.size();
      methods.add(method);
      methodIndex.put(method, known);
    }
    return known;
  }

  private int thread(Threads group, int sign) {
    int index = threads.indexOf(group.name());
    if (index < 0) {
      index = threads.size();
      threads.add(group.name());
    }
    if (sign > 0) {
      threadCounts.put(group.name(), group.count());
    }
    return index;
  }

  /** Leaves out contexts that were not called meanwhile; what they called moves up to the root. */
  private Part withoutOpenCalls() {
    Part part = new Part();
    part.threads.addAll(threads);
    part.threadCounts.putAll(threadCounts);
    CallTree all = tree.build();
    int[] rows = new int[all.size()];
    for (int c = 0; c < rows.length; c++) {
      int above = all.parent(c);
      boolean outermost = above == CallTree.ROOT || rows[above] < 0;
      if (all.calls(c) <= 0 && outermost) {
        rows[c] = CallTree.ROOT;
        continue;
      }
      rows[c] =
          outermost
              ? part.tree.root(all.thread(c), part.method(methods.get(all.method(c))))
              : part.tree.child(rows[above], part.method(methods.get(all.method(c))));
      // Estimates of two moments may differ by a little in the wrong direction.
      part.tree.add(
          rows[c],
          all.calls(c),
          Math.max(0, all.selfNanos(c)),
          all.errorNanos(c),
          Math.max(0, all.hits(c)));
      part.tree.addFlatNanos(rows[c], all.flatNanos(c));
    }
    flatCalls.forEach(
        (edge, call) -> {
          if (call.calls() > 0) {
            int caller = part.method(methods.get(call.caller()));
            int callee = part.method(methods.get(call.callee()));
            part.addFlat(call, caller, callee, 1);
          }
        });
    return part;
  }

  private Profile profile(Profile last) {
    List<Threads> groups = new ArrayList<>();
    for (String name : threads) {
      groups.add(new Threads(name, threadCounts.getOrDefault(name, 0L)));
    }
    return new Profile(
        last.origin(),
        methods,
        groups,
        tree.build(),
        List.copyOf(flatCalls.values()),
        last.leftOut(),
        last.leftOutCount());
  }
}
