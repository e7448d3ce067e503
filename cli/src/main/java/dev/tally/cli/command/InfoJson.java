// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.format.wire.JsonWriter;
import dev.tally.profile.Engine;
import dev.tally.profile.Kind;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Metric;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import dev.tally.report.ProfileInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same as {@code tally info} for scripts. What is not known is null or missing, never 0. */
final class InfoJson {
  private InfoJson() {}

  /**
   * Writes one object.
   *
   * @param parts bytes of each part of the file before packing; empty if not known
   */
  static void write(JsonWriter json, Profile profile, long fileBytes, Map<String, Long> parts)
      throws IOException {
    ProfileInfo info = ProfileInfo.of(profile);
    json.beginObject();
    origin(json, profile.origin());
    engine(json.name("engine"), profile.origin().engine());
    orNull(json.name("calls"), profile.has(Metric.CALLS), info.calls());
    orNull(json.name("foldedCalls"), profile.has(Metric.CALLS), info.foldedCalls());
    orNull(json.name("selfNanos"), profile.has(Metric.TIME), info.selfNanos());
    json.name("paths").value(word(profile.paths()));
    json.name("contexts").value(info.contexts());
    json.name("deepestPath").value(info.deepest());
    json.name("edgesWithoutPath").value(info.edges());
    json.name("functions").value(info.functions());
    json.name("estimatedFunctions").value(info.estimated());
    json.name("largestErrorNanos").value(Math.round(info.largestErrorSeconds() * 1e9));
    json.name("methods").beginObject();
    for (Map.Entry<Kind, Integer> kind : info.methods().entrySet()) {
      json.name(word(kind.getKey())).value(kind.getValue());
    }
    json.endObject();
    lists(json, profile);
    json.name("fileBytes").value(fileBytes);
    json.name("unpackedBytes").beginObject();
    for (Map.Entry<String, Long> part : parts.entrySet()) {
      json.name(part.getKey()).value(part.getValue());
    }
    json.endObject();
    json.endObject();
  }

  private static void origin(JsonWriter json, Origin origin) throws IOException {
    json.name("creator").value(origin.creator());
    texts(json.name("commandLine"), origin.commandLine());
    json.name("jvm").value(origin.jvm());
    long start = origin.startEpochMillis();
    orNull(json.name("startEpochMillis"), start != 0, start);
    long duration = origin.durationNanos();
    orNull(json.name("durationNanos"), duration != 0, duration);
    json.name("complete").value(origin.complete());
    json.name("recordings").value(origin.recordings());
    texts(json.name("notes"), origin.notes());
  }

  private static void engine(JsonWriter json, Engine engine) throws IOException {
    json.beginObject();
    if (engine instanceof Engine.Counting counting) {
      json.name("kind").value("counting");
      json.name("timing").value(word(counting.timing()));
      json.name("leavesTimed").value(counting.leavesTimed());
      json.name("builtins").value(counting.builtins());
      json.name("clock").value(counting.clock());
      json.name("clockNanos").value(counting.clockNanos());
      json.name("probeInnerNanos").value(counting.probeInnerNanos());
      json.name("probeOuterNanos").value(counting.probeOuterNanos());
      json.name("hitIntervalNanos").value(counting.hitIntervalNanos());
      json.name("maxContexts").value(counting.maxContexts());
    } else if (engine instanceof Engine.Sampling sampling) {
      json.name("kind").value("sampling");
      json.name("event").value(sampling.event());
      json.name("intervalNanos").value(sampling.intervalNanos());
    } else if (engine instanceof Engine.Foreign foreign) {
      json.name("kind").value("foreign");
      json.name("tool").value(foreign.tool());
    } else if (engine instanceof Engine.Joined joined) {
      json.name("kind").value("joined");
      engine(json.name("counts"), joined.counts());
      engine(json.name("times"), joined.times());
    } else {
      json.name("kind").value("several");
    }
    json.endObject();
  }

  private static void lists(JsonWriter json, Profile profile) throws IOException {
    json.name("metrics").beginArray();
    for (Metric metric : profile.metrics()) {
      json.beginObject();
      json.name("name").value(metric.name());
      json.name("unit").value(metric.unit());
      json.name("known").value(word(metric.known()));
      json.endObject();
    }
    json.endArray();
    json.name("threads").beginArray();
    for (Threads group : profile.threads()) {
      json.beginObject();
      json.name("name").value(group.name());
      json.name("count").value(group.count());
      json.endObject();
    }
    json.endArray();
    json.name("leftOut").beginArray();
    for (LeftOut each : profile.leftOut()) {
      json.beginObject();
      json.name("name").value(each.name());
      json.name("reason").value(each.reason());
      json.endObject();
    }
    json.endArray();
    json.name("leftOutCount").value(profile.leftOutCount());
  }

  private static void texts(JsonWriter json, List<String> texts) throws IOException {
    json.beginArray();
    for (String text : texts) {
      json.value(text);
    }
    json.endArray();
  }

  private static void orNull(JsonWriter json, boolean known, long number) throws IOException {
    if (known) {
      json.value(number);
    } else {
      json.nullValue();
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
