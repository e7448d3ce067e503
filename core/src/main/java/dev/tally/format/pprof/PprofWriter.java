// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import dev.tally.format.stacks.MethodNames;
import dev.tally.format.stacks.MetricOrder;
import dev.tally.format.wire.ProtobufWriter;
import dev.tally.profile.CallTree;
import dev.tally.profile.Edges;
import dev.tally.profile.Engine;
import dev.tally.profile.Frame;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.profile.Walk;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * pprof's profile.proto, packed by gzip: one sample a context, with the numbers that the context
 * has itself. {@code docs/formats.md} says field by field what stands where.
 *
 * <p>Stacks are whole, leaf first, two bytes a frame: javac's 625,000 contexts take 78 MB, of which
 * gzip leaves a tenth. Contexts come depth first, so that what is alike stands together. What pprof
 * has no field for and a reader of ours needs stands in the comments and in the labels of calls
 * without a path; errors of estimates are lost, for pprof could only add them up.
 */
public final class PprofWriter {
  private final Profile profile;
  private final OutputStream out;
  private final ProtobufWriter file = new ProtobufWriter();
  private final ProtobufWriter part = new ProtobufWriter();
  private final ProtobufWriter inner = new ProtobufWriter();
  private final List<String> strings = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** By place in the file: the profile's number of the metric. */
  private final int[] metrics;

  private long[] stack = new long[64];
  private final long[] values;

  private PprofWriter(Profile profile, OutputStream out) {
    this.profile = profile;
    this.out = out;
    metrics = MetricOrder.timeLast(profile.metrics()); // pprof begins with the last
    values = new long[metrics.length];
    string("");
  }

  public static void write(Profile profile, OutputStream out) throws IOException {
    try (Gzip gzip = new Gzip(out)) {
      new PprofWriter(profile, gzip).write();
      gzip.finish();
    }
  }

  private void write() throws IOException {
    head();
    functions();
    locations();
    // Texts of labels are known only when the samples have been written; they may come behind.
    contexts();
    edges();
    for (String string : strings) {
      file.element(PprofProto.STRING_TABLE, string);
      send();
    }
  }

  private void head() throws IOException {
    for (int m : metrics) {
      valueType(PprofProto.SAMPLE_TYPE, name(m), profile.metrics().get(m).unit());
    }
    part.varint(PprofProto.MAPPING_ID, 1);
    List<String> command = profile.origin().commandLine();
    String program = command.isEmpty() ? "" : command.get(0);
    part.varint(PprofProto.MAPPING_FILENAME, string(program));
    for (int has = PprofProto.HAS_FUNCTIONS; has <= PprofProto.HAS_INLINE_FRAMES; has++) {
      part.bool(has, true);
    }
    embed(PprofProto.MAPPING);
    file.varint(PprofProto.TIME_NANOS, profile.origin().startEpochMillis() * 1_000_000);
    file.varint(PprofProto.DURATION_NANOS, profile.origin().durationNanos());
    if (profile.origin().engine() instanceof Engine.Sampling sampling) {
      valueType(PprofProto.PERIOD_TYPE, sampling.event(), Metric.NANOSECONDS);
      file.varint(PprofProto.PERIOD, sampling.intervalNanos());
    }
    List<String> comments = PprofComments.of(profile);
    long[] each = comments.stream().mapToLong(this::string).toArray();
    file.packed(PprofProto.COMMENT, each, each.length);
    if (metrics.length > 0) {
      file.varint(PprofProto.DEFAULT_SAMPLE_TYPE, string(name(metrics[metrics.length - 1])));
    }
    send();
  }

  private void valueType(int field, String type, String unit) throws IOException {
    part.varint(PprofProto.VALUE_TYPE, string(type));
    part.varint(PprofProto.VALUE_UNIT, string(unit));
    embed(field);
  }

  /** The profile's methods, and what calls without a path stand under. */
  private void functions() throws IOException {
    MethodNames names = MethodNames.of(profile);
    for (int m = 0; m < profile.methods().size(); m++) {
      String system = systemName(profile.methods().get(m));
      function(m + 1, names.name(m), system, names.file(m), names.line(m));
    }
    if (profile.edges().size() > 0) {
      function(profile.methods().size() + 1, MethodNames.PATHLESS, "", "", 0);
    }
  }

  private void function(int id, String name, String systemName, String file, int line)
      throws IOException {
    part.varint(PprofProto.FUNCTION_ID, id);
    part.varint(PprofProto.FUNCTION_NAME, string(name));
    part.varint(PprofProto.SYSTEM_NAME, string(systemName));
    part.varint(PprofProto.FUNCTION_FILENAME, string(file));
    part.varint(PprofProto.START_LINE, line);
    embed(PprofProto.FUNCTION);
  }

  private static String systemName(Method method) {
    String kind =
        method.kind() == Kind.METHOD ? "" : method.kind().name().toLowerCase(Locale.ROOT) + " ";
    String owner = method.className().isEmpty() ? "" : method.className() + ".";
    return kind + owner + method.name() + method.descriptor();
  }

  /** Those of the frames, then one for each function, at its first line: what edges refer to. */
  private void locations() throws IOException {
    List<Frame> frames = profile.frames();
    for (int f = 0; f < frames.size(); f++) {
      location(f, frames.get(f).method(), frames.get(f).line());
    }
    if (profile.edges().size() > 0) {
      for (int m = 0; m <= profile.methods().size(); m++) {
        location(frames.size() + m, m, 0);
      }
    }
  }

  private void location(int number, int method, int line) throws IOException {
    boolean first = line == 0 && method < profile.methods().size();
    inner.varint(PprofProto.LINE_FUNCTION, method + 1);
    inner.varint(
        PprofProto.LINE, Math.max(0, first ? profile.methods().get(method).firstLine() : line));
    part.varint(PprofProto.LOCATION_ID, number + 1);
    part.varint(PprofProto.LOCATION_MAPPING, 1);
    part.message(PprofProto.LOCATION_LINE, inner);
    inner.clear();
    embed(PprofProto.LOCATION);
  }

  private void contexts() throws IOException {
    CallTree tree = profile.tree();
    int[] threads = new int[profile.threads().size()];
    for (int t = 0; t < threads.length; t++) {
      threads[t] = string(profile.threads().get(t).name());
    }
    int thread = string(PprofProto.THREAD);
    Walk walk = new Walk(tree);
    // Filled from the end, so that the leaf comes first.
    int depth = 0;
    for (int step; (step = walk.next()) != Walk.END; ) {
      if (step < 0) {
        depth--;
        continue;
      }
      if (depth == stack.length) {
        long[] longer = new long[depth * 2];
        System.arraycopy(stack, 0, longer, depth, depth);
        stack = longer;
      }
      stack[stack.length - ++depth] = tree.frame(step) + 1L;
      for (int i = 0; i < metrics.length; i++) {
        values[i] = tree.value(metrics[i], step);
      }
      part.packed(PprofProto.LOCATION_IDS, stack, stack.length - depth, depth);
      part.packed(PprofProto.VALUES, values, values.length);
      label(thread, threads[tree.thread(step)]);
      embed(PprofProto.SAMPLE);
    }
  }

  private void edges() throws IOException {
    Edges edges = profile.edges();
    long firstOfMethods = profile.frames().size() + 1L;
    long[] frames = new long[3];
    for (int e = 0; e < edges.size(); e++) {
      int count = 0;
      frames[count++] = firstOfMethods + edges.callee(e);
      if (edges.caller(e) != Edges.NOBODY) {
        frames[count++] = firstOfMethods + edges.caller(e);
      }
      frames[count++] = firstOfMethods + profile.methods().size();
      for (int i = 0; i < metrics.length; i++) {
        values[i] = edges.self(metrics[i], e);
      }
      part.packed(PprofProto.LOCATION_IDS, frames, count);
      part.packed(PprofProto.VALUES, values, values.length);
      label(string(PprofProto.PATH), string(PprofProto.UNKNOWN));
      for (int m : metrics) {
        String unit = profile.metrics().get(m).unit();
        number(PprofProto.cumulative(name(m)), edges.cumulative(m, e), unit);
        number(PprofProto.edgeCumulative(name(m)), edges.edgeCumulative(m, e), unit);
      }
      if (edges.isOnlyCounted(e)) {
        label(string(PprofProto.ONLY_COUNTED), string(PprofProto.YES));
      }
      embed(PprofProto.SAMPLE);
    }
  }

  private String name(int metric) {
    return profile.metrics().get(metric).name();
  }

  private void label(int key, int text) {
    inner.varint(PprofProto.LABEL_KEY, key);
    inner.varint(PprofProto.LABEL_TEXT, text);
    part.message(PprofProto.LABEL, inner);
    inner.clear();
  }

  private void number(String key, long value, String unit) {
    if (value != 0) {
      inner.varint(PprofProto.LABEL_KEY, string(key));
      inner.varint(PprofProto.LABEL_NUMBER, value);
      inner.varint(PprofProto.LABEL_UNIT, string(unit));
      part.message(PprofProto.LABEL, inner);
      inner.clear();
    }
  }

  /** The number of a text, which counts from 0, the empty one. */
  private int string(String text) {
    Integer known = numbers.putIfAbsent(text, strings.size());
    if (known != null) {
      return known;
    }
    strings.add(text);
    return strings.size() - 1;
  }

  /** Sends {@link #part} off as a field of the profile, and empties it. */
  private void embed(int field) throws IOException {
    file.message(field, part);
    part.clear();
    send();
  }

  private void send() throws IOException {
    file.writeTo(out);
    file.clear();
  }

  /** The JDK's gzip at its fastest level: stacks are so alike that more effort gains little. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }

    /** Frees the deflater's native memory; the stream below is the caller's. */
    @Override
    public void close() {
      def.end();
    }
  }
}
