// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.MethodNames;
import dev.tally.format.stacks.MetricOrder;
import dev.tally.format.stacks.ProfileNotes;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionNames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * callgrind's format, for KCachegrind: each function with its own numbers, and what it calls with
 * calls and cumulative numbers. No tree, no threads, no primitive calls; but every call is there.
 *
 * <pre>
 *   fl=(3) com/acme/App.java
 *   fn=(7) com.acme.App.parse
 *   65 123983112                own, at the function's first line
 *   cfi=(4) com/acme/Order.java
 *   cfn=(9) com.acme.Order.&lt;init>
 *   calls=150000 20
 *   65 4019283                  in these calls and below
 * </pre>
 */
final class CallgrindWriter {
  /** The format has no call without a number, and its readers take 0 for none. */
  static final String CALLS_UNKNOWN = "desc: Calls: not known; calls=1 says only who called whom";

  private final Profile profile;
  private final Writer out;
  private final MethodNames names;

  /** The row of each method: those that {@code tally stats} shows as one have one. */
  private final int[] rowOf;

  /** A method of each row, whose names are the row's. */
  private final List<Integer> methodOf = new ArrayList<>();

  /** One a metric that is written as an event. */
  private final List<MethodStats> events = new ArrayList<>();

  private final List<Metric> eventMetrics = new ArrayList<>();
  private final boolean calls;
  private final Map<String, Integer> files = new HashMap<>();
  private final Map<String, Integer> functions = new HashMap<>();

  private CallgrindWriter(Profile profile, Writer out) {
    this.profile = profile;
    this.out = out;
    names = MethodNames.of(profile);
    rowOf = rows(profile.methods());
    calls = profile.has(Metric.CALLS);
    for (int m : MetricOrder.timeFirst(profile.metrics())) {
      Metric metric = profile.metrics().get(m);
      // Calls have a place of their own, unless there is nothing else.
      if (!metric.isSame(Metric.CALLS) || profile.metrics().size() == 1) {
        eventMetrics.add(metric);
        events.add(MethodStats.of(profile, metric, rowOf, methodOf.size()));
      }
    }
  }

  static void write(Profile profile, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    CallgrindWriter writer = new CallgrindWriter(profile, text);
    if (!writer.events.isEmpty()) {
      writer.write();
    }
    text.flush();
  }

  private int[] rows(List<Method> methods) {
    Map<FunctionKey, Integer> rows = new HashMap<>();
    int[] row = new int[methods.size()];
    for (int m = 0; m < row.length; m++) {
      FunctionKey key = FunctionNames.of(methods.get(m));
      Integer known = rows.putIfAbsent(key, methodOf.size());
      row[m] = known == null ? methodOf.size() : known;
      if (known == null) {
        methodOf.add(m);
      }
    }
    return row;
  }

  private void write() throws IOException {
    head();
    MethodStats stats = events.get(0);
    int[] firstOf = new int[stats.methodCount() + 1];
    int[] byCaller = byCaller(stats, firstOf);
    for (int row = 0; row < stats.methodCount(); row++) {
      function("fl=", "fn=", file(row), name(row));
      int line = line(row);
      line(line, costs(row));
      for (int i = firstOf[row]; i < firstOf[row + 1]; i++) {
        int edge = byCaller[i];
        long[] cumulative = new long[events.size()];
        for (int e = 0; e < cumulative.length; e++) {
          cumulative[e] = events.get(e).edgeCumulative(edge);
        }
        call(stats.callee(edge), stats.edgeCalls(edge), line, cumulative);
      }
      out.write('\n');
    }
    outermost();
    out.write("totals:");
    for (MethodStats each : events) {
      long sum = 0;
      for (int row = 0; row < each.methodCount(); row++) {
        sum += each.self(row);
      }
      out.write(" " + sum);
    }
    out.write('\n');
  }

  private void head() throws IOException {
    out.write("# callgrind format\nversion: 1\n");
    out.write("creator: " + oneLine(profile.origin().creator()) + "\n");
    String command = oneLine(String.join(" ", profile.origin().commandLine()));
    out.write("cmd: " + command + "\n");
    for (String note : ProfileNotes.of(profile)) {
      out.write("desc: Note: " + oneLine(note) + "\n");
    }
    if (!calls) {
      out.write(CALLS_UNKNOWN + "\n");
    }
    out.write("positions: line\n");
    StringBuilder line = new StringBuilder("events:");
    for (Metric metric : eventMetrics) {
      line.append(' ').append(event(metric));
    }
    out.write(line.append("\n\n").toString());
  }

  /** A word: {@code ns} for time, else the metric's name. */
  private static String event(Metric metric) {
    if (metric.isSame(Metric.TIME)) {
      return "ns";
    }
    StringBuilder word = new StringBuilder();
    for (char c : metric.name().toCharArray()) {
      word.append(c < 0x80 && Character.isLetterOrDigit(c) ? c : '_');
    }
    return word.isEmpty() || Character.isDigit(word.charAt(0)) ? "_" + word : word.toString();
  }

  private static int[] byCaller(MethodStats stats, int[] firstOf) {
    for (int e = 0; e < stats.edgeCount(); e++) {
      firstOf[stats.caller(e) + 1]++;
    }
    for (int row = 1; row < firstOf.length; row++) {
      firstOf[row] += firstOf[row - 1];
    }
    int[] next = firstOf.clone();
    int[] edges = new int[stats.edgeCount()];
    for (int e = 0; e < edges.length; e++) {
      edges[next[stats.caller(e)]++] = e;
    }
    return edges;
  }

  private long[] costs(int row) {
    long[] costs = new long[events.size()];
    for (int e = 0; e < costs.length; e++) {
      costs[e] = events.get(e).self(row);
    }
    return costs;
  }

  /**
   * What nobody called, as called by its group of threads; of calls without a path, by their own.
   */
  private void outermost() throws IOException {
    CallTree tree = profile.tree();
    int[] methods = profile.methodOfFrame();
    long[][] inclusive = new long[events.size()][];
    for (int e = 0; e < inclusive.length; e++) {
      inclusive[e] = tree.inclusive(profile.metrics().indexOf(eventMetrics.get(e)));
    }
    for (int t = 0; t < profile.threads().size(); t++) {
      function("fl=", "fn=", "", "[" + profile.threads().get(t).name() + "]");
      for (int c = 0; c < tree.size(); c++) {
        if (tree.parent(c) == CallTree.ROOT && tree.thread(c) == t) {
          long[] numbers = new long[inclusive.length];
          for (int e = 0; e < numbers.length; e++) {
            numbers[e] = inclusive[e][c];
          }
          call(rowOf[methods[tree.frame(c)]], tree.calls(c), 0, numbers);
        }
      }
      out.write('\n');
    }
    Edges edges = profile.edges();
    boolean any = false;
    for (int edge = 0; edge < edges.size(); edge++) {
      if (edges.caller(edge) == Edges.NOBODY) {
        if (!any) {
          function("fl=", "fn=", "", MethodNames.PATHLESS);
          any = true;
        }
        long[] numbers = new long[events.size()];
        for (int e = 0; e < numbers.length; e++) {
          int metric = profile.metrics().indexOf(eventMetrics.get(e));
          numbers[e] = edges.cumulative(metric, edge);
        }
        call(rowOf[edges.callee(edge)], edges.calls(edge), 0, numbers);
      }
    }
  }

  private void call(int callee, long count, int line, long[] cumulative) throws IOException {
    if (calls && count == 0) {
      // Not called: what Tally itself cost, which counts for itself.
      return;
    }
    function("cfi=", "cfn=", file(callee), name(callee));
    out.write("calls=" + (calls ? count : 1) + " " + line(callee) + "\n");
    line(line, cumulative);
  }

  private void line(int line, long[] numbers) throws IOException {
    out.write(Integer.toString(line));
    for (long number : numbers) {
      out.write(" " + Math.max(0, number));
    }
    out.write('\n');
  }

  private void function(String fileKey, String nameKey, String file, String name)
      throws IOException {
    out.write(fileKey + numbered(files, file.isEmpty() ? "???" : file) + "\n");
    out.write(nameKey + numbered(functions, name) + "\n");
  }

  /** The number of a name, with the name where it comes first. */
  private static String numbered(Map<String, Integer> numbers, String name) {
    Integer known = numbers.putIfAbsent(name, numbers.size() + 1);
    return known == null ? "(" + numbers.size() + ") " + oneLine(name) : "(" + known + ")";
  }

  private String file(int row) {
    return names.file(methodOf.get(row));
  }

  private String name(int row) {
    return names.name(methodOf.get(row));
  }

  private int line(int row) {
    return names.line(methodOf.get(row));
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
