// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.ProtobufWriter;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Frame;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The writing half of {@link TallyFormat}, which is all that the agent has of formats. */
@SuppressWarnings("EnumOrdinal") // The schema's numbers, which a test compares.
public final class TallyWriter {
  private final OutputStream out;

  /** The field of {@code Recording} in the making, then embedded messages of it. */
  private final ProtobufWriter recording = new ProtobufWriter();

  private final ProtobufWriter part = new ProtobufWriter();
  private final ProtobufWriter inner = new ProtobufWriter();
  private final long[] column = new long[TallyProto.BLOCK_CONTEXTS];

  private TallyWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes a recording to a stream and flushes it; the stream stays open. */
  public static void write(Profile profile, OutputStream out) throws IOException {
    out.write(TallyProto.MAGIC);
    out.write(TallyProto.VERSION);
    boolean dense = isDense(profile.tree());
    try (Gzip gzip = new Gzip(out, dense ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION)) {
      new TallyWriter(gzip).write(profile);
      gzip.finish();
    }
    out.flush();
  }

  /** Whether a tree may be packed however well it packs; {@link Allowance} tells why. */
  static boolean isDense(CallTree tree) {
    long bytes = Allowance.CONTEXT_BYTES;
    for (int m = 0; m < tree.metrics().size(); m++) {
      // At most: a column may have errors, and may be all zeros.
      bytes += tree.metrics().get(m).known() == Known.ESTIMATED ? 2 * Long.BYTES : Long.BYTES;
    }
    return tree.size() * bytes <= Allowance.CONTEXTS_BYTES;
  }

  // Readers check each reference as they meet it, so what is referred to comes first.
  private void write(Profile profile) throws IOException {
    OriginWriter.write(profile.origin(), part, inner);
    embed(TallyProto.Recording.ORIGIN);
    Map<String, String> places = places(profile);
    Strings strings = methods(profile.methods(), places);
    for (Threads group : profile.threads()) {
      part.string(TallyProto.Threads.NAME, group.name());
      part.varint(TallyProto.Threads.COUNT, group.count());
      embed(TallyProto.Recording.THREADS);
    }
    for (Metric metric : profile.metrics()) {
      part.string(TallyProto.Metric.NAME, metric.name());
      part.string(TallyProto.Metric.UNIT, metric.unit());
      part.varint(TallyProto.Metric.KNOWN, metric.known().ordinal());
      embed(TallyProto.Recording.METRICS);
    }
    frames(profile);
    recording.varint(TallyProto.Recording.PATHS, profile.paths().ordinal());
    send();
    contexts(profile.tree());
    edges(profile.edges());
    for (LeftOut each : profile.leftOut()) {
      part.string(TallyProto.LeftOut.NAME, each.name());
      part.string(TallyProto.LeftOut.REASON, each.reason());
      embed(TallyProto.Recording.LEFT_OUT);
    }
    recording.varint(TallyProto.Recording.LEFT_OUT_COUNT, profile.leftOutCount());
    send();
    for (Map.Entry<String, String> place : places.entrySet()) {
      part.varint(TallyProto.Place.CLASS_NAME, strings.number(place.getKey()));
      part.varint(TallyProto.Place.PLACE, strings.number(place.getValue()));
      embed(TallyProto.Recording.PLACES);
    }
  }

  /** Of the classes that have methods here, in their order. */
  private static Map<String, String> places(Profile profile) {
    Map<String, String> places = new LinkedHashMap<>();
    for (Method method : profile.methods()) {
      String place = profile.origin().places().get(method.className());
      if (place != null) {
        places.put(method.className(), place);
      }
    }
    return places;
  }

  private Strings methods(List<Method> methods, Map<String, String> places) throws IOException {
    Strings strings = new Strings();
    for (Method method : methods) {
      strings.add(method.className());
      strings.add(method.name());
      strings.add(method.descriptor());
      strings.add(method.sourceFile());
    }
    for (String place : places.values()) {
      strings.add(place);
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
      part.varint(TallyProto.Method.FIRST_LINE, ProtobufWriter.zigzag(method.firstLine()));
      part.varint(TallyProto.Method.KIND, method.kind().ordinal());
      embed(TallyProto.Recording.METHODS);
    }
    return strings;
  }

  /** Nothing where each frame is the method of its own number, as in all that is counted. */
  private void frames(Profile profile) throws IOException {
    List<Frame> frames = profile.frames();
    boolean plain = frames.size() <= profile.methods().size();
    for (int f = 0; plain && f < frames.size(); f++) {
      plain = frames.get(f).method() == f && frames.get(f).line() == 0;
    }
    for (int f = 0; !plain && f < frames.size(); f++) {
      part.varint(TallyProto.Frame.METHOD, frames.get(f).method());
      part.varint(TallyProto.Frame.LINE, frames.get(f).line());
      embed(TallyProto.Recording.FRAMES);
    }
  }

  private void contexts(CallTree tree) throws IOException {
    for (int from = 0; from < tree.size(); from += TallyProto.BLOCK_CONTEXTS) {
      int to = Math.min(tree.size(), from + TallyProto.BLOCK_CONTEXTS);
      int count = to - from;
      parentsAndThreads(tree, from, to);
      for (int c = from; c < to; c++) {
        column[c - from] = tree.frame(c);
      }
      part.packed(TallyProto.Contexts.FRAME, column, count);
      for (int m = 0; m < tree.metrics().size(); m++) {
        inner.varint(TallyProto.Column.METRIC, m);
        boolean any = false;
        for (int c = from; c < to; c++) {
          long value = tree.value(m, c);
          any |= value != 0;
          column[c - from] = ProtobufWriter.zigzag(value);
        }
        packedIf(any, TallyProto.Column.VALUES, count);
        boolean anyError = false;
        for (int c = from; c < to; c++) {
          column[c - from] = tree.error(m, c);
          anyError |= column[c - from] != 0;
        }
        packedIf(anyError, TallyProto.Column.ERRORS, count);
        embedColumn(any || anyError, TallyProto.Contexts.COLUMNS);
      }
      boolean anyDivided = false;
      for (int c = from; c < to; c++) {
        column[c - from] = tree.isDivided(c) ? 1 : 0;
        anyDivided |= tree.isDivided(c);
      }
      if (anyDivided) {
        part.packed(TallyProto.Contexts.DIVIDED, column, count);
      }
      embed(TallyProto.Recording.CONTEXTS);
    }
  }

  private void parentsAndThreads(CallTree tree, int from, int to) {
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

  private void edges(Edges edges) throws IOException {
    for (int from = 0; from < edges.size(); from += TallyProto.BLOCK_CONTEXTS) {
      int to = Math.min(edges.size(), from + TallyProto.BLOCK_CONTEXTS);
      int count = to - from;
      for (int e = from; e < to; e++) {
        column[e - from] = edges.caller(e) + 1L;
      }
      part.packed(TallyProto.Edges.CALLER, column, count);
      for (int e = from; e < to; e++) {
        column[e - from] = edges.callee(e);
      }
      part.packed(TallyProto.Edges.CALLEE, column, count);
      for (int m = 0; m < edges.metrics().size(); m++) {
        edgeColumn(edges, m, from, to);
      }
      boolean any = false;
      for (int e = from; e < to; e++) {
        column[e - from] = edges.isOnlyCounted(e) ? 1 : 0;
        any |= edges.isOnlyCounted(e);
      }
      if (any) {
        part.packed(TallyProto.Edges.ONLY_COUNTED, column, count);
      }
      embed(TallyProto.Recording.EDGES);
    }
  }

  private void edgeColumn(Edges edges, int metric, int from, int to) {
    inner.varint(TallyProto.EdgeColumn.METRIC, metric);
    boolean anyOfAll = false;
    for (int field = TallyProto.EdgeColumn.SELF;
        field <= TallyProto.EdgeColumn.EDGE_CUMULATIVE;
        field++) {
      boolean any = false;
      for (int e = from; e < to; e++) {
        long value =
            field == TallyProto.EdgeColumn.SELF
                ? edges.self(metric, e)
                : field == TallyProto.EdgeColumn.CUMULATIVE
                    ? edges.cumulative(metric, e)
                    : edges.edgeCumulative(metric, e);
        any |= value != 0;
        column[e - from] = ProtobufWriter.zigzag(value);
      }
      packedIf(any, field, to - from);
      anyOfAll |= any;
    }
    embedColumn(anyOfAll, TallyProto.Edges.COLUMNS);
  }

  private void packedIf(boolean any, int field, int count) {
    if (any) {
      inner.packed(field, column, count);
    }
  }

  /** Sends {@link #inner} off as a column of {@link #part} if there is any number in it. */
  private void embedColumn(boolean any, int field) {
    if (any) {
      part.message(field, inner);
    }
    inner.clear();
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
