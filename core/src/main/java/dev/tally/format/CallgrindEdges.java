// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.JavaNames;
import dev.tally.format.stacks.MethodNames;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions of a callgrind file and their calls of each other, added up, as edges of a profile.
 *
 * <p>What a function cost itself the file says of the function, not of its callers; it is divided
 * among these in proportion to what their calls cost in all. What a function cost with all below is
 * not said at all: it is what it cost itself and what its calls of others cost, which in recursion
 * through others counts some of it twice, but never more than the whole.
 */
final class CallgrindEdges {
  /** What Tally writes as the file's creator. */
  private static final String OURS = "tally";

  private static final int NONE = -1;

  private record Name(String file, String name) {}

  private static final class Function {
    final Name name;
    final long[] self;
    long line;

    Function(Name name, int events) {
      this.name = name;
      self = new long[events];
    }
  }

  private record Call(int caller, int callee) {
    boolean isRecursive() {
      return caller == callee;
    }
  }

  private final Allowance allowance;
  private String[] events = {};
  private final Map<Name, Integer> numbers = new HashMap<>();
  private final List<Function> functions = new ArrayList<>();

  /** By call: how often, then what each event cost. */
  private final Map<Call, long[]> calls = new LinkedHashMap<>();

  /** Sums of all own costs, by event. */
  private long[] totals = {};

  private String creator = "";
  private String command = "";
  private boolean callsKnown = true;

  CallgrindEdges(Allowance allowance) {
    this.allowance = allowance;
  }

  void creator(String text) {
    creator = text;
  }

  void command(String text) {
    command = text;
  }

  void description(String text) {
    callsKnown &= !CallgrindWriter.CALLS_UNKNOWN.equals("desc: " + text);
  }

  /** Sets the events; false if others were set before, or one stands there twice. */
  boolean events(String[] names) {
    if (events.length == 0 && Arrays.stream(names).distinct().count() == names.length) {
      events = names.clone();
      totals = new long[names.length];
      return true;
    }
    return Arrays.equals(events, names);
  }

  /** The number of a function. */
  int function(String file, String name) throws FormatException {
    Name key = new Name(file, name);
    Integer known = numbers.get(key);
    if (known == null) {
      allowance.take(
          5 * Allowance.OBJECT_BYTES
              + 2L * (file.length() + name.length())
              + (long) Long.BYTES * Stacks.MOST_METRICS / 8);
      known = functions.size();
      numbers.put(key, known);
      functions.add(new Function(key, events.length));
    }
    return known;
  }

  /** Adds what a function cost itself at a line. */
  void own(int function, long line, long[] costs) throws FormatException {
    Function of = functions.get(function);
    if (of.self.length != costs.length) {
      // Named before the events were.
      of = new Function(of.name, costs.length);
      functions.set(function, of);
    }
    of.line = of.line == 0 && line == (int) line ? Math.max(0, line) : of.line;
    for (int e = 0; e < costs.length; e++) {
      of.self[e] += costs[e];
      totals[e] = Math.addExact(totals[e], costs[e]);
    }
  }

  /** Adds calls of a function from another, with what they cost in all. */
  void call(int caller, int callee, long count, long[] costs) throws FormatException {
    Call call = new Call(caller, callee);
    long[] sums = calls.get(call);
    if (sums == null) {
      allowance.take(3L * Allowance.OBJECT_BYTES + (long) Long.BYTES * costs.length);
      sums = new long[1 + costs.length];
      calls.put(call, sums);
    }
    sums[0] = Math.addExact(sums[0], count);
    for (int e = 0; e < costs.length; e++) {
      sums[1 + e] = Math.addExact(sums[1 + e], costs[e]);
    }
  }

  /**
   * All of it.
   *
   * @throws ArithmeticException if numbers outgrow 64 bits
   */
  Profile profile() throws FormatException {
    Stacks stacks = new Stacks(allowance);
    int callsMetric = callsKnown ? stacks.metric(Metric.CALLS) : NONE;
    int[] metrics = new int[events.length];
    for (int e = 0; e < metrics.length; e++) {
      metrics[e] = stacks.metric(metric(events[e]));
    }
    Sums[] sums = sums();
    int[] methods = new int[sums.length];
    for (int f = 0; f < methods.length; f++) {
      methods[f] = isNobody(f) ? Edges.NOBODY : stacks.method(method(functions.get(f)));
    }
    for (Map.Entry<Call, long[]> each : calls.entrySet()) {
      Call call = each.getKey();
      if (methods[call.callee] != Edges.NOBODY) {
        int edge = stacks.edge(methods[call.caller], methods[call.callee]);
        long[] costs = each.getValue();
        if (callsKnown) {
          stacks.addToEdge(edge, callsMetric, costs[0], 0, costs[0]);
        }
        for (int e = 0; e < metrics.length; e++) {
          long own = call.isRecursive() ? 0 : sums[call.callee].take(e, costs[1 + e]);
          long scale = scale(events[e]);
          stacks.addToEdge(
              edge,
              metrics[e],
              Math.multiplyExact(own, scale),
              0,
              Math.multiplyExact(costs[1 + e], scale));
        }
      }
    }
    for (int f = 0; f < methods.length; f++) {
      if (methods[f] != Edges.NOBODY) {
        int edge = stacks.edge(Edges.NOBODY, methods[f]);
        if (callsKnown) {
          stacks.addToEdge(edge, callsMetric, 0, sums[f].primitiveCalls, 0);
        }
        for (int e = 0; e < metrics.length; e++) {
          long scale = scale(events[e]);
          stacks.addToEdge(
              edge,
              metrics[e],
              Math.multiplyExact(sums[f].left[e], scale),
              Math.multiplyExact(cumulative(sums[f], e), scale),
              0);
        }
      }
    }
    return stacks.profile(origin(), Paths.NONE);
  }

  /** What is known of a function with its calls. */
  private static final class Sums {
    final long[] self;

    /** What its calls of others cost, and others' calls of it. */
    final long[] below;

    final long[] incoming;

    /** What it cost itself, as far as no caller has got it. */
    final long[] left;

    long primitiveCalls;

    Sums(long[] self) {
      this.self = self;
      below = new long[self.length];
      incoming = new long[self.length];
      left = self.clone();
    }

    /** Takes off for a caller what its part is of all that calls of the function cost. */
    long take(int event, long cost) {
      if (incoming[event] == 0) {
        return 0;
      }
      long part = (long) ((double) self[event] * cost / incoming[event]);
      part = Math.min(part, left[event]);
      left[event] -= part;
      return part;
    }
  }

  private Sums[] sums() {
    Sums[] sums = new Sums[functions.size()];
    for (int f = 0; f < sums.length; f++) {
      sums[f] = new Sums(Arrays.copyOf(functions.get(f).self, events.length));
    }
    calls.forEach(
        (call, costs) -> {
          if (!call.isRecursive()) {
            Sums caller = sums[call.caller];
            Sums callee = sums[call.callee];
            callee.primitiveCalls = Math.addExact(callee.primitiveCalls, costs[0]);
            for (int e = 0; e < events.length; e++) {
              caller.below[e] = Math.addExact(caller.below[e], costs[1 + e]);
              callee.incoming[e] = Math.addExact(callee.incoming[e], costs[1 + e]);
            }
          }
        });
    return sums;
  }

  private long cumulative(Sums of, int event) {
    long own = of.self[event];
    long most = Math.min(totals[event], Math.addExact(own, of.below[event]));
    // In Tally's own files all calls have a caller, so these are no less than the truth, either.
    return isOurs() && of.incoming[event] >= own ? Math.min(most, of.incoming[event]) : most;
  }

  private boolean isOurs() {
    return creator.startsWith(OURS);
  }

  /** In Tally's files, what stands in the place of a caller where there was none. */
  private boolean isNobody(int function) {
    Name name = functions.get(function).name;
    return isOurs()
        && name.file.isEmpty()
        && (name.name.equals(MethodNames.PATHLESS)
            || (name.name.startsWith("[") && name.name.endsWith("]")));
  }

  private static Method method(Function function) {
    String path = function.name.file;
    String file = path.substring(path.lastIndexOf('/') + 1);
    int line = (int) function.line;
    Method java = JavaNames.method(function.name.name, JavaNames.isJavaFile(file));
    if (java.kind() != Kind.FUNCTION && (file.isEmpty() || JavaNames.isJavaFile(file))) {
      return java.kind() == Kind.METHOD
          ? new Method(java.className(), java.name(), java.descriptor(), file, line, Kind.METHOD)
          : java;
    }
    return path.isEmpty()
        ? JavaNames.function(function.name.name)
        : new Method("", function.name.name, "", path, line, Kind.FUNCTION);
  }

  /** Xdebug writes {@code Time_(10ns)} and {@code Memory_(bytes)}. */
  private static Metric metric(String event) {
    if (scale(event) > 1 || event.equals("ns")) {
      return Metric.TIME.as(Known.EXACT);
    }
    return new Metric(
        event.equals("Memory_(bytes)") ? "memory" : event,
        event.equals("Memory_(bytes)") ? Metric.BYTES : Metric.COUNT,
        Known.EXACT);
  }

  private static long scale(String event) {
    return switch (event) {
      case "Time_(10ns)" -> 10;
      case "us", "usec", "Time_(\u00b5s)" -> 1_000;
      case "ms", "msec" -> 1_000_000;
      default -> 1;
    };
  }

  private Origin origin() {
    List<String> words = command.isBlank() ? List.of() : List.of(command.strip());
    String tool =
        isOurs() ? "Tally, by way of callgrind" : creator.isEmpty() ? "callgrind" : creator;
    return new Origin(
        "",
        words,
        "",
        0,
        0,
        true,
        1,
        List.of(
            "what functions took themselves is divided among their callers in proportion to"
                + " cumulative cost, which callgrind's format does not say"),
        new Engine.Foreign(tool));
  }
}
