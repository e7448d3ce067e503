// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.EdgeStacks;
import dev.tally.format.stacks.MethodNames;
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
import java.util.List;

/**
 * speedscope's own format: frames, and for each group of threads one profile by time, one by calls,
 * one by each further metric, for a frame has one number there.
 *
 * <p>Profiles are evented: frames open and close in order, at the sum of the numbers so far, a
 * frame's own number first. A list of samples would say the same, but repeat every stack: of
 * javac's tree 216 MB, where tabs crash. What seems to be an order in time is the order of the
 * tree.
 */
final class SpeedscopeWriter {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

  private final Profile profile;
  private final CallTree tree;
  private final int[] methodOf;
  private final JsonWriter json;

  private SpeedscopeWriter(Profile profile, Appendable out) {
    this.profile = profile;
    tree = profile.tree();
    methodOf = profile.methodOfFrame();
    json = JsonWriter.compact(out);
  }

  static void write(Profile profile, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    new SpeedscopeWriter(EdgeStacks.of(profile), text).write();
    text.flush();
  }

  private void write() throws IOException {
    List<ThreadMetric> all = ThreadMetric.of(profile);
    json.beginObject();
    json.name("$schema").value(SCHEMA);
    json.name("exporter").value(profile.origin().creator());
    json.name("name").value(String.join(" ", profile.origin().commandLine()));
    json.name("activeProfileIndex").value(ThreadMetric.largest(all));
    json.name("shared").beginObject();
    json.name("frames").beginArray();
    frames();
    json.endArray();
    json.endObject();
    json.name("profiles").beginArray();
    for (ThreadMetric each : all) {
      profile(each);
    }
    json.endArray();
    json.endObject();
  }

  /** One a method: two lines of it would be two functions to speedscope. */
  private void frames() throws IOException {
    MethodNames names = MethodNames.of(profile);
    for (int m = 0; m < profile.methods().size(); m++) {
      json.beginObject();
      json.name("name").value(names.name(m));
      if (!names.file(m).isEmpty()) {
        json.name("file").value(names.file(m));
      }
      if (names.line(m) > 0) {
        json.name("line").value(names.line(m));
      }
      json.endObject();
    }
  }

  private void profile(ThreadMetric of) throws IOException {
    json.beginObject();
    json.name("type").value("evented");
    json.name("name").value(of.name());
    json.name("unit").value(unit(profile.metrics().get(of.metric())));
    json.name("startValue").value(0);
    json.name("endValue").value(of.sum());
    json.name("events").beginArray();
    long at = 0;
    Walk walk = new Walk(tree);
    for (int step; (step = walk.next()) != Walk.END; ) {
      boolean opens = step >= 0;
      int context = opens ? step : ~step;
      if (tree.thread(context) != of.thread()) {
        continue;
      }
      json.beginObject();
      json.name("type").value(opens ? "O" : "C");
      json.name("frame").value(methodOf[tree.frame(context)]);
      json.name("at").value(at);
      json.endObject();
      at += opens ? Math.max(0, tree.value(of.metric(), context)) : 0;
    }
    json.endArray();
    json.endObject();
  }

  private static String unit(Metric metric) {
    boolean known = List.of(Metric.NANOSECONDS, Metric.BYTES).contains(metric.unit());
    return known ? metric.unit() : "none";
  }
}
