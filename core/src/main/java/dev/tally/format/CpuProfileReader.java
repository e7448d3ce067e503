// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.JsonInput;
import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CPU profiles of V8's: a {@code .cpuprofile} as Node and Chrome's tools write it, and Chrome's
 * trace events with such profiles in pieces. Slices of a trace are no stacks that a program had,
 * and are left away.
 */
final class CpuProfileReader {
  private static final String SAMPLER = "V8's CPU profiler";

  /** Names of events that profiles, or pieces of them, are in. */
  private static final Set<String> PIECES = Set.of("Profile", "ProfileChunk", "CpuProfile");

  private final JsonInput json;
  private final Allowance allowance;

  /** By process and number of the profile in it. */
  private final Map<String, V8Profile> profiles = new LinkedHashMap<>();

  /** By the same: the thread that began it. */
  private final Map<String, String> threadOf = new LinkedHashMap<>();

  private final Map<String, String> threadNames = new LinkedHashMap<>();

  private CpuProfileReader(InputStream in, Allowance allowance) throws IOException {
    json = new JsonInput(in);
    this.allowance = allowance;
  }

  /** Reads a CPU profile. */
  static Profile read(InputStream in, Allowance allowance) throws IOException {
    CpuProfileReader reader = new CpuProfileReader(in, allowance);
    V8Profile only = new V8Profile(reader.json, allowance);
    reader.profiles.put("", only);
    reader.json.beginObject();
    while (reader.json.more()) {
      reader.field(only, reader.json.name());
    }
    return reader.profile();
  }

  /** Reads Chrome's trace events. */
  static Profile readTrace(InputStream in, Allowance allowance) throws IOException {
    CpuProfileReader reader = new CpuProfileReader(in, allowance);
    if (reader.json.isArray()) {
      reader.events();
    } else {
      reader.json.beginObject();
      while (reader.json.more()) {
        if (reader.json.name().equals("traceEvents")) {
          reader.events();
        } else {
          reader.json.skip();
        }
      }
    }
    return reader.profile();
  }

  private void field(V8Profile profile, String name) throws IOException {
    if (!profile.read(name)) {
      json.skip();
    }
  }

  private void events() throws IOException {
    json.beginArray();
    while (json.more()) {
      if (json.isObject()) {
        new Event().read();
      } else {
        json.skip();
      }
    }
  }

  /** One event of a trace; its names come in any order, in Chrome's the arguments first. */
  private final class Event {
    private String name = "";
    private String process = "";
    private String thread = "";
    private String id = "";
    private String threadName = "";
    private @Nullable V8Profile piece;

    void read() throws IOException {
      json.beginObject();
      while (json.more()) {
        switch (json.name()) {
          case "name" -> name = word();
          case "pid" -> process = word();
          case "tid" -> thread = word();
          case "id" -> id = word();
          case "args" -> arguments();
          default -> json.skip();
        }
      }
      if (name.equals("thread_name") && !threadName.isEmpty()) {
        allowance.take(2 * Allowance.OBJECT_BYTES + 2L * threadName.length());
        threadNames.put(process + " " + thread, threadName);
      } else if (piece != null && PIECES.contains(name)) {
        String of = process + " " + id;
        V8Profile known = profiles.get(of);
        if (known == null) {
          allowance.take(4 * Allowance.OBJECT_BYTES);
          profiles.put(of, piece);
          threadOf.put(of, process + " " + thread);
        } else {
          known.append(piece);
        }
      }
    }

    private void arguments() throws IOException {
      if (!json.isObject()) {
        json.skip();
        return;
      }
      json.beginObject();
      while (json.more()) {
        String argument = json.name();
        if (argument.equals("name") && json.isText()) {
          threadName = json.text();
        } else if (argument.equals("data") && json.isObject()) {
          data();
        } else {
          json.skip();
        }
      }
    }

    private void data() throws IOException {
      json.beginObject();
      while (json.more()) {
        String field = json.name();
        if (field.equals("cpuProfile") && json.isObject()) {
          json.beginObject();
          while (json.more()) {
            field(piece(), json.name());
          }
        } else if ((field.equals("timeDeltas") && json.isArray())
            || (field.endsWith("Time") && json.isNumber())) {
          field(piece(), field);
        } else {
          json.skip();
        }
      }
    }

    private V8Profile piece() {
      V8Profile begun = piece;
      if (begun == null) {
        begun = new V8Profile(json, allowance);
        piece = begun;
      }
      return begun;
    }
  }

  /** A text or a number, as it stands there. */
  private String word() throws IOException {
    if (json.isText()) {
      return json.text();
    }
    if (json.isNumber()) {
      return Double.toString(json.number());
    }
    json.skip();
    return "";
  }

  private Profile profile() throws FormatException {
    Stacks stacks = new Stacks(allowance);
    int hits = stacks.metric(Metric.HITS);
    int time = stacks.metric(Metric.TIME.as(Known.SAMPLED));
    boolean any = false;
    try {
      for (Map.Entry<String, V8Profile> each : profiles.entrySet()) {
        if (!each.getValue().isEmpty()) {
          any = true;
          each.getValue().addTo(stacks, stacks.thread(thread(each.getKey())), hits, time);
        }
      }
    } catch (ArithmeticException e) {
      throw json.wrong("expected times that add up to less than 2^63, found more");
    }
    if (!any) {
      throw json.wrong("expected a CPU profile, found only other events");
    }
    return stacks.profile(Origin.of(new Engine.Sampling(SAMPLER, 0)), Paths.SAMPLED);
  }

  private String thread(String profile) {
    return threadNames.getOrDefault(threadOf.getOrDefault(profile, ""), Stacks.ALL_THREADS);
  }
}
