// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.format.wire.JsonWriter;
import dev.tally.profile.ChangedCalls;
import dev.tally.profile.Diff;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionKey;
import dev.tally.report.DiffData;
import java.io.IOException;
import java.util.List;

/** The same as {@code tally diff} for scripts; names and units are those of docs/formats.md. */
final class DiffJson {
  private final JsonWriter json;
  private final Diff diff;
  private final DiffData data;
  private final boolean counted;

  private DiffJson(JsonWriter json, Diff diff, DiffData data) {
    this.json = json;
    this.diff = diff;
    this.data = data;
    counted = diff.second().has(Metric.CALLS);
  }

  /** Writes one object. */
  static void write(JsonWriter json, Diff diff, DiffData data, String before, String after)
      throws IOException {
    new DiffJson(json, diff, data).write(before, after);
  }

  private void write(String before, String after) throws IOException {
    json.beginObject();
    json.name("report").value("diff");
    profile("before", before, diff.first(), diff.before());
    profile("after", after, diff.second(), diff.after());
    json.name("sampled").value(!counted);
    json.name("callsDiffer").value(counted && diff.callsDiffer());
    json.name("complaints").beginArray();
    for (String complaint : data.complaints()) {
      json.value(complaint);
    }
    json.endArray();
    json.name("changedCallCount").value(data.changeCount());
    json.name("changedCalls").beginArray();
    for (ChangedCalls change : data.changes()) {
      change(change);
    }
    json.endArray();
    List<Integer> methods = data.methods();
    json.name("functionCount").value(data.methodCount());
    json.name("shownCount").value(methods.size());
    json.name("functions").beginArray();
    for (int row : methods) {
      method(row);
    }
    json.endArray();
    json.endObject();
  }

  private void profile(String when, String name, Profile profile, MethodStats stats)
      throws IOException {
    long calls = 0;
    long self = 0;
    for (int row = 0; row < diff.size(); row++) {
      calls += stats.calls(row);
      self += stats.self(row);
    }
    json.name(when).beginObject();
    json.name("profile").value(name);
    if (Diff.hasCallsOrSamples(profile)) {
      json.name(counted ? "calls" : "samples").value(calls);
    }
    if (profile.has(Metric.TIME)) {
      json.name("selfNanos").value(self);
    }
    json.endObject();
  }

  private void change(ChangedCalls change) throws IOException {
    json.beginObject();
    key(change.callee());
    json.name("before").value(change.before());
    json.name("after").value(change.after());
    json.name("callerBefore").value(change.callerBefore());
    json.name("callerAfter").value(change.callerAfter());
    json.name("moreBelow").value(change.moreBelow());
    json.name("callers").beginArray();
    for (int caller : change.callers()) {
      json.beginObject();
      key(caller);
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void method(int row) throws IOException {
    json.beginObject();
    key(row);
    boolean appeared = diff.appeared(row);
    json.name("status").value(appeared ? "appeared" : diff.vanished(row) ? "vanished" : "changed");
    if (diff.renamedFrom(row) >= 0) {
      json.name("renamedFrom").beginObject();
      key(diff.renamedFrom(row));
      json.endObject();
    }
    json.name("timesDiffer").value(timed() && data.timesDiffer(row));
    numbers("before", diff.first(), diff.before(), row);
    numbers("after", diff.second(), diff.after(), row);
    json.name("callers").beginArray();
    for (int edge : diff.edgesTo(row)) {
      if (diff.edgeCallsBefore(edge) != diff.edgeCallsAfter(edge)) {
        json.beginObject();
        key(diff.caller(edge));
        json.name("before").value(diff.edgeCallsBefore(edge));
        json.name("after").value(diff.edgeCallsAfter(edge));
        json.endObject();
      }
    }
    json.endArray();
    json.endObject();
  }

  private boolean timed() {
    return diff.first().has(Metric.TIME) && diff.second().has(Metric.TIME);
  }

  private void numbers(String when, Profile profile, MethodStats stats, int row)
      throws IOException {
    json.name(when).beginObject();
    if (Diff.hasCallsOrSamples(profile)) {
      json.name(counted ? "calls" : "samples").value(stats.calls(row));
    }
    if (counted) {
      json.name("primitiveCalls").value(stats.primitiveCalls(row));
    }
    if (profile.has(Metric.TIME)) {
      json.name("selfNanos").value(stats.self(row));
      json.name("errorNanos").value(stats.selfError(row));
      json.name("cumulativeNanos").value(stats.cumulative(row));
      json.name("cumulativeErrorNanos").value(stats.cumulativeError(row));
    }
    json.endObject();
  }

  private void key(int row) throws IOException {
    FunctionKey key = data.key(row);
    json.name("function").value(key.label());
    json.name("file").value(key.file());
    json.name("line").value(key.line());
    json.name("name").value(key.name());
  }
}
