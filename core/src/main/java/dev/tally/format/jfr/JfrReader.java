// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Engine;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads one flight recording; see {@link JfrFormat} for which events become what. */
final class JfrReader {
  private final Allowance allowance;
  private final Map<JfrKind, JfrSamples> samples = new EnumMap<>(JfrKind.class);
  private final Stacks stacks;
  private final JfrThreads threads;
  private final JfrCounts counts;
  private final JfrOrigin origin = new JfrOrigin();

  /** Made anew for each chunk: numbers of types are a chunk's own. */
  private JfrSettings settings = new JfrSettings();

  JfrReader(Allowance allowance) {
    this.allowance = allowance;
    this.stacks = new Stacks(allowance);
    this.threads = new JfrThreads(stacks, allowance);
    this.counts = new JfrCounts(allowance);
  }

  Profile read(InputStream in) throws IOException {
    JfrChunks chunks = new JfrChunks(in, allowance);
    for (JfrChunk chunk; (chunk = chunks.next()) != null; ) {
      origin.chunk(chunks);
      try {
        read(chunk);
      } catch (ArithmeticException e) {
        throw chunk.in().wrong("expected numbers whose sums fit into 64 bits, found larger ones");
      }
    }
    return profile();
  }

  private void read(JfrChunk chunk) throws FormatException {
    settings = new JfrSettings();
    choose(chunk);
    chunk.eachEvent(
        number -> {
          JfrType type = chunk.types().get(number);
          if (type != null) {
            add(chunk, type);
          }
        });
    origin.settings(settings);
    threads.endChunk();
    for (JfrSamples each : samples.values()) {
      each.endChunk(settings);
    }
  }

  /** Of each metric the best kind gives the numbers, were there others before or not. */
  private void choose(JfrChunk chunk) throws FormatException {
    for (JfrType type : chunk.events()) {
      JfrKind kind = JfrKind.of(type.name);
      if (kind != null && !samples.containsKey(kind)) {
        samples.put(kind, new JfrSamples(kind, stacks, threads, allowance));
      }
    }
    boolean time = false;
    boolean bytes = false;
    for (JfrSamples each : samples.values()) {
      if (each.isOfBytes() ? bytes : time) {
        each.onlyCount();
      }
      bytes |= each.isOfBytes();
      time |= !each.isOfBytes();
    }
  }

  private void add(JfrChunk chunk, JfrType type) throws FormatException {
    JfrKind kind = JfrKind.of(type.name);
    if (kind != null) {
      Objects.requireNonNull(samples.get(kind)).add(chunk, type);
      return;
    }
    switch (type.name) {
      case "jdk.ActiveSetting" -> settings.add(chunk.event(type));
      case "jdk.MethodTiming" -> counts.add(chunk.event(type));
      case "jdk.CPUTimeSamplesLost" -> origin.lost(chunk.event(type));
      case "jdk.JVMInformation" -> origin.jvm(chunk.event(type));
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
    return stacks.profile(origin.of(first.engine(), notes), Paths.SAMPLED);
  }
}
