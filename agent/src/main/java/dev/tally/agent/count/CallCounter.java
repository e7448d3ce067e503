// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.count;

import dev.tally.agent.trace.MethodIds;
import dev.tally.probe.Context;
import dev.tally.probe.OwnWork;
import dev.tally.probe.Probe;
import dev.tally.probe.Recorder;
import dev.tally.probe.Recorders;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls of a part of the program apart.
 *
 * <p>On its own thread a count enters a context of its own, a marker, below which lies all that the
 * thread calls until it ends: those calls are the count's whatever other threads do. Calls of other
 * threads that are below no marker belong to it too, as long as no other thread counts; if one
 * does, nobody can tell whose they are, and they are returned as such.
 *
 * <p>What a count costs is in proportion to what is called meanwhile, not to the whole recording:
 * threads that call nothing are recognised by their number of outermost calls.
 *
 * <p>Safe for several threads; a count ends on the thread on which it began.
 */
public final class CallCounter {
  private static final String PAST_BUDGET =
      "the budget of contexts is spent, so that it is not known where calls were made:"
          + " start the JVM with a larger --max-contexts (max-contexts= of the agent)";

  private static final String LOST = "calls were not recorded for want of memory";

  private final MethodIds ids;
  private final List<OpenCount> open = new ArrayList<>();
  private final Set<Integer> markers = new HashSet<>();

  /** What was read last of each recorder; recorders are never dropped. */
  private final Map<Recorder, ThreadCalls> latest = new HashMap<>();

  public CallCounter(MethodIds ids) {
    this.ids = ids;
  }

  /**
   * Begins to count what the current thread calls, and what other threads call meanwhile.
   *
   * @param className class of the test, with dots; empty for none
   * @param name of the test
   * @param parallel whether other threads may do what is no part of it
   * @return what {@link #end} takes; a sentence if this thread cannot be recorded
   */
  public Object begin(String className, String name, boolean parallel) {
    int id;
    long paused = OwnWork.begin();
    try {
      id = ids.id(new Method(className, name, "", "", 0, Kind.TEST));
    } finally {
      OwnWork.end(paused, false);
    }
    Probe.enter(id);
    long marker = Recorders.current();
    paused = OwnWork.begin();
    try {
      if (marker == 0 || Context.method(marker) != id) {
        return LOST;
      }
      return opened(Recorder.of(marker), marker, id, parallel);
    } finally {
      OwnWork.end(paused, false);
    }
  }

  private synchronized OpenCount opened(Recorder recorder, long marker, int id, boolean parallel) {
    markers.add(id);
    Map<Recorder, ThreadCalls> others = new HashMap<>();
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      if (r != recorder) {
        ThreadCalls known = latest.get(r);
        if (known == null || !known.isCurrent(r)) {
          known = new ThreadCalls(r);
          latest.put(r, known);
        }
        others.put(r, known);
      }
    }
    Map<Long, Long> before = Map.of();
    if (Context.calls(marker) > 1) {
      before = new HashMap<>();
      for (long context : Context.below(marker)) {
        before.put(context, Context.calls(context));
      }
    }
    OpenCount count =
        new OpenCount(
            recorder,
            marker,
            before,
            ThreadCalls.flatCalls(recorder),
            Recorders.callsLost(),
            others);
    count.overlapped = parallel;
    for (OpenCount other : open) {
      if (other.recorder != recorder) {
        other.overlapped = true;
        count.overlapped = true;
      }
    }
    open.add(count);
    return count;
  }

  /**
   * Ends a count.
   *
   * @param begun what {@link #begin} has returned
   * @return {@link CountedCalls#columns}; a sentence if calls cannot be told
   */
  public Object end(Object begun) {
    if (!(begun instanceof OpenCount count)) {
      return begun;
    }
    Probe.unwind(Context.caller(count.marker));
    long paused = OwnWork.begin();
    try {
      return ended(count);
    } finally {
      OwnWork.end(paused, false);
    }
  }

  private synchronized Object ended(OpenCount count) {
    open.remove(count);
    if (Recorders.callsLost() != count.callsLostBefore) {
      return LOST;
    }
    if (Context.flat(count.marker)
        || ThreadCalls.flatCalls(count.recorder) != count.flatCallsBefore) {
      return PAST_BUDGET;
    }
    CountedCalls result = new CountedCalls();
    addOwn(count, result);
    for (Recorder r = Recorders.newest(); r != null; r = r.next()) {
      ThreadCalls before = count.othersBefore.get(r);
      if (r != count.recorder && (before == null || !before.isCurrent(r))) {
        long flatBefore = before == null ? 0 : before.flatCalls();
        if (ThreadCalls.flatCalls(r) != flatBefore) {
          return PAST_BUDGET;
        }
        addOther(r, before, count.overlapped, result);
      }
    }
    return result.columns();
  }

  private static void addOwn(OpenCount count, CountedCalls result) {
    Map<Long, Integer> rows = new HashMap<>();
    for (long context : Context.below(count.marker)) {
      long calls = Context.calls(context) - count.callsBefore.getOrDefault(context, 0L);
      if (calls > 0) {
        int above = rows.getOrDefault(Context.parent(context), -1);
        rows.put(context, result.add(above, Context.method(context), calls, false));
      }
    }
  }

  /** Adds what another thread has called outside of counts of its own. */
  private void addOther(
      Recorder recorder, @Nullable ThreadCalls before, boolean overlapped, CountedCalls result) {
    Map<Long, Integer> rows = new HashMap<>();
    Set<Long> counted = new HashSet<>();
    long[] stretches = recorder.contexts();
    int index = 0;
    for (int i = 0; i < stretches.length; i += 2) {
      for (long c = stretches[i]; c < stretches[i + 1]; c += Context.BYTES, index++) {
        if (markers.contains(Context.method(c)) || counted.contains(Context.parent(c))) {
          counted.add(c);
          continue;
        }
        long calls = Context.calls(c) - (before == null ? 0 : before.calls(index));
        if (calls > 0) {
          rows.put(
              c, result.add(path(c, recorder, rows, result), Context.method(c), calls, overlapped));
        }
      }
    }
  }

  /** The row of a context's caller, which may have been called before the count began. */
  private static int path(
      long context, Recorder recorder, Map<Long, Integer> rows, CountedCalls result) {
    List<Long> missing = new ArrayList<>();
    long caller = Context.parent(context);
    while (caller != recorder.root && !rows.containsKey(caller)) {
      missing.add(caller);
      caller = Context.parent(caller);
    }
    int row = rows.getOrDefault(caller, -1);
    for (int i = missing.size() - 1; i >= 0; i--) {
      row = result.add(row, Context.method(missing.get(i)), 0, false);
      rows.put(missing.get(i), row);
    }
    return row;
  }
}
