// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.jfr.JfrType.Field;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.LongIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of one kind in one chunk, added up by type of event, stack and group of threads:
 * there are millions of them, and few that differ.
 */
final class JfrRows {
  private static final int ROW_BYTES = 2 * (LongIndex.KEY_BYTES + 4 * Long.BYTES);

  private final JfrKind kind;
  private final JfrChunk chunk;
  private final JfrThreads threads;
  private final JfrStacks stacks;
  private final Allowance allowance;

  /** By number of an event's type in this object. */
  private final List<Layout> layouts = new ArrayList<>();

  /** Of a number of {@link JfrStacks} and one of {@link #layouts}. */
  private final LongIndex rows = new LongIndex();

  private long[] events = new long[16];
  private long[] looks = new long[16];
  private long[] amounts = new long[16];
  private double[] squares = new double[16];
  private long[] values = new long[16];

  JfrRows(JfrKind kind, JfrChunk chunk, JfrThreads threads, JfrStacks stacks, Allowance allowance) {
    this.kind = kind;
    this.chunk = chunk;
    this.threads = threads;
    this.stacks = stacks;
    this.allowance = allowance;
  }

  /**
   * Where an event of a type has what matters; -1 where it has no such field.
   *
   * @param perAmount what an amount is divided by
   */
  private record Layout(
      JfrType type, int stack, int thread, int looks, int amount, double perAmount) {
    static Layout of(JfrType type, JfrKind kind, double ticksPerNano) {
      int thread = type.indexOf("sampledThread");
      int amount = -1;
      for (String field : kind.amountFields()) {
        amount = amount < 0 ? type.indexOf(field) : amount;
      }
      return new Layout(
          type,
          type.indexOf("stackTrace"),
          thread < 0 ? type.indexOf("eventThread") : thread,
          kind == JfrKind.WALL ? type.indexOf("samples") : -1,
          amount,
          amount < 0 ? 1 : per(type.fields.get(amount).unit(), ticksPerNano));
    }

    private static double per(String unit, double ticksPerNano) {
      return switch (unit) {
        case "TICKS" -> ticksPerNano;
        case "MICROSECONDS" -> 1e-3;
        case "MILLISECONDS" -> 1e-6;
        case "SECONDS" -> 1e-9;
        default -> 1;
      };
    }
  }

  /** Gives a type a number, for {@link #add}. */
  int layout(JfrType type) {
    layouts.add(Layout.of(type, kind, chunk.ticksPerNano()));
    values = values.length < type.fields.size() ? new long[type.fields.size()] : values;
    return layouts.size() - 1;
  }

  /** Adds the event whose fields the chunk is about to read. */
  void add(int number) throws FormatException {
    Layout layout = layouts.get(number);
    List<Field> fields = layout.type.fields;
    for (int f = 0; f < fields.size(); f++) {
      values[f] = fields.get(f).number(chunk.in());
    }
    JfrType threadType = layout.thread < 0 ? null : fields.get(layout.thread).type();
    int group = threads.group(chunk.constants(), threadType, value(layout.thread));
    int row = row((long) stacks.number(value(layout.stack), group) << 32 | number);
    long amount = Math.max(0, (long) (value(layout.amount) / layout.perAmount));
    events[row]++;
    looks[row] = Math.addExact(looks[row], layout.looks < 0 ? 1 : Math.max(1, value(layout.looks)));
    amounts[row] = Math.addExact(amounts[row], amount);
    squares[row] += (double) amount * amount;
  }

  private long value(int field) {
    return field < 0 ? 0 : values[field];
  }

  private int row(long key) throws FormatException {
    int row = rows.number(key);
    if (row == events.length) {
      events = Arrays.copyOf(events, row * 2);
      looks = Arrays.copyOf(looks, row * 2);
      amounts = Arrays.copyOf(amounts, row * 2);
      squares = Arrays.copyOf(squares, row * 2);
    }
    if (events[row] == 0) {
      allowance.take(ROW_BYTES);
    }
    return row;
  }

  int size() {
    return rows.size();
  }

  /** The innermost context. */
  int context(int row) throws FormatException {
    return stacks.context((int) (rows.key(row) >>> 32));
  }

  /** The number of the type of event. */
  JfrType type(int row) {
    return layouts.get((int) rows.key(row)).type;
  }

  /** How many events there were; those whose stack is cut, if {@code cut}, or not known. */
  long events(int row) {
    return events[row];
  }

  /** After {@link #context} has been asked. */
  boolean isCut(int row) {
    return stacks.isCut((int) (rows.key(row) >>> 32));
  }

  /** Likewise. */
  boolean isWithoutStack(int row) {
    return stacks.isMissing((int) (rows.key(row) >>> 32));
  }

  /** How often the sampler looked. */
  long looks(int row) {
    return looks[row];
  }

  /** Nanoseconds or bytes that the events themselves say. */
  long amount(int row) {
    return amounts[row];
  }

  /** The standard error of {@link #amount}. */
  long error(int row) {
    return Math.round(Math.sqrt(squares[row]));
  }
}
