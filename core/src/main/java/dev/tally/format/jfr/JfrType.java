// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.FormatException;
import java.util.ArrayList;
import java.util.List;

/** What a value in a chunk consists of, which the chunk itself describes. */
final class JfrType {
  /** Types within types within types: the JDK's reach four deep. */
  private static final int MOST_LEVELS = 32;

  final long id;
  final String name;
  final List<Field> fields = new ArrayList<>();
  private final Shape shape;

  JfrType(long id, String name) {
    this.id = id;
    this.name = name;
    this.shape = Shape.of(name);
  }

  /**
   * A part of a value.
   *
   * @param isConstant it is a number, under which the value stands among the constants of its type
   * @param unit of a span of time, such as {@code TICKS}; empty if it is none
   */
  record Field(String name, JfrType type, boolean isConstant, boolean isArray, String unit) {
    /** Reads a whole number, or that of a constant; anything else is 0. */
    long number(JfrBytes in) throws FormatException {
      if (isConstant && !isArray) {
        return in.number();
      }
      if (isArray || !type.fields.isEmpty()) {
        skip(in, this);
        return 0;
      }
      return type.number(in);
    }
  }

  /** The place of a field; -1 if there is none of that name. */
  int indexOf(String field) {
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).name().equals(field)) {
        return f;
      }
    }
    return -1;
  }

  boolean isText() {
    return shape == Shape.TEXT;
  }

  /** Goes past a value. */
  void skip(JfrBytes in) throws FormatException {
    skip(in, 0);
  }

  private void skip(JfrBytes in, int level) throws FormatException {
    if (fields.isEmpty()) {
      number(in);
      return;
    }
    if (level > MOST_LEVELS) {
      throw in.wrong("expected at most " + MOST_LEVELS + " types within each other, found more");
    }
    for (int f = 0; f < fields.size(); f++) {
      skip(in, fields.get(f), level);
    }
  }

  /** Goes past a field's value. */
  static void skip(JfrBytes in, Field field) throws FormatException {
    skip(in, field, 0);
  }

  private static void skip(JfrBytes in, Field field, int level) throws FormatException {
    for (int left = field.isArray() ? in.count() : 1; left > 0; left--) {
      if (field.isConstant()) {
        in.number();
      } else {
        field.type().skip(in, level + 1);
      }
    }
  }

  /**
   * Reads a value of a type that has no parts; what is no whole number is 0.
   *
   * @throws FormatException if Java has no such type, so that nobody knows how long it is
   */
  long number(JfrBytes in) throws FormatException {
    switch (shape) {
      case LONG -> {
        return in.number(Long.BYTES);
      }
      case INT -> {
        return (int) in.number(Integer.BYTES);
      }
      case SHORT -> {
        return (short) in.number(Short.BYTES);
      }
      case CHAR -> {
        return in.number(Character.BYTES);
      }
      case BYTE -> {
        return in.next();
      }
      case FLOAT -> in.skip(Float.BYTES);
      case DOUBLE -> in.skip(Double.BYTES);
      case TEXT -> in.skipText();
      case OTHER -> throw in.wrong("expected a type that is described, found " + name);
    }
    return 0;
  }

  private enum Shape {
    LONG,
    INT,
    SHORT,
    CHAR,
    BYTE,
    FLOAT,
    DOUBLE,
    TEXT,
    OTHER;

    static Shape of(String type) {
      return switch (type) {
        case "long" -> LONG;
        case "int" -> INT;
        case "short" -> SHORT;
        case "char" -> CHAR;
        case "boolean", "byte" -> BYTE;
        case "float" -> FLOAT;
        case "double" -> DOUBLE;
        case "java.lang.String" -> TEXT;
        default -> OTHER;
      };
    }
  }
}
