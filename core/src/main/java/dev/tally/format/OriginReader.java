// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.ProtobufReader;
import dev.tally.format.wire.Texts;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads where a profile comes from: the message {@code Origin} and those in it. */
final class OriginReader {
  private static final Timing[] TIMINGS = Timing.values();

  private OriginReader() {}

  /** Reads a message of type {@code Origin}, which the caller has entered. */
  static Origin read(ProtobufReader in, Texts texts) throws IOException {
    String creator = "";
    List<String> commandLine = new ArrayList<>();
    String jvm = "";
    long startEpochMillis = 0;
    long durationNanos = 0;
    boolean complete = false;
    long recordings = 0;
    List<String> notes = new ArrayList<>();
    Engine engine = new Engine.Several();
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Origin.CREATOR -> creator = texts.read();
        case TallyProto.Origin.COMMAND_LINE -> commandLine.add(texts.read());
        case TallyProto.Origin.JVM -> jvm = texts.read();
        case TallyProto.Origin.START_EPOCH_MILLIS -> startEpochMillis = in.varint();
        case TallyProto.Origin.DURATION_NANOS -> durationNanos = in.varint();
        case TallyProto.Origin.COMPLETE -> complete = in.bool();
        case TallyProto.Origin.RECORDINGS -> recordings = in.varint();
        case TallyProto.Origin.NOTES -> notes.add(texts.read());
        case TallyProto.Origin.JOINED -> {
          long enclosing = in.enterMessage();
          engine = joined(in, texts);
          in.leaveMessage(enclosing);
        }
        default -> engine = engine(field, in, texts, engine);
      }
    }
    return new Origin(
        creator,
        commandLine,
        jvm,
        startEpochMillis,
        durationNanos,
        complete,
        recordings,
        notes,
        engine);
  }

  /** The engine that a field holds; what is known already if it holds none. */
  private static Engine engine(int field, ProtobufReader in, Texts texts, Engine known)
      throws IOException {
    if (field != TallyProto.Engine.COUNTING
        && field != TallyProto.Engine.SAMPLING
        && field != TallyProto.Engine.FOREIGN) {
      in.skip();
      return known;
    }
    long enclosing = in.enterMessage();
    Engine engine =
        switch (field) {
          case TallyProto.Engine.COUNTING -> counting(in, texts);
          case TallyProto.Engine.SAMPLING -> sampling(in, texts);
          default -> foreign(in, texts);
        };
    in.leaveMessage(enclosing);
    return engine;
  }

  private static Engine joined(ProtobufReader in, Texts texts) throws IOException {
    Engine counts = new Engine.Several();
    Engine times = new Engine.Several();
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Joined.COUNTS -> counts = part(in, texts);
        case TallyProto.Joined.TIMES -> times = part(in, texts);
        default -> in.skip();
      }
    }
    return new Engine.Joined(counts, times);
  }

  private static Engine part(ProtobufReader in, Texts texts) throws IOException {
    Engine engine = new Engine.Several();
    long enclosing = in.enterMessage();
    for (int field; (field = in.nextField()) != 0; ) {
      engine = engine(field, in, texts, engine);
    }
    in.leaveMessage(enclosing);
    return engine;
  }

  private static Engine counting(ProtobufReader in, Texts texts) throws IOException {
    Timing timing = Timing.MIXED;
    boolean leavesTimed = false;
    boolean builtins = false;
    String clock = "";
    double clockNanos = 0;
    double probeInnerNanos = 0;
    double probeOuterNanos = 0;
    long hitIntervalNanos = 0;
    long maxContexts = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Counting.TIMING -> timing = TIMINGS[in.index(TIMINGS.length, "a timing")];
        case TallyProto.Counting.LEAVES_TIMED -> leavesTimed = in.bool();
        case TallyProto.Counting.BUILTINS -> builtins = in.bool();
        case TallyProto.Counting.CLOCK -> clock = texts.read();
        case TallyProto.Counting.CLOCK_NANOS -> clockNanos = in.float64();
        case TallyProto.Counting.PROBE_INNER_NANOS -> probeInnerNanos = in.float64();
        case TallyProto.Counting.PROBE_OUTER_NANOS -> probeOuterNanos = in.float64();
        case TallyProto.Counting.HIT_INTERVAL_NANOS -> hitIntervalNanos = in.varint();
        case TallyProto.Counting.MAX_CONTEXTS -> maxContexts = in.varint();
        default -> in.skip();
      }
    }
    return new Engine.Counting(
        timing,
        leavesTimed,
        builtins,
        clock,
        clockNanos,
        probeInnerNanos,
        probeOuterNanos,
        hitIntervalNanos,
        maxContexts);
  }

  private static Engine sampling(ProtobufReader in, Texts texts) throws IOException {
    String event = "";
    long intervalNanos = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Sampling.EVENT -> event = texts.read();
        case TallyProto.Sampling.INTERVAL_NANOS -> intervalNanos = in.varint();
        default -> in.skip();
      }
    }
    return new Engine.Sampling(event, intervalNanos);
  }

  private static Engine foreign(ProtobufReader in, Texts texts) throws IOException {
    String tool = "";
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Foreign.TOOL -> tool = texts.read();
        default -> in.skip();
      }
    }
    return new Engine.Foreign(tool);
  }
}
