// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.Gunzip;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.profile.CallTree;
import dev.tally.profile.FlatCall;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Method;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link TallyFormat}. Fields it does not know are passed over. */
final class TallyReader {
  /** Rough size on the heap of a small record, or of a text's shell, with its place in a list. */
  private static final int OBJECT_BYTES = 80;

  private static final int MAX_LINE = Integer.MAX_VALUE;

  private final Allowance allowance;
  private final ProtobufReader in;

  private @Nullable Origin origin;

  /** The text with number 0 is the empty one, which the file leaves away. */
  private final List<String> strings = new ArrayList<>(List.of(""));

  private final List<Method> methods = new ArrayList<>();
  private final List<Threads> threads = new ArrayList<>();
  private final ContextColumns contexts;
  private final List<FlatCall> flatCalls = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private long leftOutCount;

  private TallyReader(Gunzip unpacked) {
    allowance = new Allowance(unpacked);
    contexts = new ContextColumns(allowance);
    in = new ProtobufReader(unpacked);
  }

  static Profile read(InputStream in) throws IOException {
    int headerBytes = header(in);
    try (Gunzip unpacked = new Gunzip(in, headerBytes)) {
      try {
        return new TallyReader(unpacked).recording();
      } catch (FormatException e) {
        if (e.place() == FormatException.Place.UNPACKED) {
          // Damage shows first as nonsense; the checksum at the end tells it from a faulty writer.
          unpacked.transferTo(OutputStream.nullOutputStream());
        }
        throw e;
      }
    }
  }

  private static int header(InputStream in) throws IOException {
    byte[] magic = TallyFormat.MAGIC;
    byte[] found = in.readNBytes(magic.length);
    if (found.length == 0) {
      throw wrong("expected a Tally recording, found nothing", 0);
    }
    if (!Arrays.equals(found, Arrays.copyOf(magic, found.length))) {
      HexFormat hex = HexFormat.ofDelimiter(" ");
      throw wrong(
          "expected a Tally recording ("
              + hex.formatHex(magic)
              + "), found "
              + hex.formatHex(found),
          0);
    }
    int version = in.read();
    if (version < 0) {
      throw wrong("expected more data, found the end of the file", found.length);
    }
    if (version != TallyFormat.VERSION) {
      throw wrong(
          "expected a recording of version "
              + TallyFormat.VERSION
              + ", found version "
              + version
              + ", which needs another Tally,",
          magic.length);
    }
    return magic.length + 1;
  }

  private Profile recording() throws IOException {
    for (int field; (field = in.nextField()) != 0; ) {
      if (field == TallyProto.Recording.STRINGS) {
        strings.add(string());
      } else if (field == TallyProto.Recording.LEFT_OUT_COUNT) {
        leftOutCount = in.varint();
      } else if (field < TallyProto.Recording.LEFT_OUT_COUNT) {
        long enclosing = in.enterMessage();
        part(field);
        in.leaveMessage(enclosing);
      } else {
        in.skip();
      }
    }
    if (origin == null) {
      throw in.wrong("expected to hear where the recording comes from (field 1), found no word");
    }
    return new Profile(
        origin, methods, threads, contexts.toTree(), flatCalls, leftOut, leftOutCount);
  }

  private void part(int field) throws IOException {
    switch (field) {
      case TallyProto.Recording.ORIGIN -> origin = origin();
      case TallyProto.Recording.METHODS -> methods.add(method());
      case TallyProto.Recording.THREADS -> threads.add(threads());
      case TallyProto.Recording.CONTEXTS -> contexts.readBlock(in, methods.size(), threads.size());
      case TallyProto.Recording.FLAT_CALLS -> flatCalls.add(flatCall());
      case TallyProto.Recording.LEFT_OUT -> leftOut.add(leftOut());
      default -> throw new AssertionError(field);
    }
  }

  private Origin origin() throws IOException {
    String creator = "";
    String timing = "";
    String leaves = "";
    boolean builtins = false;
    String clock = "";
    double clockNanos = 0;
    double probeInnerNanos = 0;
    double probeOuterNanos = 0;
    List<String> commandLine = new ArrayList<>();
    String jvm = "";
    long startEpochMillis = 0;
    long durationNanos = 0;
    long hitIntervalNanos = 0;
    long maxContexts = 0;
    boolean complete = false;
    List<String> notes = new ArrayList<>();
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Origin.CREATOR -> creator = string();
        case TallyProto.Origin.TIMING -> timing = string();
        case TallyProto.Origin.LEAVES -> leaves = string();
        case TallyProto.Origin.BUILTINS -> builtins = in.bool();
        case TallyProto.Origin.CLOCK -> clock = string();
        case TallyProto.Origin.CLOCK_NANOS -> clockNanos = in.float64();
        case TallyProto.Origin.PROBE_INNER_NANOS -> probeInnerNanos = in.float64();
        case TallyProto.Origin.PROBE_OUTER_NANOS -> probeOuterNanos = in.float64();
        case TallyProto.Origin.COMMAND_LINE -> commandLine.add(string());
        case TallyProto.Origin.JVM -> jvm = string();
        case TallyProto.Origin.START_EPOCH_MILLIS -> startEpochMillis = in.varint();
        case TallyProto.Origin.DURATION_NANOS -> durationNanos = in.varint();
        case TallyProto.Origin.HIT_INTERVAL_NANOS -> hitIntervalNanos = in.varint();
        case TallyProto.Origin.MAX_CONTEXTS -> maxContexts = in.varint();
        case TallyProto.Origin.COMPLETE -> complete = in.bool();
        case TallyProto.Origin.NOTES -> notes.add(string());
        default -> in.skip();
      }
    }
    return new Origin(
        creator,
        timing,
        leaves,
        builtins,
        clock,
        clockNanos,
        probeInnerNanos,
        probeOuterNanos,
        commandLine,
        jvm,
        startEpochMillis,
        durationNanos,
        hitIntervalNanos,
        maxContexts,
        complete,
        notes);
  }

  private Method method() throws IOException {
    allowance.take(OBJECT_BYTES);
    String className = "";
    String name = "";
    String descriptor = "";
    String sourceFile = "";
    int firstLine = 0;
    boolean builtin = false;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Method.CLASS_NAME -> className = stringAt();
        case TallyProto.Method.NAME -> name = stringAt();
        case TallyProto.Method.DESCRIPTOR -> descriptor = stringAt();
        case TallyProto.Method.SOURCE_FILE -> sourceFile = stringAt();
        case TallyProto.Method.FIRST_LINE -> firstLine = in.index(MAX_LINE, "a line number");
        case TallyProto.Method.BUILTIN -> builtin = in.bool();
        default -> in.skip();
      }
    }
    return new Method(className, name, descriptor, sourceFile, firstLine, builtin);
  }

  private Threads threads() throws IOException {
    allowance.take(OBJECT_BYTES);
    String name = "";
    long count = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.Threads.NAME -> name = string();
        case TallyProto.Threads.COUNT -> count = in.varint();
        default -> in.skip();
      }
    }
    return new Threads(name, count);
  }

  private FlatCall flatCall() throws IOException {
    allowance.take(OBJECT_BYTES);
    int caller = CallTree.ROOT;
    int callee = 0;
    long[] numbers = new long[TallyProto.FlatCall.EDGE_CUMULATIVE_NANOS + 1];
    for (int field; (field = in.nextField()) != 0; ) {
      if (field == TallyProto.FlatCall.CALLER) {
        caller = in.index(methods.size() + 1, "a method") - 1;
      } else if (field == TallyProto.FlatCall.CALLEE) {
        callee = in.index(methods.size(), "a method");
      } else if (field < numbers.length) {
        numbers[field] = in.varint();
      } else {
        in.skip();
      }
    }
    if (methods.isEmpty()) {
      // A callee that is left away is method 0.
      throw in.wrong("expected methods before a call of one, found none");
    }
    return new FlatCall(
        caller,
        callee,
        numbers[TallyProto.FlatCall.CALLS],
        numbers[TallyProto.FlatCall.PRIMITIVE_CALLS],
        numbers[TallyProto.FlatCall.EDGE_PRIMITIVE_CALLS],
        ProtobufReader.unzigzag(numbers[TallyProto.FlatCall.SELF_NANOS]),
        ProtobufReader.unzigzag(numbers[TallyProto.FlatCall.CUMULATIVE_NANOS]),
        ProtobufReader.unzigzag(numbers[TallyProto.FlatCall.EDGE_CUMULATIVE_NANOS]));
  }

  private LeftOut leftOut() throws IOException {
    allowance.take(OBJECT_BYTES);
    String name = "";
    String reason = "";
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case TallyProto.LeftOut.NAME -> name = string();
        case TallyProto.LeftOut.REASON -> reason = string();
        default -> in.skip();
      }
    }
    return new LeftOut(name, reason);
  }

  private String stringAt() throws IOException {
    return strings.get(in.index(strings.size(), "a text"));
  }

  private String string() throws IOException {
    String string = in.string();
    allowance.take(OBJECT_BYTES + 2L * string.length());
    return string;
  }

  private static FormatException wrong(String problem, long offset) {
    return new FormatException(problem, FormatException.Place.FILE, offset);
  }
}
