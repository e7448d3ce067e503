// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FormatException;
import dev.tally.profile.CallTree;
import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Origin;
import dev.tally.profile.Paths;
import dev.tally.profile.Profile;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
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
  private final Stacks stacks;
  private final JfrNames names;
  private final TreeSet<String> events = new TreeSet<>();

  /** The innermost context of each stack of this chunk, and of which thread it is. */
  private final IdentityHashMap<RecordedStackTrace, int[]> contexts = new IdentityHashMap<>();

  private int[] pendingContexts = new int[256];
  private int[] pendingCounts = new int[256];
  private long[] pendingTypes = new long[256];
  private int pending;

  private long count;
  private long withoutStack;
  private long truncated;
  private boolean periodAssumed;

  /** The shortest; 0 if none is known. */
  private long periodNanos;

  JfrSamples(JfrKind kind, Allowance allowance) {
    this.kind = kind;
    this.stacks = new Stacks(allowance);
    this.names = new JfrNames(stacks, allowance);
  }

  void add(RecordedEvent event) throws FormatException {
    RecordedStackTrace stack = event.getStackTrace();
    int context = context(names.thread(thread(event)), stack);
    switch (kind) {
      case CPU_TIME -> time(context, 1, event.getDuration("samplingPeriod").toNanos());
      case ALLOCATION, TLAB -> bytes(context, Math.max(0, JfrKind.bytes(event)));
      case EXECUTION -> pend(context, 1, event.getEventType().getId());
      case WALL -> {
        int looks = event.hasField("samples") ? event.getInt("samples") : 1;
        pend(context, Math.max(1, looks), event.getEventType().getId());
      }
    }
    count++;
    withoutStack += stack == null ? 1 : 0;
    truncated += stack != null && stack.isTruncated() ? 1 : 0;
    if (events.size() < 3) {
      events.add(event.getEventType().getName());
    }
  }

  private static @Nullable RecordedThread thread(RecordedEvent event) {
    return event.hasField("sampledThread")
        ? event.getThread("sampledThread")
        : event.getThread("eventThread");
  }

  private int context(int thread, @Nullable RecordedStackTrace stack) throws FormatException {
    if (stack == null) {
      return stacks.root(thread, names.unknown());
    }
    int[] known = contexts.get(stack);
    if (known != null && known[0] == thread) {
      return known[1];
    }
    int context = CallTree.ROOT;
    List<RecordedFrame> frames = stack.getFrames();
    for (int i = frames.size() - 1; i >= 0; i--) {
      int frame = names.frame(frames.get(i));
      context =
          context == CallTree.ROOT ? stacks.root(thread, frame) : stacks.child(context, frame);
    }
    if (context == CallTree.ROOT) {
      context = stacks.root(thread, names.unknown());
    }
    contexts.put(stack, new int[] {thread, context});
    return context;
  }

  private void bytes(int context, long bytes) {
    int metric = stacks.metric(Metric.ALLOCATED);
    stacks.add(context, metric, bytes);
    stacks.addError(context, metric, bytes);
  }

  private void time(int context, int looks, long nanos) {
    stacks.add(context, stacks.metric(Metric.HITS), looks);
    if (nanos > 0) {
      int metric = stacks.metric(Metric.TIME.as(Metric.Known.SAMPLED));
      stacks.add(context, metric, Math.multiplyExact(looks, nanos));
      stacks.addError(context, metric, Math.round(Math.sqrt(looks) * nanos));
      periodNanos = periodNanos == 0 ? nanos : Math.min(periodNanos, nanos);
    }
  }

  private void pend(int context, int looks, long type) {
    if (pending == pendingContexts.length) {
      pendingContexts = Arrays.copyOf(pendingContexts, pending * 2);
      pendingCounts = Arrays.copyOf(pendingCounts, pending * 2);
      pendingTypes = Arrays.copyOf(pendingTypes, pending * 2);
    }
    pendingContexts[pending] = context;
    pendingCounts[pending] = looks;
    pendingTypes[pending++] = type;
  }

  /** Called when a chunk has been read: now its settings are known, and its objects are gone. */
  void endChunk(JfrSettings settings) {
    long type = -1;
    long nanos = 0;
    for (int p = 0; p < pending; p++) {
      if (pendingTypes[p] != type) {
        type = pendingTypes[p];
        nanos = kind == JfrKind.WALL ? settings.wallNanos() : settings.periodNanos(type);
        periodAssumed |= nanos < 0;
        nanos = nanos < 0 ? DEFAULT_NANOS : nanos;
      }
      time(pendingContexts[p], pendingCounts[p], nanos);
    }
    String async = settings.asyncEvent();
    if (async != null && kind == JfrKind.EXECUTION) {
      events.clear();
      events.add(async);
    }
    pending = 0;
    contexts.clear();
    names.endChunk();
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

  Profile profile(Origin origin) {
    return stacks.profile(origin, Paths.SAMPLED);
  }
}
