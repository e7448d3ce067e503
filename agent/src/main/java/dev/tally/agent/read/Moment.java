// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.read;

import dev.tally.probe.Clock;
import dev.tally.probe.FlatCounter;
import dev.tally.probe.Recorder;
import dev.tally.probe.Recorders;
import dev.tally.profile.Engine.Timing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What had been recorded at a moment: what a {@link Part} that begins there does not have.
 *
 * <p>Costs what the threads have that called something since the moment before: the others are
 * recognised by their number of outermost calls, and what was read of them is shared. Immutable.
 */
public final class Moment {
  /** When nothing had been recorded. */
  static final Moment BEGINNING = new Moment(0, 0, Map.of());

  /** On the probe's clock. */
  public final long nanos;

  public final long epochMillis;
  private final Map<Recorder, Numbers> numbers;

  private Moment(long nanos, long epochMillis, Map<Recorder, Numbers> numbers) {
    this.nanos = nanos;
    this.epochMillis = epochMillis;
    this.numbers = numbers;
  }

  /**
   * This moment.
   *
   * @param clockNanos price of a clock read
   * @param earlier one before, which may share what has not changed; null for none
   * @param own what records the current thread, which has been paused for us; null if nothing does
   * @param pausedNanos when, on the probe's clock: what we take is no part of what begins now
   */
  public static Moment now(
      double clockNanos,
      Timing timing,
      @Nullable Moment earlier,
      @Nullable Recorder own,
      long pausedNanos) {
    TreeReader reader = new TreeReader(clockNanos);
    ProbePrice price = new ProbePrice(reader, timing != Timing.NONE);
    long now = Clock.now();
    Map<Recorder, Numbers> numbers = new HashMap<>();
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      Numbers known = earlier == null ? null : earlier.numbers.get(r);
      numbers.put(
          r, known != null && known.isCurrent(r) ? known : new Numbers(r, reader, price, now));
    }
    Numbers ofOwn = own == null ? null : numbers.get(own);
    if (ofOwn != null && timing != Timing.NONE) {
      ofOwn.probesNanos += Clock.now() - pausedNanos;
    }
    return new Moment(now, System.currentTimeMillis(), numbers);
  }

  /** What a recorder had; nothing if it was made later. */
  Numbers of(Recorder recorder) {
    Numbers known = numbers.get(recorder);
    return known == null ? Numbers.NONE : known;
  }

  /** The numbers of one recorder, by context in the order in which these were made. */
  static final class Numbers {
    static final Numbers NONE = new Numbers();

    /** Of a flat counter, in {@link #flat}. */
    static final int FLAT_COLUMNS = 6;

    final long[] calls;
    final long[] selfNanos;
    final long[] flatNanos;
    final int[] hits;

    /** By counter, see {@link #flat(long)}. */
    final long[] flat;

    /** Changes before others see it. */
    long probesNanos;

    final long weavingNanos;
    private final long quietSince;

    private Numbers() {
      calls = new long[0];
      selfNanos = calls;
      flatNanos = calls;
      hits = new int[0];
      flat = calls;
      probesNanos = 0;
      weavingNanos = 0;
      quietSince = -1;
    }

    private Numbers(Recorder recorder, TreeReader reader, ProbePrice price, long now) {
      quietSince = recorder.quietSince();
      reader.read(recorder, now);
      probesNanos = price.takeOff() + recorder.probingNanos();
      weavingNanos = recorder.weavingNanos();
      calls = new long[reader.contexts];
      selfNanos = new long[reader.contexts];
      flatNanos = new long[reader.contexts];
      hits = new int[reader.contexts];
      for (int row = 0; row < reader.size; row++) {
        int context = reader.contextNumber[row];
        calls[context] = reader.calls[row];
        selfNanos[context] = reader.selfNanos[row];
        flatNanos[context] = reader.flatNanos[row];
        hits[context] = reader.hits[row];
      }
      long[] stretches = recorder.flatCounters();
      long[] counters = new long[64];
      int size = 0;
      for (int i = 0; i < stretches.length; i += 2) {
        for (long c = stretches[i]; c < stretches[i + 1]; c += FlatCounter.BYTES) {
          if (size == counters.length) {
            counters = Arrays.copyOf(counters, size * 2);
          }
          System.arraycopy(flat(c), 0, counters, size, FLAT_COLUMNS);
          size += FLAT_COLUMNS;
        }
      }
      flat = Arrays.copyOf(counters, size);
    }

    /** What a counter of calls past the budget has now. */
    static long[] flat(long counter) {
      return new long[] {
        FlatCounter.calls(counter),
        FlatCounter.primitiveCalls(counter),
        FlatCounter.edgePrimitiveCalls(counter),
        FlatCounter.selfNanos(counter),
        FlatCounter.cumulativeNanos(counter),
        FlatCounter.edgeCumulativeNanos(counter)
      };
    }

    /** Whether the recorder's thread has called nothing since. */
    boolean isCurrent(Recorder recorder) {
      return quietSince >= 0 && quietSince == recorder.quietSince();
    }
  }
}
