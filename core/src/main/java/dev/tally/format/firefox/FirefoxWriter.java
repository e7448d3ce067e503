// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.firefox;

import dev.tally.format.stacks.EdgeStacks;
import dev.tally.format.stacks.ProfileNotes;
import dev.tally.format.stacks.ThreadMetric;
import dev.tally.format.wire.JsonWriter;
import dev.tally.profile.CallTree;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.profile.Walk;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The Firefox Profiler's processed format, version 60, the first that shares its tables among
 * threads; later versions of the profiler upgrade what they load.
 *
 * <p>A stack is a frame and the stack below it, as our contexts are, so the tree is written once. A
 * thread is one group of threads by one metric: a sample has one weight. Times of samples are the
 * sums so far.
 */
public final class FirefoxWriter {
  private static final int VERSION = 60;

  /** Of the format in which Firefox itself writes; without meaning for what was imported. */
  private static final int GECKO_VERSION = 30;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Profile profile;
  private final CallTree tree;
  private final JsonWriter json;

  private FirefoxWriter(Profile profile, Appendable out) {
    this.profile = profile;
    tree = profile.tree();
    json = JsonWriter.compact(out);
  }

  public static void write(Profile profile, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    new FirefoxWriter(EdgeStacks.of(profile), text).write();
    text.flush();
  }

  private void write() throws IOException {
    List<ThreadMetric> all = ThreadMetric.of(profile);
    json.beginObject();
    meta(all);
    json.name("libs").beginArray().endArray();
    json.name("threads").beginArray();
    for (int i = 0; i < all.size(); i++) {
      thread(all.get(i), i);
    }
    json.endArray();
    json.name("shared").beginObject();
    new FirefoxTables(profile, json).write();
    json.endObject();
    json.endObject();
  }

  private void meta(List<ThreadMetric> all) throws IOException {
    json.name("meta").beginObject();
    json.name("preprocessedProfileVersion").value(VERSION);
    json.name("version").value(GECKO_VERSION);
    json.name("interval").value(1);
    json.name("startTime").value(profile.origin().startEpochMillis());
    json.name("processType").value(0);
    json.name("product").value(String.join(" ", profile.origin().commandLine()));
    json.name("importedFrom").value(profile.origin().creator());
    json.name("stackwalk").value(1);
    json.name("symbolicated").value(true);
    json.name("symbolicationNotSupported").value(true);
    json.name("usesOnlyOneStackType").value(true);
    json.name("sourceCodeIsNotOnSearchfox").value(true);
    json.name("keepProfileThreadOrder").value(true);
    json.name("initialVisibleThreads").beginArray();
    for (int i = 0; i < all.size(); i++) {
      json.value(i);
    }
    json.endArray();
    json.name("initialSelectedThreads").beginArray();
    if (!all.isEmpty()) {
      json.value(ThreadMetric.largest(all));
    }
    json.endArray();
    json.name("categories").beginArray();
    for (FirefoxCategory category : FirefoxCategory.values()) {
      json.beginObject();
      json.name("name").value(category.words());
      json.name("color").value(category.colour());
      column("subcategories", List.of("Other"));
      json.endObject();
    }
    json.endArray();
    json.name("markerSchema").beginArray().endArray();
    notes();
    json.endObject();
  }

  /** What people must know of the numbers: the profiler shows it as more about the profile. */
  private void notes() throws IOException {
    json.name("extra").beginArray().beginObject();
    json.name("label").value("Tally");
    json.name("entries").beginArray();
    for (String sentence : ProfileNotes.of(profile)) {
      json.beginObject();
      json.name("label").value("Note");
      json.name("format").value("string");
      json.name("value").value(sentence);
      json.endObject();
    }
    json.endArray().endObject().endArray();
  }

  private void thread(ThreadMetric of, int number) throws IOException {
    json.beginObject();
    json.name("name").value(of.name());
    json.name("isMainThread").value(number == 0);
    json.name("processType").value("default");
    json.name("processName").value(String.join(" ", profile.origin().commandLine()));
    json.name("processStartupTime").value(0);
    json.name("processShutdownTime").nullValue();
    json.name("registerTime").value(0);
    json.name("unregisterTime").nullValue();
    json.name("pausedRanges").beginArray().endArray();
    json.name("pid").value("0");
    json.name("tid").value(number);
    samples(of);
    json.name("markers").beginObject();
    for (String name : List.of("data", "name", "startTime", "endTime", "phase", "category")) {
      json.name(name).beginArray().endArray();
    }
    json.name("length").value(0);
    json.endObject();
    json.endObject();
  }

  private void samples(ThreadMetric of) throws IOException {
    Metric metric = profile.metrics().get(of.metric());
    boolean time = metric.unit().equals(Metric.NANOSECONDS);
    boolean bytes = metric.unit().equals(Metric.BYTES);
    int[] contexts = contexts(of);
    json.name("samples").beginObject();
    json.name("weightType").value(time ? "tracing-ms" : bytes ? "bytes" : "samples");
    json.name("stack").beginArray();
    for (int context : contexts) {
      json.value(context);
    }
    json.endArray();
    json.name("time").beginArray();
    long sum = 0;
    for (int context : contexts) {
      weight(sum, time);
      sum += tree.value(of.metric(), context);
    }
    json.endArray();
    json.name("weight").beginArray();
    for (int context : contexts) {
      weight(tree.value(of.metric(), context), time);
    }
    json.endArray();
    json.name("length").value(contexts.length);
    json.endObject();
  }

  private void weight(long value, boolean time) throws IOException {
    if (time) {
      json.value(value / NANOS_PER_MILLI);
    } else {
      json.value(value);
    }
  }

  /** Those of the group that have a number themselves, depth first. */
  private int[] contexts(ThreadMetric of) {
    int[] contexts = new int[tree.size()];
    int count = 0;
    Walk walk = new Walk(tree);
    for (int step; (step = walk.next()) != Walk.END; ) {
      if (step >= 0 && tree.thread(step) == of.thread() && tree.value(of.metric(), step) > 0) {
        contexts[count++] = step;
      }
    }
    return Arrays.copyOf(contexts, count);
  }

  private void column(String name, List<String> texts) throws IOException {
    json.name(name).beginArray();
    for (String text : texts) {
      json.value(text);
    }
    json.endArray();
  }
}
