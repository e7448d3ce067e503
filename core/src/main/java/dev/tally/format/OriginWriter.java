// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.ProtobufWriter;
import dev.tally.profile.Engine;
import dev.tally.profile.Origin;

/** Writes where a profile comes from: the message {@code Origin} and those in it. */
@SuppressWarnings("EnumOrdinal") // The schema's numbers, which a test compares.
final class OriginWriter {
  private OriginWriter() {}

  /**
   * Appends the fields of {@code Origin} to a message.
   *
   * @param inner for embedded messages; empty before and after
   */
  static void write(Origin origin, ProtobufWriter to, ProtobufWriter inner) {
    to.string(TallyProto.Origin.CREATOR, origin.creator());
    for (String word : origin.commandLine()) {
      to.element(TallyProto.Origin.COMMAND_LINE, word);
    }
    to.string(TallyProto.Origin.JVM, origin.jvm());
    to.varint(TallyProto.Origin.START_EPOCH_MILLIS, origin.startEpochMillis());
    to.varint(TallyProto.Origin.DURATION_NANOS, origin.durationNanos());
    to.bool(TallyProto.Origin.COMPLETE, origin.complete());
    to.varint(TallyProto.Origin.RECORDINGS, origin.recordings());
    for (String note : origin.notes()) {
      to.element(TallyProto.Origin.NOTES, note);
    }
    int field = engine(origin.engine(), inner);
    if (field != 0) {
      to.message(field, inner);
    }
    inner.clear();
  }

  /** Writes an engine, and gives the field that it belongs to; 0 for several. */
  private static int engine(Engine engine, ProtobufWriter to) {
    if (engine instanceof Engine.Counting counting) {
      to.varint(TallyProto.Counting.TIMING, counting.timing().ordinal());
      to.bool(TallyProto.Counting.LEAVES_TIMED, counting.leavesTimed());
      to.bool(TallyProto.Counting.BUILTINS, counting.builtins());
      to.string(TallyProto.Counting.CLOCK, counting.clock());
      to.float64(TallyProto.Counting.CLOCK_NANOS, counting.clockNanos());
      to.float64(TallyProto.Counting.PROBE_INNER_NANOS, counting.probeInnerNanos());
      to.float64(TallyProto.Counting.PROBE_OUTER_NANOS, counting.probeOuterNanos());
      to.varint(TallyProto.Counting.HIT_INTERVAL_NANOS, counting.hitIntervalNanos());
      to.varint(TallyProto.Counting.MAX_CONTEXTS, counting.maxContexts());
      return TallyProto.Origin.COUNTING;
    }
    if (engine instanceof Engine.Sampling sampling) {
      to.string(TallyProto.Sampling.EVENT, sampling.event());
      to.varint(TallyProto.Sampling.INTERVAL_NANOS, sampling.intervalNanos());
      return TallyProto.Origin.SAMPLING;
    }
    if (engine instanceof Engine.Foreign foreign) {
      to.string(TallyProto.Foreign.TOOL, foreign.tool());
      return TallyProto.Origin.FOREIGN;
    }
    if (engine instanceof Engine.Joined joined) {
      part(TallyProto.Joined.COUNTS, joined.counts(), to);
      part(TallyProto.Joined.TIMES, joined.times(), to);
      return TallyProto.Origin.JOINED;
    }
    return 0;
  }

  /** Writes one of two engines, whose fields have the same numbers as in {@code Origin}. */
  private static void part(int field, Engine engine, ProtobufWriter to) {
    ProtobufWriter message = new ProtobufWriter();
    ProtobufWriter inner = new ProtobufWriter();
    int kind = engine(engine, inner);
    if (kind != 0) {
      message.message(kind, inner);
    }
    to.message(field, message);
  }
}
