// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.Longs;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of a pprof file as they arrive: a tree of locations for each set of labels. A file
 * repeats whole stacks, 68 frames of which two differ; what a sample shares with the one before is
 * not looked up again.
 */
final class PprofSamples {
  /** A label: its texts by their numbers, or a number. */
  record Label(long key, long text, long number) {}

  /** The id of no location; of a sample without a stack. */
  static final long NO_LOCATION = 0;

  private static final int CONTEXT_BYTES = Allowance.CONTEXT_BYTES + 5 * Integer.BYTES;

  private final ProtobufReader in;
  private final Allowance allowance;
  private final Metrics metrics = new Metrics();
  private final CallTree.Builder tree = new CallTree.Builder(metrics);
  private final List<List<Label>> labels = new ArrayList<>();
  private final Map<List<Label>, Integer> labelNumbers = new HashMap<>();
  private final List<Long> locations = new ArrayList<>();
  private final Map<Long, Integer> locationNumbers = new HashMap<>();
  private final BitSet sampled = new BitSet();

  /** Absolute values, by type: they must not outgrow 64 bits together. */
  private long[] sums = new long[8];

  private Longs stack = new Longs();
  private Longs stackBefore = new Longs();
  private final Longs values = new Longs();
  private int labelsBefore = -1;

  /** Of the sample before: its contexts, outermost first. */
  private int[] contexts = new int[64];

  /** How many values a sample has; -1 before the first. */
  private int width = -1;

  PprofSamples(ProtobufReader in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /** Number of values of each sample, -1 if there is no sample. */
  int width() {
    return width;
  }

  /** The contexts; a frame is an index of {@link #locations}, a thread one of {@link #labels}. */
  CallTree tree() {
    return tree.build();
  }

  /** The contexts in which a sample ended. */
  BitSet sampled() {
    return sampled;
  }

  List<List<Label>> labels() {
    return labels;
  }

  /** Ids of locations. */
  List<Long> locations() {
    return locations;
  }

  /** Reads a sample, whose message was entered. */
  void read() throws IOException {
    stack.clear();
    values.clear();
    List<Label> found = new ArrayList<>(1);
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.LOCATION_IDS -> in.repeated(stack, PprofReader.MOST_FRAMES);
        case PprofProto.VALUES -> in.repeated(values, Stacks.MOST_METRICS);
        case PprofProto.LABEL -> {
          long enclosing = in.enterMessage();
          found.add(label());
          in.leaveMessage(enclosing);
        }
        default -> in.skip();
      }
    }
    if (width < 0) {
      width = values.size();
      for (int m = 0; m < width; m++) {
        metrics.add(new Metric(Integer.toString(m), "", Metric.Known.SAMPLED));
      }
    }
    if (values.size() != width) {
      throw in.wrong(
          "expected " + width + " values in each sample, found " + values.size() + " in one");
    }
    if (stack.size() == 0) {
      stack.add(NO_LOCATION);
    }
    add(labels(found));
  }

  private Label label() throws IOException {
    long key = 0;
    long text = 0;
    long number = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.LABEL_KEY -> key = in.varint();
        case PprofProto.LABEL_TEXT -> text = in.varint();
        case PprofProto.LABEL_NUMBER -> number = in.varint();
        default -> in.skip();
      }
    }
    return new Label(key, text, number);
  }

  private int labels(List<Label> found) throws FormatException {
    Integer known = labelNumbers.get(found);
    if (known == null) {
      allowance.take((2L + found.size()) * Allowance.OBJECT_BYTES);
      known = labels.size();
      labelNumbers.put(found, known);
      labels.add(found);
    }
    return known;
  }

  private void add(int labelNumber) throws FormatException {
    int depth = stack.size();
    if (depth > contexts.length) {
      contexts = Arrays.copyOf(contexts, Math.max(depth, contexts.length * 2));
    }
    int same = labelNumber == labelsBefore ? sharedDepth() : 0;
    for (int d = same; d < depth; d++) {
      int frame = location(stack.get(depth - 1 - d));
      int before = tree.size();
      contexts[d] = d == 0 ? tree.root(labelNumber, frame) : tree.child(contexts[d - 1], frame);
      if (tree.size() > before) {
        allowance.take(CONTEXT_BYTES + (long) width * Long.BYTES);
      }
    }
    int leaf = contexts[depth - 1];
    sampled.set(leaf);
    for (int m = 0; m < width; m++) {
      addValue(leaf, m, values.get(m));
    }
    Longs swap = stackBefore;
    stackBefore = stack;
    stack = swap;
    labelsBefore = labelNumber;
  }

  private void addValue(int context, int metric, long value) throws FormatException {
    if (metric >= sums.length) {
      sums = Arrays.copyOf(sums, metric * 2);
    }
    try {
      sums[metric] = Math.addExact(sums[metric], Math.absExact(value));
    } catch (ArithmeticException e) {
      throw in.wrong("expected values that add up to less than 2^63, found more");
    }
    tree.add(context, metric, value);
  }

  /** How many frames, from the outermost on, this stack and the one before have in common. */
  private int sharedDepth() {
    int depth = stack.size();
    int depthBefore = stackBefore.size();
    int shared = 0;
    while (shared < Math.min(depth, depthBefore)
        && stack.get(depth - 1 - shared) == stackBefore.get(depthBefore - 1 - shared)) {
      shared++;
    }
    return shared;
  }

  private int location(long id) throws FormatException {
    Integer known = locationNumbers.get(id);
    if (known == null) {
      allowance.take(2 * Allowance.OBJECT_BYTES);
      known = locations.size();
      locationNumbers.put(id, known);
      locations.add(id);
    }
    return known;
  }
}
