// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * One whole profile: the noun in the middle of Tally. Engines make it, formats carry it, reports
 * and the page show it. Of every number it says what it is ({@link Metric}), of every path whether
 * it is known ({@link Paths}). Immutable.
 *
 * @param origin what ran, and what recorded it
 * @param methods every method that appears, in the order of first appearance
 * @param frames what contexts are labelled with; see {@link #framesOf}
 * @param threads thread groups
 * @param paths how the paths of the tree are known
 * @param tree the contexts
 * @param edges calls whose paths are not known, on top of those in the tree; of the same metrics
 * @param leftOut classes and methods that ran unrecorded
 * @param leftOutCount how many there were; more than {@code leftOut} lists if the list was cut
 */
public record Profile(
    Origin origin,
    List<Method> methods,
    List<Frame> frames,
    List<Threads> threads,
    Paths paths,
    CallTree tree,
    Edges edges,
    List<LeftOut> leftOut,
    long leftOutCount) {

  public Profile {
    methods = List.copyOf(methods);
    frames = List.copyOf(frames);
    threads = List.copyOf(threads);
    leftOut = List.copyOf(leftOut);
    check(tree.metrics().size() == edges.metrics().size(), "a tree and edges of the same metrics");
    check(paths != Paths.NONE || tree.size() == 0, "no contexts where paths are not known");
    for (Frame frame : frames) {
      check(frame.method() >= 0 && frame.method() < methods.size(), "frames of known methods");
    }
  }

  private static void check(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }

  /** What the columns of tree and edges are, in their order. */
  public List<Metric> metrics() {
    return tree.metrics();
  }

  /** Whether the profile has this metric, however well known. */
  public boolean has(Metric metric) {
    return Metrics.number(metrics(), metric) >= 0;
  }

  /** All calls, also those whose paths are not known; 0 where calls are not known. */
  public long calls() {
    long sum = 0;
    for (int c = 0; c < tree.size(); c++) {
      sum += tree.calls(c);
    }
    for (int e = 0; e < edges.size(); e++) {
      sum += edges.calls(e);
    }
    return sum;
  }

  /** The same from elsewhere. */
  public Profile from(Origin other) {
    return new Profile(other, methods, frames, threads, paths, tree, edges, leftOut, leftOutCount);
  }

  /** The method of a context. */
  public Method method(int context) {
    return methods.get(frames.get(tree.frame(context)).method());
  }

  /** The method of each frame, as an array: for loops over many contexts. */
  public int[] methodOfFrame() {
    int[] method = new int[frames.size()];
    for (int f = 0; f < method.length; f++) {
      method[f] = frames.get(f).method();
    }
    return method;
  }

  /** Frames of so many methods, each at an unknown line: where calls are counted. */
  public static List<Frame> framesOf(int methods) {
    List<Frame> frames = new ArrayList<>(methods);
    for (int m = 0; m < methods; m++) {
      frames.add(new Frame(m, 0));
    }
    return frames;
  }
}
