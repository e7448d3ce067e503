// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.FormatException.Place;
import dev.tally.profile.Engine;
import dev.tally.profile.Merge;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads one flight recording; see {@link JfrFormat} for which events become what. */
final class JfrReader {
  private final Allowance allowance;
  private final Map<JfrKind, JfrSamples> samples = new EnumMap<>(JfrKind.class);
  private final JfrCounts counts;
  private final JfrOrigin origin = new JfrOrigin();

  /** Made anew for each chunk: numbers of types are a chunk's own. */
  private JfrSettings settings = new JfrSettings();

  JfrReader(Allowance allowance) {
    this.allowance = allowance;
    this.counts = new JfrCounts(allowance);
  }

  Profile read(InputStream in) throws IOException {
    try (JfrChunks chunks = new JfrChunks(in)) {
      while (chunks.next()) {
        readChunk(chunks);
      }
    }
    return profile();
  }

  private void readChunk(JfrChunks chunks) throws IOException {
    settings = new JfrSettings();
    origin.chunk(chunks);
    try (RecordingFile file = chunks.open()) {
      while (file.hasMoreEvents()) {
        add(file.readEvent());
      }
    } catch (FormatException e) {
      throw e;
    } catch (IOException
        | RuntimeException
        | OutOfMemoryError
        | StackOverflowError
        | InternalError e) {
      // The JDK trusts what it reads: of a broken file it says what broke in its own code.
      throw new FormatException(
          "expected a chunk of events, found one that Java's reader of flight recordings refuses ("
              + reason(e)
              + ")",
          Place.FILE,
          chunks.offset(),
          e);
    }
    origin.settings(settings);
    for (JfrSamples each : samples.values()) {
      each.endChunk(settings);
    }
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.strip();
  }

  private void add(RecordedEvent event) throws FormatException {
    String type = event.getEventType().getName();
    JfrKind kind = JfrKind.of(type);
    if (kind != null) {
      JfrSamples of = samples.get(kind);
      if (of == null) {
        of = new JfrSamples(kind, allowance);
        samples.put(kind, of);
      }
      of.add(event);
      return;
    }
    switch (type) {
      case "jdk.ActiveSetting" -> settings.add(event);
      case "jdk.MethodTiming" -> counts.add(event);
      case "jdk.CPUTimeSamplesLost" -> origin.lost(event);
      case "jdk.JVMInformation" -> origin.jvm(event);
      default -> {}
    }
  }

  private Profile profile() throws FormatException {
    List<String> notes = new ArrayList<>();
    JfrSamples time = null;
    JfrSamples bytes = null;
    for (JfrKind kind : JfrKind.values()) {
      JfrSamples each = samples.get(kind);
      if (each == null) {
        continue;
      }
      if (kind.isOfBytes() && bytes == null) {
        bytes = each;
      } else if (!kind.isOfBytes() && time == null) {
        time = each;
      } else {
        notes.add(
            each.count()
                + " samples of "
                + kind.event()
                + " are in the file, too, but not in here");
      }
    }
    JfrSamples first = time == null ? bytes : time;
    if (first == null) {
      return counts.profile(origin.of(new Engine.Foreign("jdk.MethodTiming"), notes));
    }
    if (counts.methods() > 0) {
      notes.add(
          "calls of "
              + counts.methods()
              + " methods (jdk.MethodTiming) are in the file, too, but not in here");
    }
    first.addNotes(notes);
    Origin of = origin.of(first.engine(), notes);
    Profile profile = first.profile(of);
    return time == null || bytes == null ? profile : withBytes(profile, bytes, of);
  }

  /** The threads, which are the same, are not twice as many. */
  private static Profile withBytes(Profile time, JfrSamples bytes, Origin origin) {
    Profile both = Merge.of(time, bytes.profile(origin));
    return new Profile(
        origin,
        both.methods(),
        both.frames(),
        threads(both.threads(), time.threads()),
        both.paths(),
        both.tree(),
        both.edges(),
        List.of(),
        0);
  }

  private static List<Threads> threads(List<Threads> both, List<Threads> time) {
    Map<String, Long> counts = new HashMap<>();
    time.forEach(group -> counts.put(group.name(), group.count()));
    List<Threads> groups = new ArrayList<>();
    both.forEach(
        group ->
            groups.add(
                new Threads(group.name(), counts.getOrDefault(group.name(), group.count()))));
    return groups;
  }
}
