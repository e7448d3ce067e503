// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.ProtobufWriter;
import dev.tally.profile.CallTree;
import dev.tally.profile.FlatCall;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The writing half of {@link TallyFormat}. */
final class TallyWriter {
  private final OutputStream out;

  /** The field of {@code Recording} in the making, then an embedded message of it. */
  private final ProtobufWriter recording = new ProtobufWriter();

  private final ProtobufWriter part = new ProtobufWriter();

  private TallyWriter(OutputStream out) {
    this.out = out;
  }

  static void write(Profile profile, OutputStream out) throws IOException {
    out.write(TallyFormat.MAGIC);
    out.write(TallyFormat.VERSION);
    boolean dense = profile.tree().size() <= TallyFormat.DENSE_CONTEXTS;
    try (Gzip gzip = new Gzip(out, dense ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION)) {
      new TallyWriter(gzip).write(profile);
      gzip.finish();
    }
    out.flush();
  }

  // Readers check each reference as they meet it, so what is referred to comes first.
  private void write(Profile profile) throws IOException {
    origin(profile.origin());
    methods(profile.methods());
    for (Threads group : profile.threads()) {
      part.string(TallyProto.Threads.NAME, group.name());
      part.varint(TallyProto.Threads.COUNT, group.count());
      embed(TallyProto.Recording.THREADS);
    }
    contexts(profile.tree());
    for (FlatCall call : profile.flatCalls()) {
      flatCall(call);
    }
    for (LeftOut out : profile.leftOut()) {
      part.string(TallyProto.LeftOut.NAME, out.name());
      part.string(TallyProto.LeftOut.REASON, out.reason());
      embed(TallyProto.Recording.LEFT_OUT);
    }
    recording.varint(TallyProto.Recording.LEFT_OUT_COUNT, profile.leftOutCount());
    send();
  }

  private void origin(Origin origin) throws IOException {
    part.string(TallyProto.Origin.CREATOR, origin.creator());
    part.string(TallyProto.Origin.TIMING, origin.timing());
    part.string(TallyProto.Origin.LEAVES, origin.leaves());
    part.bool(TallyProto.Origin.BUILTINS, origin.builtins());
    part.string(TallyProto.Origin.CLOCK, origin.clock());
    part.float64(TallyProto.Origin.CLOCK_NANOS, origin.clockNanos());
    part.float64(TallyProto.Origin.PROBE_INNER_NANOS, origin.probeInnerNanos());
    part.float64(TallyProto.Origin.PROBE_OUTER_NANOS, origin.probeOuterNanos());
    for (String word : origin.commandLine()) {
      part.element(TallyProto.Origin.COMMAND_LINE, word);
    }
    part.string(TallyProto.Origin.JVM, origin.jvm());
    part.varint(TallyProto.Origin.START_EPOCH_MILLIS, origin.startEpochMillis());
    part.varint(TallyProto.Origin.DURATION_NANOS, origin.durationNanos());
    part.varint(TallyProto.Origin.HIT_INTERVAL_NANOS, origin.hitIntervalNanos());
    part.varint(TallyProto.Origin.MAX_CONTEXTS, origin.maxContexts());
    part.bool(TallyProto.Origin.COMPLETE, origin.complete());
    for (String note : origin.notes()) {
      part.element(TallyProto.Origin.NOTES, note);
    }
    embed(TallyProto.Recording.ORIGIN);
  }

  private void methods(List<Method> methods) throws IOException {
    Strings strings = new Strings();
    for (Method method : methods) {
      strings.add(method.className());
      strings.add(method.name());
      strings.add(method.descriptor());
      strings.add(method.sourceFile());
    }
    for (String string : strings.inOrder) {
      recording.element(TallyProto.Recording.STRINGS, string);
      send();
    }
    for (Method method : methods) {
      part.varint(TallyProto.Method.CLASS_NAME, strings.number(method.className()));
      part.varint(TallyProto.Method.NAME, strings.number(method.name()));
      part.varint(TallyProto.Method.DESCRIPTOR, strings.number(method.descriptor()));
      part.varint(TallyProto.Method.SOURCE_FILE, strings.number(method.sourceFile()));
      part.varint(TallyProto.Method.FIRST_LINE, method.firstLine());
      part.bool(TallyProto.Method.BUILTIN, method.builtin());
      embed(TallyProto.Recording.METHODS);
    }
  }

  private void contexts(CallTree tree) throws IOException {
    long[] column = new long[TallyFormat.BLOCK_CONTEXTS];
    for (int from = 0; from < tree.size(); from += TallyFormat.BLOCK_CONTEXTS) {
      int to = Math.min(tree.size(), from + TallyFormat.BLOCK_CONTEXTS);
      parentsAndThreads(tree, from, to, column);
      for (int c = from; c < to; c++) {
        column[c - from] = tree.method(c);
      }
      part.packed(TallyProto.Contexts.METHOD, column, to - from);
      for (int c = from; c < to; c++) {
        column[c - from] = tree.calls(c);
      }
      unlessZero(TallyProto.Contexts.CALLS, column, to - from);
      for (int c = from; c < to; c++) {
        column[c - from] = ProtobufWriter.zigzag(tree.selfNanos(c));
      }
      unlessZero(TallyProto.Contexts.SELF_NANOS, column, to - from);
      for (int c = from; c < to; c++) {
        column[c - from] = tree.errorNanos(c);
      }
      unlessZero(TallyProto.Contexts.ERROR_NANOS, column, to - from);
      for (int c = from; c < to; c++) {
        column[c - from] = tree.hits(c);
      }
      unlessZero(TallyProto.Contexts.HITS, column, to - from);
      for (int c = from; c < to; c++) {
        column[c - from] = ProtobufWriter.zigzag(tree.flatNanos(c));
      }
      unlessZero(TallyProto.Contexts.FLAT_NANOS, column, to - from);
      embed(TallyProto.Recording.CONTEXTS);
    }
  }

  private void parentsAndThreads(CallTree tree, int from, int to, long[] column) {
    for (int c = from; c < to; c++) {
      int parent = tree.parent(c);
      column[c - from] = parent == CallTree.ROOT ? 0 : c - parent;
    }
    part.packed(TallyProto.Contexts.PARENT_DISTANCE, column, to - from);
    int roots = 0;
    for (int c = from; c < to; c++) {
      if (tree.parent(c) == CallTree.ROOT) {
        column[roots++] = tree.thread(c);
      }
    }
    part.packed(TallyProto.Contexts.THREAD, column, roots);
  }

  private void unlessZero(int field, long[] column, int count) {
    for (int i = 0; i < count; i++) {
      if (column[i] != 0) {
        part.packed(field, column, count);
        return;
      }
    }
  }

  private void flatCall(FlatCall call) throws IOException {
    part.varint(TallyProto.FlatCall.CALLER, call.caller() + 1);
    part.varint(TallyProto.FlatCall.CALLEE, call.callee());
    part.varint(TallyProto.FlatCall.CALLS, call.calls());
    part.varint(TallyProto.FlatCall.PRIMITIVE_CALLS, call.primitiveCalls());
    part.varint(TallyProto.FlatCall.EDGE_PRIMITIVE_CALLS, call.edgePrimitiveCalls());
    part.varint(TallyProto.FlatCall.SELF_NANOS, ProtobufWriter.zigzag(call.selfNanos()));
    part.varint(
        TallyProto.FlatCall.CUMULATIVE_NANOS, ProtobufWriter.zigzag(call.cumulativeNanos()));
    part.varint(
        TallyProto.FlatCall.EDGE_CUMULATIVE_NANOS,
        ProtobufWriter.zigzag(call.edgeCumulativeNanos()));
    embed(TallyProto.Recording.FLAT_CALLS);
  }

  /** Sends {@link #part} off as a field of the recording, and empties it. */
  private void embed(int field) throws IOException {
    recording.message(field, part);
    part.clear();
    send();
  }

  private void send() throws IOException {
    recording.writeTo(out);
    recording.clear();
  }

  /** Names, each once: class names and descriptors repeat in thousands of methods. */
  private static final class Strings {
    final List<String> inOrder = new ArrayList<>();

    /** From 1 on; the empty text is number 0 and has no entry. */
    private final Map<String, Integer> numbers = new HashMap<>();

    void add(String string) {
      if (!string.isEmpty() && numbers.putIfAbsent(string, inOrder.size() + 1) == null) {
        inOrder.add(string);
      }
    }

    int number(String string) {
      Integer number = numbers.get(string);
      return number == null ? 0 : number;
    }
  }

  /** The JDK's gzip at its fastest level, which costs a third of the default's time. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out, int level) throws IOException {
      super(out, 1 << 16);
      def.setLevel(level);
    }

    /** Frees the deflater's native memory; the stream below is the caller's. */
    @Override
    public void close() {
      def.end();
    }
  }
}
