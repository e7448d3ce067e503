// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.stacks.JavaNames;
import dev.tally.format.stacks.RawTree;
import dev.tally.format.stacks.Stacks;
import dev.tally.format.stacks.Units;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.JsonInput;
import dev.tally.format.wire.Longs;
import dev.tally.profile.Engine;
import dev.tally.profile.Method;
import dev.tally.profile.Metric;
import dev.tally.profile.Metric.Known;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * speedscope's own format: profiles of one number each, of frames that open and close, or of stacks
 * with weights. Each profile is a thread here; in Tally's own files one of a thread and a metric,
 * as its name says.
 */
final class SpeedscopeReader {
  /** Profiles, and numbers of different kinds, at most. */
  private static final int MOST = 100_000;

  private final JsonInput json;
  private final Allowance allowance;
  private final RawTree tree;
  private final List<Method> frames = new ArrayList<>();
  private final List<String> profiles = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();
  private String exporter = "";

  private SpeedscopeReader(InputStream in, Allowance allowance) throws IOException {
    json = new JsonInput(in);
    this.allowance = allowance;
    tree = new RawTree(allowance);
  }

  static Profile read(InputStream in, Allowance allowance) throws IOException {
    return new SpeedscopeReader(in, allowance).file();
  }

  private Profile file() throws IOException {
    json.beginObject();
    while (json.more()) {
      switch (json.name()) {
        case "exporter" -> exporter = json.text();
        case "shared" -> shared();
        case "profiles" -> {
          json.beginArray();
          while (json.more()) {
            new OneProfile().read();
          }
        }
        default -> json.skip();
      }
    }
    return profile();
  }

  private void shared() throws IOException {
    json.beginObject();
    while (json.more()) {
      if (!json.name().equals("frames")) {
        json.skip();
        continue;
      }
      json.beginArray();
      while (json.more()) {
        frames.add(frame());
        allowance.take(2 * Allowance.OBJECT_BYTES);
      }
    }
  }

  private Method frame() throws IOException {
    String name = "";
    String file = "";
    int line = 0;
    json.beginObject();
    while (json.more()) {
      switch (json.name()) {
        case "name" -> name = json.text();
        case "file" -> file = json.text();
        case "line" -> {
          if (json.isNumber()) {
            line = (int) json.whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
          } else {
            json.skip();
          }
        }
        default -> json.skip();
      }
    }
    allowance.take(2L * (name.length() + file.length()));
    return JavaNames.method(name, file, Math.max(0, line));
  }

  private boolean isOurs() {
    return exporter.startsWith("tally");
  }

  private int metric(Metric metric) throws FormatException {
    int known = metrics.indexOf(metric);
    if (known >= 0) {
      return known;
    }
    if (metrics.size() == Stacks.MOST_METRICS) {
      throw json.wrong("expected at most 256 kinds of numbers, found more");
    }
    metrics.add(metric);
    return metrics.size() - 1;
  }

  private Profile profile() throws FormatException {
    Stacks stacks = new Stacks(allowance);
    int[] metricNumbers = new int[metrics.size()];
    for (int m = 0; m < metricNumbers.length; m++) {
      metricNumbers[m] = stacks.metric(metrics.get(m));
    }
    Map<String, Integer> groups = new HashMap<>();
    int[] threads = new int[profiles.size()];
    for (int p = 0; p < threads.length; p++) {
      Integer known = groups.get(profiles.get(p));
      if (known == null) {
        known = stacks.thread(profiles.get(p));
        groups.put(profiles.get(p), known);
      }
      threads[p] = known;
    }
    try {
      tree.addTo(stacks, frame -> frame(stacks, frame), threads, metricNumbers);
    } catch (ArithmeticException e) {
      throw json.wrong("expected weights that add up to less than 2^63, found more");
    }
    String tool =
        isOurs() ? "Tally, by way of speedscope" : exporter.isEmpty() ? "speedscope" : exporter;
    return stacks.profile(Origin.of(new Engine.Foreign(tool)), Paths.SAMPLED);
  }

  private int frame(Stacks stacks, int number) throws FormatException {
    if (number >= frames.size()) {
      throw json.wrong(
          "expected frames below " + frames.size() + ", found one with the number " + number);
    }
    return stacks.frame(frames.get(number), 0);
  }

  /** One of the profiles as it is read. */
  private final class OneProfile {
    private final int number = profiles.size();
    private String name = "";
    private String unit = "";
    private int metric = -1;
    private double perUnit = 1;

    /** Contexts that are open, outermost first, and the frame of each. */
    private int[] open = new int[64];

    private int[] openFrames = new int[64];
    private int depth;
    private double at = Double.NaN;
    private double end = Double.NaN;

    /** Of stacks: the context of each, and the weight; one of both may come first. */
    private final Longs leaves = new Longs();

    private final Longs weights = new Longs();

    void read() throws IOException {
      if (number == MOST) {
        throw json.wrong("expected at most " + MOST + " profiles, found more");
      }
      profiles.add("");
      json.beginObject();
      while (json.more()) {
        switch (json.name()) {
          case "name" -> name = json.text();
          case "unit" -> unit = json.text();
          case "startValue" -> at = json.number();
          case "endValue" -> end = json.number();
          case "events" -> events();
          case "samples" -> samples();
          case "weights" -> weights();
          default -> json.skip();
        }
      }
      if (leaves.size() != weights.size()) {
        throw json.wrong(
            "expected a weight for each of " + leaves.size() + " samples, found " + weights.size());
      }
      for (int i = 0; i < leaves.size(); i++) {
        add((int) leaves.get(i), weights.get(i));
      }
      if (depth > 0 && end > at) {
        add(open[depth - 1], nanos(end) - nanos(at));
      }
      boolean ours = isOurs() && name.lastIndexOf(", ") > 0;
      profiles.set(number, ours ? name.substring(0, name.lastIndexOf(", ")) : thread());
    }

    private String thread() {
      return name.isEmpty() ? Stacks.ALL_THREADS : name;
    }

    private void add(int context, long value) throws FormatException {
      if (context >= 0) {
        tree.add(context, metric(), value);
      }
    }

    /** What the numbers are; said before the first of them. */
    private int metric() throws FormatException {
      if (metric < 0) {
        boolean time = Units.nanos(unit) > 0;
        Metric of =
            time
                ? Metric.TIME.as(Known.SAMPLED)
                : unit.equals(Metric.BYTES)
                    ? new Metric(Metric.BYTES, Metric.BYTES, Known.SAMPLED)
                    : Metric.HITS;
        metric = SpeedscopeReader.this.metric(isOurs() ? ofTally(of) : of);
      }
      return metric;
    }

    private Metric ofTally(Metric of) {
      String word = name.substring(name.lastIndexOf(", ") + 1).strip();
      if (of.isSame(Metric.TIME) && word.equals(Metric.TIME.name())) {
        return Metric.TIME;
      }
      return word.equals(Metric.CALLS.name())
          ? Metric.CALLS
          : new Metric(word, of.unit(), Known.SAMPLED);
    }

    private long nanos(double value) throws FormatException {
      double scaled = value * perUnit;
      if (Math.abs(scaled) >= 0x1p62) {
        throw json.wrong("expected a number below 2^62, found " + scaled);
      }
      return Math.round(scaled);
    }

    private void begin() throws FormatException {
      if (unit.isEmpty()) {
        throw json.wrong("expected the unit before the numbers of a profile, found none");
      }
      perUnit = Math.max(1, Units.nanos(unit));
    }

    private void events() throws IOException {
      begin();
      json.beginArray();
      while (json.more()) {
        String type = "";
        int frame = -1;
        double when = Double.NaN;
        json.beginObject();
        while (json.more()) {
          switch (json.name()) {
            case "type" -> type = json.text();
            case "frame" -> frame = json.index();
            case "at" -> when = json.number();
            default -> json.skip();
          }
        }
        event(type, frame, when);
      }
    }

    private void event(String type, int frame, double when) throws FormatException {
      if (frame < 0 || Double.isNaN(when)) {
        throw json.wrong("expected events with frame and at, found one without");
      }
      if (when < at) {
        throw json.wrong("expected events in order, found one at " + when + " behind " + at);
      }
      if (depth > 0) {
        add(open[depth - 1], nanos(when) - nanos(at));
      }
      at = when;
      switch (type) {
        case "O" -> push(tree.context(number, depth == 0 ? -1 : open[depth - 1], frame), frame);
        case "C" -> {
          if (depth == 0 || openFrames[depth - 1] != frame) {
            throw json.wrong("expected the frame that opened last to close, found " + frame);
          }
          depth--;
        }
        default -> throw json.wrong("expected an event of type O or C, found another");
      }
    }

    private void push(int context, int frame) {
      if (depth == open.length) {
        open = Arrays.copyOf(open, depth * 2);
        openFrames = Arrays.copyOf(openFrames, depth * 2);
      }
      open[depth] = context;
      openFrames[depth++] = frame;
    }

    private void samples() throws IOException {
      begin();
      json.beginArray();
      while (json.more()) {
        int context = -1;
        json.beginArray();
        while (json.more()) {
          context = tree.context(number, context, json.index());
        }
        allowance.take(2L * Long.BYTES);
        leaves.add(context);
      }
    }

    private void weights() throws IOException {
      begin();
      json.beginArray();
      while (json.more()) {
        allowance.take(2L * Long.BYTES);
        weights.add(nanos(json.number()));
      }
    }
  }
}
