// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.LongIndex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a chunk its constants stand: threads, classes, methods, stacks, to which events refer by
 * numbers. They are not read before they are asked for; most never are.
 */
final class JfrConstants {
  private static final int PLACES_BYTES = 600;

  private final JfrBytes in;
  private final Map<Long, JfrType> types;
  private final Allowance allowance;
  private final Map<JfrType, Places> places = new HashMap<>();
  private @Nullable JfrType texts;

  JfrConstants(JfrBytes in, Map<Long, JfrType> types, Allowance allowance) {
    this.in = in;
    this.types = types;
    this.allowance = allowance;
  }

  private static final class Places {
    final LongIndex numbers = new LongIndex();
    long[] positions = new long[16];
  }

  /** Reads an event that holds constants; its size and type have been read. */
  void add() throws FormatException {
    in.number(); // When it began,
    in.number(); // how long it took,
    in.number(); // how far before it the previous one is,
    in.next(); // and what it is for.
    for (int pools = in.count(); pools > 0; pools--) {
      long id = in.number();
      JfrType type = types.get(id);
      if (type == null) {
        throw in.wrong("expected constants of a type that is described, found number " + id);
      }
      Places of = places.get(type);
      if (of == null) {
        allowance.take(PLACES_BYTES);
        of = new Places();
        places.put(type, of);
        texts = type.isText() ? type : texts;
      }
      for (int left = in.count(); left > 0; left--) {
        put(of, in.number());
        type.skip(in);
      }
    }
  }

  private void put(Places of, long key) throws FormatException {
    int number = of.numbers.number(key);
    if (number == of.positions.length) {
      allowance.take((long) number * (LongIndex.KEY_BYTES + Long.BYTES));
      of.positions = Arrays.copyOf(of.positions, number * 2);
    }
    of.positions[number] = in.position();
  }

  /** A constant; null if it is not there. */
  @Nullable JfrRecord get(JfrType type, long key) {
    long position = position(type, key);
    return position < 0 ? null : new JfrRecord(in, this, type, position);
  }

  /** A text that is written once for all; null if it is not there. */
  @Nullable String text(long key) throws FormatException {
    long position = texts == null ? -1 : position(texts, key);
    if (position < 0) {
      return null;
    }
    in.seek(position);
    return in.text(none -> null);
  }

  /** Where a constant stands in the chunk; -1 if it is not there. */
  long position(JfrType type, long key) {
    Places of = places.get(type);
    int number = of == null ? -1 : of.numbers.find(key);
    return of == null || number < 0 ? -1 : of.positions[number];
  }
}
