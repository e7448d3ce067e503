// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.EdgeStacks;
import dev.tally.format.stacks.MethodNames;
import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import dev.tally.profile.Profile;
import dev.tally.profile.Walk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Collapsed stacks, what {@code flamegraph.pl} and many others draw: a line each, root first, with
 * one number.
 *
 * <pre>[main];com.acme.App.main;com.acme.App.parse 1234</pre>
 *
 * <p>The first frame is the group of threads. The number is self time in microseconds, or, of a
 * profile without times, of its first metric. There is no sign of what the number is, no line, and
 * no second number; a name's {@code ;} becomes a {@code :}.
 */
final class CollapsedWriter {
  private static final int NANOS_PER_MICRO = 1000;

  private final CallTree tree;
  private final byte[][] names;
  private final byte[][] threads;
  private final int metric;

  /** How many of the metric's units make one of the file's. */
  private final int divisor;

  /** The stack of the context that is being visited, and where it ends. */
  private byte[] stack = new byte[4096];

  private int length;

  /** What has been met of the metric, and what of that is in lines. */
  private long sum;

  private long written;

  private CollapsedWriter(Profile profile) {
    tree = profile.tree();
    int time = Metrics.number(profile.metrics(), Metric.TIME);
    metric = Math.max(0, time);
    divisor = time >= 0 ? NANOS_PER_MICRO : 1;
    MethodNames methodNames = MethodNames.of(profile);
    names = new byte[profile.frames().size()][];
    for (int f = 0; f < names.length; f++) {
      names[f] = utf8(methodNames.name(profile.frames().get(f).method()));
    }
    threads = new byte[profile.threads().size()][];
    for (int t = 0; t < threads.length; t++) {
      String name = profile.threads().get(t).name();
      threads[t] = name.isEmpty() ? new byte[0] : utf8("[" + name + "]");
    }
  }

  static void write(Profile profile, OutputStream out) throws IOException {
    Profile stacks = EdgeStacks.of(profile);
    if (!stacks.metrics().isEmpty()) {
      new CollapsedWriter(stacks).write(out);
    }
  }

  private void write(OutputStream out) throws IOException {
    Walk walk = new Walk(tree);
    int[] ends = new int[64];
    int depth = 0;
    for (int step; (step = walk.next()) != Walk.END; ) {
      if (step < 0) {
        depth--;
        length = depth == 0 ? 0 : ends[depth - 1];
        continue;
      }
      if (depth == 0) {
        append(threads[tree.thread(step)]);
      }
      append(names[tree.frame(step)]);
      if (depth == ends.length) {
        ends = Arrays.copyOf(ends, depth * 2);
      }
      ends[depth++] = length;
      line(tree.value(metric, step), out);
    }
  }

  private void line(long value, OutputStream out) throws IOException {
    sum += value;
    // Fractions are carried over, lest thousands of short calls all become 0.
    long due = Math.floorDiv(sum + divisor / 2, divisor) - written;
    if (due > 0) {
      written += due;
      out.write(stack, 0, length);
      out.write((" " + due + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void append(byte[] name) {
    if (name.length == 0) {
      return;
    }
    if (stack.length - length <= name.length) {
      stack = Arrays.copyOf(stack, Math.max(stack.length * 2, length + name.length + 1));
    }
    if (length > 0) {
      stack[length++] = ';';
    }
    System.arraycopy(name, 0, stack, length, name.length);
    length += name.length;
  }

  private static byte[] utf8(String name) {
    String legal = name;
    for (String each : List.of("\n", "\r", "\t")) {
      legal = legal.replace(each, " ");
    }
    return legal.replace(';', ':').getBytes(StandardCharsets.UTF_8);
  }
}
