// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.jfr.JfrType.Field;
import dev.tally.format.wire.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * An event, or a constant: a place in a chunk, and what stands there. Each question reads its way
 * from the beginning; what is asked a million times is read by {@link JfrSamples} and {@link
 * JfrStacks} at one go.
 */
final class JfrRecord {
  private final JfrBytes in;
  private final JfrConstants constants;
  private final JfrType type;
  private final long position;

  JfrRecord(JfrBytes in, JfrConstants constants, JfrType type, long position) {
    this.in = in;
    this.constants = constants;
    this.type = type;
    this.position = position;
  }

  boolean has(String name) {
    return type.indexOf(name) >= 0;
  }

  /** A whole number, or that of a constant; 0 if there is no such field. */
  long number(String name) throws FormatException {
    Field field = find(name);
    return field == null ? 0 : field.number(in);
  }

  /** The text of a field, or of the only field of what it refers to; null if there is none. */
  @Nullable String text(String name) throws FormatException {
    Field field = find(name);
    if (field == null || field.isArray()) {
      return null;
    }
    if (!field.isConstant() || field.type().isText()) {
      return text(field);
    }
    JfrRecord record = constants.get(field.type(), in.number());
    if (record == null || record.type.fields.size() != 1) {
      return null;
    }
    in.seek(record.position);
    Field only = record.type.fields.get(0);
    return only.isArray() ? null : record.text(only);
  }

  private @Nullable String text(Field field) throws FormatException {
    if (!field.type().isText()) {
      return null;
    }
    return field.isConstant() ? constants.text(in.number()) : in.text(constants::text);
  }

  /** What a field refers to; null if that is nothing. */
  @Nullable JfrRecord record(String name) throws FormatException {
    Field field = find(name);
    return field == null || field.isArray() || !field.isConstant()
        ? null
        : constants.get(field.type(), in.number());
  }

  /** Goes to a field; null if there is none of that name. */
  private @Nullable Field find(String name) throws FormatException {
    in.seek(position);
    for (Field field : type.fields) {
      if (field.name().equals(name)) {
        return field;
      }
      JfrType.skip(in, field);
    }
    return null;
  }
}
