// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.stacks;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;

/**
 * Stacks of a file whose frames are numbers that it explains later: kept as a tree of those until
 * they are known.
 */
public final class RawTree {
  private static final int CONTEXT_BYTES = Allowance.CONTEXT_BYTES + 6 * Integer.BYTES;

  private final Allowance allowance;
  private final Metrics metrics = new Metrics();
  private final CallTree.Builder tree = new CallTree.Builder(metrics);
  private int metricCount;

  public RawTree(Allowance allowance) {
    this.allowance = allowance;
  }

  /** The context of a frame called from another, or outermost in a thread where that is -1. */
  public int context(int thread, int parent, int frame) throws FormatException {
    int before = tree.size();
    int context = parent < 0 ? tree.root(thread, frame) : tree.child(parent, frame);
    if (tree.size() > before) {
      allowance.take(CONTEXT_BYTES + (parent < 0 ? Allowance.OBJECT_BYTES : 0));
    }
    return context;
  }

  /** Adds to a number of a context, counted from 0. */
  public void add(int context, int metric, long value) {
    while (metricCount <= metric) {
      metrics.add(new Metric(Integer.toString(metricCount++), "", Metric.Known.SAMPLED));
    }
    tree.add(context, metric, value);
  }

  /** What explains the numbers of frames; gives the number in {@link Stacks}. */
  @FunctionalInterface
  public interface Frames {
    int frame(int raw) throws FormatException;
  }

  /**
   * Adds all of it.
   *
   * @param threads by number here: that of the thread there
   * @param metricNumbers likewise; -1 for one that is left out
   * @throws ArithmeticException if numbers outgrow 64 bits
   */
  public void addTo(Stacks stacks, Frames frames, int[] threads, int[] metricNumbers)
      throws FormatException {
    CallTree raw = tree.build();
    int[] rows = new int[raw.size()];
    for (int c = 0; c < rows.length; c++) {
      int frame = frames.frame(raw.frame(c));
      rows[c] =
          raw.parent(c) == CallTree.ROOT
              ? stacks.root(threads[raw.thread(c)], frame)
              : stacks.child(rows[raw.parent(c)], frame);
      for (int m = 0; m < metricCount; m++) {
        if (metricNumbers[m] >= 0) {
          stacks.add(rows[c], metricNumbers[m], raw.value(m, c));
        }
      }
    }
  }
}
