// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What samples are of. Of those of time, and of those of bytes, the first that a file has are the
 * profile's.
 */
enum JfrKind {
  /** Each says how much of the processor's time it stands for. */
  CPU_TIME("jdk.CPUTimeSample"),
  /** Of threads that the JVM or the operating system found running, or in native code. */
  EXECUTION("jdk.ExecutionSample", "jdk.NativeMethodSample"),
  /** Of threads whatever they did; async-profiler's. */
  WALL("profiler.WallClockSample"),
  /** Each says how many bytes it stands for. */
  ALLOCATION("jdk.ObjectAllocationSample"),
  /** The same bytes once more, where a JVM records both; async-profiler records these only. */
  TLAB("jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB");

  private static final Map<String, JfrKind> BY_EVENT = new HashMap<>();

  static {
    for (JfrKind kind : values()) {
      for (String event : kind.events) {
        BY_EVENT.put(event, kind);
      }
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // never written to
  private final String[] events;

  JfrKind(String... events) {
    this.events = events;
  }

  /** The kind of an event of this name; null if it is no sample. */
  static @Nullable JfrKind of(String event) {
    return BY_EVENT.get(event);
  }

  /** The fields that say how much an event stands for; the first that there is counts. */
  List<String> amountFields() {
    return switch (this) {
      case CPU_TIME -> List.of("samplingPeriod");
      case EXECUTION, WALL -> List.of();
      case ALLOCATION, TLAB -> List.of("weight", "tlabSize", "allocationSize");
    };
  }

  boolean isOfBytes() {
    return this == ALLOCATION || this == TLAB;
  }

  /** The first of its events, for a sentence. */
  String event() {
    return events[0];
  }
}
