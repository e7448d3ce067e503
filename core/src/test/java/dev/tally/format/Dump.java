// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Frame;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** All that a profile holds, as text to be read and compared. */
public final class Dump {
  private Dump() {}

  /** A line for each thing; contexts are indented below their callers. */
  public static String of(Profile profile) {
    StringBuilder text = new StringBuilder();
    text.append("origin ").append(profile.origin()).append('\n');
    for (Metric metric : profile.metrics()) {
      text.append("metric ").append(metric.name()).append(" in ").append(metric.unit());
      text.append(", ").append(metric.known()).append('\n');
    }
    text.append("paths ").append(profile.paths()).append('\n');
    contexts(profile, text);
    for (int e = 0; e < profile.edges().size(); e++) {
      edge(profile, e, text);
    }
    return text.toString();
  }

  /**
   * A line for each path, of threads, methods and lines, and for each edge, with their numbers but
   * no errors; sorted, since in which order rows stand makes no difference.
   */
  public static List<String> paths(Profile profile) {
    CallTree tree = profile.tree();
    List<String> paths = new ArrayList<>();
    String[] path = new String[tree.size()];
    for (int c = 0; c < tree.size(); c++) {
      Frame frame = profile.frames().get(tree.frame(c));
      String above =
          tree.parent(c) == CallTree.ROOT
              ? profile.threads().get(tree.thread(c)).name()
              // Of a long path the end and a hash: all of it would take gigabytes.
              : path[tree.parent(c)];
      path[c] = Integer.toHexString(above.hashCode()) + " " + above.replaceFirst(".*;", "");
      path[c] += ";" + name(profile.methods().get(frame.method())) + ":" + frame.line();
      List<String> numbers = new ArrayList<>();
      for (int m = 0; m < profile.metrics().size(); m++) {
        numbers.add(profile.metrics().get(m).name() + "=" + tree.value(m, c));
      }
      Collections.sort(numbers);
      paths.add(path[c] + " " + numbers);
    }
    for (int e = 0; e < profile.edges().size(); e++) {
      StringBuilder edge = new StringBuilder();
      edge(profile, e, edge);
      String[] words = edge.toString().strip().split("  ");
      Arrays.sort(words);
      paths.add(String.join("  ", words) + profile.edges().isOnlyCounted(e));
    }
    Collections.sort(paths);
    return paths;
  }

  /** The methods that any number is of. */
  public static List<Method> usedMethods(Profile profile) {
    List<Method> used = new ArrayList<>();
    for (int c = 0; c < profile.tree().size(); c++) {
      used.add(profile.method(c));
    }
    return used;
  }

  private static void contexts(Profile profile, StringBuilder text) {
    CallTree tree = profile.tree();
    List<List<Integer>> children = new ArrayList<>();
    for (int c = 0; c <= tree.size(); c++) {
      children.add(new ArrayList<>());
    }
    for (int c = 0; c < tree.size(); c++) {
      children.get(tree.parent(c) == CallTree.ROOT ? tree.size() : tree.parent(c)).add(c);
    }
    for (int t = 0; t < profile.threads().size(); t++) {
      Threads group = profile.threads().get(t);
      text.append("threads ").append(group.name()).append(" × ").append(group.count()).append('\n');
      for (int root : children.get(tree.size())) {
        if (tree.thread(root) == t) {
          context(profile, root, children, 1, text);
        }
      }
    }
  }

  private static void context(
      Profile profile, int c, List<List<Integer>> children, int depth, StringBuilder text) {
    CallTree tree = profile.tree();
    Frame frame = profile.frames().get(tree.frame(c));
    text.append("  ".repeat(depth)).append(name(profile.methods().get(frame.method())));
    text.append(frame.line() == 0 ? "" : " in line " + frame.line());
    for (int m = 0; m < profile.metrics().size(); m++) {
      if (tree.value(m, c) != 0) {
        text.append("  ").append(profile.metrics().get(m).name()).append(' ');
        text.append(tree.value(m, c)).append(tree.error(m, c) == 0 ? "" : "±" + tree.error(m, c));
      }
    }
    text.append('\n');
    for (int child : children.get(c)) {
      context(profile, child, children, depth + 1, text);
    }
  }

  private static void edge(Profile profile, int e, StringBuilder text) {
    Edges edges = profile.edges();
    int caller = edges.caller(e);
    text.append("edge ");
    text.append(caller == Edges.NOBODY ? "nobody" : name(profile.methods().get(caller)));
    text.append(" -> ").append(name(profile.methods().get(edges.callee(e))));
    for (int m = 0; m < profile.metrics().size(); m++) {
      text.append("  ").append(profile.metrics().get(m).name()).append(' ');
      text.append(edges.self(m, e)).append('/').append(edges.cumulative(m, e));
      text.append('/').append(edges.edgeCumulative(m, e));
    }
    text.append('\n');
  }

  private static String name(Method method) {
    String of = method.className().isEmpty() ? "" : method.className() + ".";
    String at = method.sourceFile().isEmpty() ? "" : " at " + method.sourceFile();
    return method.kind()
        + " "
        + of
        + method.name()
        + method.descriptor()
        + at
        + (method.firstLine() == 0 ? "" : ":" + method.firstLine());
  }
}
