// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.Longs;
import dev.tally.format.wire.ProtobufReader;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * pprof's profile.proto. Texts, functions and locations may stand behind the samples that refer to
 * them, and mostly do: so stacks are first kept as trees of locations ({@link PprofSamples}), and
 * {@link PprofProfile} makes a profile of them when all has been read.
 */
public final class PprofReader {
  /** What a number of a stack or of a sample may be at most. */
  static final int MOST_FRAMES = 1 << 24;

  /** A function, all of whose texts are numbers in the table of texts. */
  record Function(long name, long systemName, long filename, long startLine) {}

  /** A line of a location: the function that it is in, by its id. */
  record Line(long function, long line) {}

  /** A location: several lines where calls were inlined, the innermost first. */
  record Location(long mapping, long address, List<Line> lines) {}

  /** A type of values: texts by their numbers. */
  record ValueType(long type, long unit) {}

  private final ProtobufReader in;
  private final Allowance allowance;
  final List<String> strings = new ArrayList<>();
  final List<ValueType> sampleTypes = new ArrayList<>();
  final Map<Long, Function> functions = new HashMap<>();
  final Map<Long, Location> locations = new HashMap<>();
  final Map<Long, Long> mappings = new HashMap<>();
  final Longs comments = new Longs();
  final PprofSamples samples;
  ValueType periodType = new ValueType(0, 0);
  long period;
  long timeNanos;
  long durationNanos;

  private PprofReader(InputStream in, Allowance allowance) {
    this.in = new ProtobufReader(in);
    this.allowance = allowance;
    samples = new PprofSamples(this.in, allowance);
  }

  public static Profile read(InputStream in, Allowance allowance) throws IOException {
    PprofReader reader = new PprofReader(in, allowance);
    reader.fields();
    return new PprofProfile(reader, allowance).profile();
  }

  /** An error at the end, about what refers to something that did not come. */
  FormatException wrong(String problem) {
    return in.wrong(problem);
  }

  private void fields() throws IOException {
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.STRING_TABLE -> {
          String text = in.string();
          allowance.take(Allowance.OBJECT_BYTES + 2L * text.length());
          strings.add(text);
        }
        case PprofProto.TIME_NANOS -> timeNanos = in.varint();
        case PprofProto.DURATION_NANOS -> durationNanos = in.varint();
        case PprofProto.PERIOD -> period = in.varint();
        case PprofProto.COMMENT -> {
          allowance.take(Long.BYTES);
          in.repeated(comments, MOST_FRAMES);
        }
        case PprofProto.SAMPLE_TYPE,
            PprofProto.SAMPLE,
            PprofProto.MAPPING,
            PprofProto.LOCATION,
            PprofProto.FUNCTION,
            PprofProto.PERIOD_TYPE -> {
          long enclosing = in.enterMessage();
          message(field);
          in.leaveMessage(enclosing);
        }
        default -> in.skip();
      }
    }
  }

  private void message(int field) throws IOException {
    switch (field) {
      case PprofProto.SAMPLE_TYPE -> {
        if (sampleTypes.size() == Stacks.MOST_METRICS) {
          throw in.wrong(
              "expected at most " + Stacks.MOST_METRICS + " types of values, found more");
        }
        sampleTypes.add(valueType());
      }
      case PprofProto.SAMPLE -> samples.read();
      case PprofProto.MAPPING -> mapping();
      case PprofProto.LOCATION -> location();
      case PprofProto.FUNCTION -> function();
      case PprofProto.PERIOD_TYPE -> periodType = valueType();
      default -> throw new AssertionError(field);
    }
  }

  private ValueType valueType() throws IOException {
    long type = 0;
    long unit = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.VALUE_TYPE -> type = in.varint();
        case PprofProto.VALUE_UNIT -> unit = in.varint();
        default -> in.skip();
      }
    }
    return new ValueType(type, unit);
  }

  private void mapping() throws IOException {
    long id = 0;
    long filename = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.MAPPING_ID -> id = in.varint();
        case PprofProto.MAPPING_FILENAME -> filename = in.varint();
        default -> in.skip();
      }
    }
    allowance.take(Allowance.OBJECT_BYTES);
    mappings.put(id, filename);
  }

  private void location() throws IOException {
    long id = 0;
    long mapping = 0;
    long address = 0;
    List<Line> lines = new ArrayList<>(1);
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.LOCATION_ID -> id = in.varint();
        case PprofProto.LOCATION_MAPPING -> mapping = in.varint();
        case PprofProto.LOCATION_ADDRESS -> address = in.varint();
        case PprofProto.LOCATION_LINE -> {
          long enclosing = in.enterMessage();
          allowance.take(Allowance.OBJECT_BYTES);
          lines.add(line());
          in.leaveMessage(enclosing);
        }
        default -> in.skip();
      }
    }
    allowance.take(3 * Allowance.OBJECT_BYTES);
    locations.put(id, new Location(mapping, address, lines));
  }

  private Line line() throws IOException {
    long function = 0;
    long line = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.LINE_FUNCTION -> function = in.varint();
        case PprofProto.LINE -> line = in.varint();
        default -> in.skip();
      }
    }
    return new Line(function, line);
  }

  private void function() throws IOException {
    long id = 0;
    long name = 0;
    long systemName = 0;
    long filename = 0;
    long startLine = 0;
    for (int field; (field = in.nextField()) != 0; ) {
      switch (field) {
        case PprofProto.FUNCTION_ID -> id = in.varint();
        case PprofProto.FUNCTION_NAME -> name = in.varint();
        case PprofProto.SYSTEM_NAME -> systemName = in.varint();
        case PprofProto.FUNCTION_FILENAME -> filename = in.varint();
        case PprofProto.START_LINE -> startLine = in.varint();
        default -> in.skip();
      }
    }
    allowance.take(2 * Allowance.OBJECT_BYTES);
    functions.put(id, new Function(name, systemName, filename, startLine));
  }
}
