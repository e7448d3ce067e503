// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Counting;
import dev.tally.profile.Kind;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Metric;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is in a profile, on one screen, for {@code tally info}. */
public final class InfoText {
  private static final int MOST_LISTED = 5;

  private final Profile profile;
  private final Origin origin;
  private final ProfileInfo info;
  private final StringBuilder text = new StringBuilder();

  private InfoText(Profile profile) {
    this.profile = profile;
    this.origin = profile.origin();
    this.info = ProfileInfo.of(profile);
  }

  /** Lines of a name and what is known of it; what is not known has no line. */
  public static String of(Profile profile) {
    InfoText result = new InfoText(profile);
    result.origin();
    result.content();
    result.trust();
    return result.text.toString();
  }

  /** One such line, for what only the file tells. */
  public static String line(String name, String value) {
    return "  " + name + " ".repeat(Math.max(1, 14 - name.length())) + value + "\n";
  }

  private void origin() {
    if (!origin.commandLine().isEmpty()) {
      add("program", String.join(" ", origin.commandLine()));
    }
    if (!origin.jvm().isEmpty()) {
      add("JVM", origin.jvm());
    }
    if (origin.startEpochMillis() != 0) {
      add("started", Instant.ofEpochMilli(origin.startEpochMillis()).toString());
    }
    if (origin.durationNanos() != 0) {
      add(
          "duration",
          seconds(origin.durationNanos() / 1e9)
              + (origin.complete() ? "" : ", and the program was still running"));
    }
    if (origin.recordings() > 1) {
      add("recordings", grouped(origin.recordings()) + ", added up");
    }
    add("recorded by", recordedBy(origin.engine()));
    if (origin.engine() instanceof Counting counting && counting.clockNanos() > 0) {
      add("clock", clock(counting));
    }
  }

  private String recordedBy(Engine engine) {
    return recordedBy(engine, origin.creator().isEmpty() ? "" : origin.creator() + ", ");
  }

  private static String recordedBy(Engine engine, String creator) {
    if (engine instanceof Counting counting) {
      return creator
          + "which counts every call; timing "
          + counting.timing().name().toLowerCase(Locale.ROOT)
          + ", leaves "
          + (counting.leavesTimed() ? "timed" : "counted")
          + (counting.builtins() ? "" : ", no rows for calls into the JDK");
    }
    if (engine instanceof Engine.Sampling sampling) {
      return creator
          + "a sampler"
          + (sampling.event().isEmpty() ? "" : " of " + sampling.event())
          + (sampling.intervalNanos() == 0
              ? ""
              : ", every " + seconds(sampling.intervalNanos() / 1e9));
    }
    if (engine instanceof Engine.Joined joined) {
      return recordedBy(joined.counts(), creator)
          + "; its times by "
          + recordedBy(joined.times(), "");
    }
    return creator
        + (engine instanceof Engine.Foreign foreign ? foreign.tool() : "several engines");
  }

  private static String clock(Counting counting) {
    double probe = counting.probeInnerNanos() + counting.probeOuterNanos();
    return counting.clock()
        + ", "
        + nanos(counting.clockNanos())
        + " a read"
        + (probe == 0 ? "" : "; taken off each timed call: " + nanos(probe));
  }

  private void content() {
    if (profile.has(Metric.CALLS)) {
      long folded = info.foldedCalls();
      add(
          "calls",
          grouped(info.calls() - folded)
              + (folded == 0 ? "" : ", without " + grouped(folded) + " of methods of compilers"));
    }
    if (profile.has(Metric.TIME)) {
      add("time", seconds(info.selfNanos() / 1e9) + ", of all threads together");
    }
    add("methods", methods());
    if (profile.paths() == Paths.NONE) {
      add("paths", "none: the profile has callers and callees, but no call tree");
    } else {
      add(
          "paths",
          grouped(info.contexts())
              + " contexts, at most "
              + grouped(info.deepest())
              + " deep, "
              + profile.paths().name().toLowerCase(Locale.ROOT)
              + budget());
    }
    if (info.edges() > 0) {
      add("without path", grouped(info.edges()) + " pairs of caller and callee");
    }
    if (!profile.threads().isEmpty()) {
      add("threads", threads());
    }
    List<String> metrics = new ArrayList<>();
    for (Metric metric : profile.metrics()) {
      String known = metric.known().name().toLowerCase(Locale.ROOT);
      metrics.add(metric.name() + " (" + metric.unit() + ", " + known + ")");
    }
    add("metrics", String.join(", ", metrics));
  }

  private String budget() {
    return origin.engine() instanceof Counting counting && counting.maxContexts() > 0
        ? "; the budget is " + grouped(counting.maxContexts())
        : "";
  }

  private String methods() {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<Kind, Integer> kind : info.methods().entrySet()) {
      parts.add(grouped(kind.getValue()) + " " + words(kind.getKey()));
    }
    return String.join(", ", parts);
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case METHOD -> "of the program";
      case JDK -> "of the JDK";
      case NATIVE -> "native";
      case BRIDGE -> "of compilers";
      case LIBRARY -> "of libraries";
      case PROBE -> "of Tally";
      case FUNCTION -> "functions";
      case SQL -> "SQL statements";
      case HTTP -> "HTTP requests sent";
      case REQUEST -> "HTTP requests answered";
      case TEST -> "tests";
    };
  }

  private String threads() {
    List<String> parts = new ArrayList<>();
    long all = 0;
    for (Threads group : profile.threads()) {
      all += group.count();
      if (parts.size() < MOST_LISTED) {
        parts.add(group.name() + (group.count() == 1 ? "" : " × " + grouped(group.count())));
      }
    }
    int more = profile.threads().size() - parts.size();
    return grouped(all)
        + ": "
        + String.join(", ", parts)
        + (more > 0 ? " and " + more + " groups more" : "");
  }

  private void trust() {
    if (info.estimated() > 0) {
      StringBuilder line = new StringBuilder();
      line.append("of ").append(grouped(info.estimated())).append(" of ");
      line.append(grouped(info.functions())).append(" rows estimated, standard error at most ");
      line.append(seconds(info.largestErrorSeconds()));
      add("times", line.toString());
    } else if (profile.has(Metric.TIME) && origin.engine() instanceof Counting) {
      add("times", "all measured");
    }
    add("left out", leftOut());
    for (String note : origin.notes()) {
      add("note", note);
    }
  }

  private String leftOut() {
    if (profile.leftOutCount() == 0) {
      return "nothing";
    }
    List<String> parts = new ArrayList<>();
    for (LeftOut each : profile.leftOut()) {
      if (parts.size() < MOST_LISTED) {
        parts.add(each.name() + " (" + each.reason() + ")");
      }
    }
    long more = profile.leftOutCount() - parts.size();
    return String.join("; ", parts) + (more > 0 ? "; " + grouped(more) + " more" : "");
  }

  private void add(String name, String value) {
    text.append(line(name, value));
  }

  private static String seconds(double seconds) {
    StringBuilder text = new StringBuilder();
    Units.fixed(text, seconds);
    return text.append(" s").toString();
  }

  private static String nanos(double nanos) {
    return Math.round(nanos * 10) / 10.0 + " ns";
  }

  /** With a comma before each three digits. */
  public static String grouped(long number) {
    StringBuilder text = new StringBuilder(Long.toString(number));
    for (int i = text.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }
}
