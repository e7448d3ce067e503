// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.firefox;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.JsonInput;
import dev.tally.format.wire.Longs;
import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Firefox Profiler's processed format, of any version, and what Gecko itself writes. A sample
 * stands for the interval between two, unless it has a weight in milliseconds or bytes. Threads
 * share their tables ({@link FirefoxStacks}) from version 60 on, and have their own before. Markers
 * are left away.
 */
public final class FirefoxReader {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int MOST_THREADS = 100_000;

  /** What {@link FirefoxWriter} calls its notes. */
  private static final String OURS = "Tally";

  /**
   * The samples of a thread.
   *
   * @param stacks the number of each one's stack, -1 for none
   * @param weights of each, as the bits of a floating-point number; empty if it is 1
   */
  private record Samples(
      String thread, String weightType, Longs stacks, Longs weights, FirefoxStacks tables) {}

  private final JsonInput json;
  private final Allowance allowance;
  private final FirefoxStacks shared;
  private final List<Samples> threads = new ArrayList<>();
  private final Stacks profile;
  private double intervalMillis = 1;
  private String tool = "";
  private long startMillis;
  private boolean ours;

  private FirefoxReader(InputStream in, Allowance allowance) throws IOException {
    json = new JsonInput(in);
    this.allowance = allowance;
    profile = new Stacks(allowance);
    shared = new FirefoxStacks(json, profile, allowance, null);
  }

  public static Profile read(InputStream in, Allowance allowance) throws IOException {
    FirefoxReader reader = new FirefoxReader(in, allowance);
    reader.process();
    return reader.profile();
  }

  private void process() throws IOException {
    json.beginObject();
    while (json.more()) {
      switch (json.name()) {
        case "meta" -> meta();
        case "shared" -> shared.readTables();
        case "threads" -> {
          json.beginArray();
          while (json.more()) {
            thread();
          }
        }
        case "processes" -> {
          json.beginArray();
          while (json.more()) {
            process();
          }
        }
        default -> json.skip();
      }
    }
  }

  private void meta() throws IOException {
    json.beginObject();
    while (json.more()) {
      String name = json.name();
      if (name.equals("interval") && json.isNumber()) {
        intervalMillis = json.number();
      } else if (name.equals("startTime") && json.isNumber()) {
        startMillis = Math.max(0, (long) json.number());
      } else if (name.equals("importedFrom") && json.isText()) {
        tool = json.text();
      } else if (name.equals("product") && json.isText()) {
        String product = json.text();
        tool = tool.isEmpty() ? product : tool;
      } else if (name.equals("extra") && json.isArray()) {
        extra();
      } else {
        json.skip();
      }
    }
  }

  private void extra() throws IOException {
    json.beginArray();
    while (json.more()) {
      if (!json.isObject()) {
        json.skip();
        continue;
      }
      json.beginObject();
      while (json.more()) {
        if (json.name().equals("label") && json.isText()) {
          ours |= json.text().equals(OURS);
        } else {
          json.skip();
        }
      }
    }
  }

  private void thread() throws IOException {
    if (threads.size() == MOST_THREADS) {
      throw json.wrong("expected at most " + MOST_THREADS + " threads, found more");
    }
    allowance.take(10 * Allowance.OBJECT_BYTES);
    String name = "";
    FirefoxStacks own = new FirefoxStacks(json, profile, allowance, shared);
    Map<String, Longs> samples = Map.of();
    String[] weightType = {""};
    json.beginObject();
    while (json.more()) {
      String field = json.name();
      switch (field) {
        case "name" -> name = json.text();
        case "samples" -> samples = own.columns("samples", weightType);
        default -> {
          if (!own.readTable(field)) {
            json.skip();
          }
        }
      }
    }
    threads.add(
        new Samples(
            name,
            weightType[0],
            samples.getOrDefault("stack", new Longs()),
            samples.getOrDefault("weight", new Longs()),
            own.isEmpty() ? shared : own));
  }

  private Profile profile() throws FormatException {
    Map<String, Integer> groups = new HashMap<>();
    try {
      for (Samples each : threads) {
        boolean named = ours && each.thread.lastIndexOf(", ") > 0;
        String thread =
            named ? each.thread.substring(0, each.thread.lastIndexOf(", ")) : each.thread;
        Integer group = ours ? groups.get(thread) : null;
        if (group == null) {
          group = profile.thread(thread.isEmpty() ? Stacks.ALL_THREADS : thread);
          groups.put(thread, group);
        }
        add(each, group, named ? each.thread.substring(each.thread.lastIndexOf(", ") + 2) : "");
      }
    } catch (ArithmeticException e) {
      throw json.wrong("expected weights that add up to less than 2^63, found more");
    }
    String by = tool.isEmpty() ? "Firefox Profiler" : tool;
    Engine engine =
        ours
            ? new Engine.Foreign("Tally, by way of the Firefox Profiler")
            : new Engine.Sampling(by, Math.round(intervalMillis * NANOS_PER_MILLI));
    Origin origin = new Origin("", List.of(), "", startMillis, 0, true, 1, List.of(), engine);
    return profile.profile(origin, Paths.SAMPLED);
  }

  /** Adds a thread's samples; {@code metric} is its name in Tally's own files. */
  private void add(Samples samples, int group, String metric) throws FormatException {
    boolean millis = samples.weightType.equals("tracing-ms");
    boolean bytes = samples.weightType.equals("bytes");
    for (int i = 0; i < samples.stacks.size(); i++) {
      long stack = samples.stacks.get(i);
      if (stack < 0) {
        continue;
      }
      double weight =
          i < samples.weights.size() ? Double.longBitsToDouble(samples.weights.get(i)) : 1;
      int context = samples.tables.context(stack, group);
      if (millis) {
        Metric time = ours ? Metric.TIME : Metric.TIME.as(Known.SAMPLED);
        add(context, time, weight * NANOS_PER_MILLI);
      } else if (bytes) {
        String name = metric.isEmpty() ? Metric.BYTES : metric;
        add(context, new Metric(name, Metric.BYTES, Known.SAMPLED), weight);
      } else if (!ours) {
        add(context, Metric.HITS, weight);
        add(context, Metric.TIME.as(Known.SAMPLED), weight * intervalMillis * NANOS_PER_MILLI);
      } else if (metric.equals(Metric.CALLS.name())) {
        add(context, Metric.CALLS, weight);
      } else {
        add(context, new Metric(metric, Metric.HITS.unit(), Known.SAMPLED), weight);
      }
    }
  }

  private void add(int context, Metric metric, double value) throws FormatException {
    if (!(Math.abs(value) < 0x1p62)) {
      throw json.wrong("expected weights below 2^62, found " + value);
    }
    profile.add(context, profile.metric(metric), Math.round(value));
  }
}
