// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.FormatException;
import dev.tally.profile.Engine;
import dev.tally.profile.Origin;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a flight recording says of the JVM, of its times, and of what is missing. */
final class JfrOrigin {
  /** As in {@code OpenJDK 64-Bit Server VM (25.0.3+9-LTS) for linux-amd64 JRE (25.0.3+9-LTS), …} */
  private static final Pattern VERSION = Pattern.compile("\\(([^()]+)\\)");

  private static final long NANOS_PER_MILLI = 1_000_000;

  private String creator = "JDK Flight Recorder";
  private String command = "";
  private String jvm = "";
  private long startNanos;
  private long endNanos;
  private boolean finished = true;
  private long lost;

  void chunk(JfrChunks chunk) {
    startNanos = startNanos == 0 ? chunk.startNanos() : startNanos;
    endNanos = Math.max(endNanos, chunk.startNanos() + chunk.durationNanos());
    finished &= chunk.isFinished();
  }

  void settings(JfrSettings settings) {
    creator = settings.asyncEvent() == null ? creator : settings.asyncName();
  }

  void jvm(JfrRecord event) throws FormatException {
    command = text(event, "javaArguments");
    String version = text(event, "jvmVersion");
    Matcher brackets = VERSION.matcher(version);
    jvm = text(event, "jvmName") + " " + (brackets.find() ? brackets.group(1) : version);
  }

  void lost(JfrRecord event) throws FormatException {
    lost += event.number("lostSamples");
  }

  Origin of(Engine engine, List<String> notes) {
    if (lost > 0) {
      notes.add(lost + " samples were lost by the JVM");
    }
    return new Origin(
        creator,
        command.isEmpty() ? List.of() : List.of(command),
        jvm,
        startNanos / NANOS_PER_MILLI,
        Math.max(0, endNanos - startNanos),
        finished,
        1,
        notes,
        engine);
  }

  private static String text(JfrRecord event, String field) throws FormatException {
    String text = event.text(field);
    return text == null ? "" : text;
  }
}
