// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a flight recording that explains itself.
 *
 * @param in all of its bytes
 * @param types of events and constants, by number
 * @param events the types of which there are any
 * @param ticksPerNano how fast its clock goes
 */
record JfrChunk(
    JfrBytes in,
    Map<Long, JfrType> types,
    JfrConstants constants,
    Set<JfrType> events,
    double ticksPerNano) {
  private static final long DESCRIPTION = 0;
  private static final long CONSTANTS = 1;

  /** Takes the description of types that begins at a place, and where constants stand. */
  static JfrChunk of(JfrBytes in, long typesBegin, double ticksPerNano, Allowance a)
      throws FormatException {
    Map<Long, JfrType> types = JfrTypes.read(in, typesBegin, a);
    JfrChunk chunk =
        new JfrChunk(
            in, types, new JfrConstants(in, types, a), new LinkedHashSet<>(), ticksPerNano);
    chunk.eachEvent(
        number -> {
          JfrType type = types.get(number);
          if (number == CONSTANTS) {
            chunk.constants.add();
          } else if (type != null) {
            chunk.events.add(type);
          }
        });
    return chunk;
  }

  /** Asked about each event, by the number of its type; its fields are what is read next. */
  interface Events {
    void event(long type) throws FormatException;
  }

  /** Goes through all events that are described. */
  void eachEvent(Events events) throws FormatException {
    in.seek(JfrChunks.HEADER_BYTES);
    while (!in.isAtEnd()) {
      long next = in.event();
      long type = in.number();
      if (type != DESCRIPTION) {
        events.event(type);
      }
      in.seek(next);
    }
  }

  /** The event whose fields are what is read next. */
  JfrRecord event(JfrType type) {
    return new JfrRecord(in, constants, type, in.position());
  }

  /** The type of a name; null if the chunk has none. */
  @Nullable JfrType type(String name) {
    for (JfrType type : types.values()) {
      if (type.name.equals(name)) {
        return type;
      }
    }
    return null;
  }
}
