// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.stacks.Stacks;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one kind, as a profile in the making. A sample stands for nanoseconds or bytes.
 * Where these are the period of a clock, they are known at the end of a chunk only, for its
 * settings may come after its samples. The standard error of a sum of samples is the root of the
 * sum of their squares, as of independent looks.
 */
final class JfrSamples {
  /** The JDK's own default, of {@code default.jfc}. */
  private static final long DEFAULT_NANOS = 20_000_000;

  private final JfrKind kind;
  private final Allowance allowance;
  private final TreeSet<String> events = new TreeSet<>();

  private final Stacks stacks;
  private final JfrThreads threads;
  private boolean onlyCounted;

  /** Of this chunk; null before its first sample. */
  private @Nullable JfrRows rows;

  /** Numbers of types in {@link #rows}. */
  private final Map<JfrType, Integer> layouts = new HashMap<>();

  private long count;
  private long withoutStack;
  private long truncated;
  private boolean periodAssumed;

  /** The shortest; 0 if none is known. */
  private long periodNanos;

  JfrSamples(JfrKind kind, Stacks stacks, JfrThreads threads, Allowance allowance) {
    this.kind = kind;
    this.stacks = stacks;
    this.threads = threads;
    this.allowance = allowance;
  }

  /** Adds the event whose fields the chunk is about to read. */
  void add(JfrChunk chunk, JfrType type) throws FormatException {
    count++;
    if (onlyCounted) {
      return;
    }
    if (rows == null) {
      rows = new JfrRows(kind, chunk, threads, new JfrStacks(chunk, stacks, allowance), allowance);
    }
    Integer layout = layouts.get(type);
    if (layout == null) {
      layout = rows.layout(type);
      layouts.put(type, layout);
    }
    rows.add(layout);
  }

  /** From now on samples are only counted, and those that there were are forgotten. */
  void onlyCount() {
    if (!onlyCounted && count > 0) {
      (isOfBytes() ? List.of(Metric.ALLOCATED) : List.of(Metric.HITS, Metric.TIME))
          .forEach(stacks::forget);
    }
    onlyCounted = true;
  }

  /** Called when a chunk has been read: now its settings are known. */
  void endChunk(JfrSettings settings) throws FormatException {
    if (rows != null) {
      for (int r = 0; r < rows.size(); r++) {
        add(rows, r, settings);
      }
    }
    String async = settings.asyncEvent();
    if (async != null && kind == JfrKind.EXECUTION) {
      events.clear();
      events.add(async);
    }
    rows = null;
    layouts.clear();
  }

  private void add(JfrRows rows, int row, JfrSettings settings) throws FormatException {
    int context = rows.context(row);
    withoutStack += rows.isWithoutStack(row) ? rows.events(row) : 0;
    truncated += rows.isCut(row) ? rows.events(row) : 0;
    if (events.size() < 3) {
      events.add(rows.type(row).name);
    }
    if (kind.isOfBytes()) {
      int metric = stacks.metric(Metric.ALLOCATED);
      stacks.add(context, metric, rows.amount(row));
      stacks.addError(context, metric, rows.error(row));
      return;
    }
    long looks = rows.looks(row);
    stacks.add(context, stacks.metric(Metric.HITS), looks);
    if (kind == JfrKind.CPU_TIME) {
      time(context, rows.amount(row), rows.error(row), rows.amount(row) / rows.events(row));
      return;
    }
    long nanos =
        kind == JfrKind.WALL ? settings.wallNanos() : settings.periodNanos(rows.type(row).id);
    periodAssumed |= nanos < 0;
    nanos = nanos < 0 ? DEFAULT_NANOS : nanos;
    long error = Math.round(Math.sqrt((double) looks) * nanos);
    time(context, Math.multiplyExact(looks, nanos), error, nanos);
  }

  private void time(int context, long nanos, long error, long period) {
    if (nanos > 0) {
      int metric = stacks.metric(Metric.TIME.as(Metric.Known.SAMPLED));
      stacks.add(context, metric, nanos);
      stacks.addError(context, metric, error);
      periodNanos = periodNanos == 0 ? period : Math.min(periodNanos, period);
    }
  }

  boolean isOfBytes() {
    return kind.isOfBytes();
  }

  /** How many there were. */
  long count() {
    return count;
  }

  Engine engine() {
    return new Engine.Sampling(String.join(", ", events), periodNanos);
  }

  void addNotes(List<String> notes) {
    if (periodAssumed) {
      notes.add("how often " + kind.event() + " looked is not in the file; taken for 20 ms");
    }
    if (withoutStack > 0) {
      notes.add("of " + withoutStack + " of " + count + " samples the stack is not known");
    }
    if (truncated > 0) {
      notes.add(
          truncated
              + " of "
              + count
              + " stacks are cut, so that their outermost callers are missing");
    }
  }
}
