// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.FormatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often a chunk's sampler looked, by the settings that are recorded beside the samples. Those
 * of the JDK belong to an event; async-profiler's for time do, too, but say in words of its own
 * what they mean.
 */
final class JfrSettings {
  private static final List<String> CLOCKS =
      List.of("cpu", "itimer", "ctimer", "cpu-clock", "task-clock");

  /** What {@code 0} stands for, in async-profiler. */
  private static final long ASYNC_CPU_NANOS = 10_000_000;

  private static final long ASYNC_WALL_NANOS = 50_000_000;

  /** By number of the event's type and name. */
  private final Map<String, String> settings = new HashMap<>();

  /** By name alone. */
  private final Map<String, String> anyEvents = new HashMap<>();

  void add(JfrRecord event) throws FormatException {
    String name = event.text("name");
    String value = event.text("value");
    if (name != null && value != null && settings.size() < 10_000) {
      settings.merge(event.number("id") + " " + name, value, JfrSettings::shorter);
      anyEvents.put(name, value);
    }
  }

  /**
   * What async-profiler looked at, such as {@code cpu} or {@code cache-misses}; null if not its.
   */
  @Nullable String asyncEvent() {
    return anyEvents.containsKey("cstack") ? anyEvents.get("event") : null;
  }

  /**
   * Nanoseconds between two looks for samples of a type; 0 if they are not of time, -1 if it is not
   * known.
   */
  long periodNanos(long type) {
    String async = asyncEvent();
    if (async == null) {
      return nanos(settings.getOrDefault(type + " period", ""));
    }
    long interval = Math.max(0, number(settings.getOrDefault(type + " interval", "0")));
    if (async.equals("wall")) {
      return interval == 0 ? ASYNC_WALL_NANOS : interval;
    }
    return !CLOCKS.contains(async) ? 0 : interval == 0 ? ASYNC_CPU_NANOS : interval;
  }

  /** What recorded, with its version. */
  String asyncName() {
    return "async-profiler " + anyEvents.getOrDefault("version", "");
  }

  /** Nanoseconds between two looks of async-profiler's clock for all threads. */
  long wallNanos() {
    long wall = number(anyEvents.getOrDefault("wall", "0"));
    long interval =
        "wall".equals(asyncEvent()) ? number(anyEvents.getOrDefault("interval", "0")) : 0;
    return wall > 0 ? wall : interval > 0 ? interval : ASYNC_WALL_NANOS;
  }

  private static String shorter(String one, String other) {
    long a = nanos(one);
    long b = nanos(other);
    return b < 0 || (a >= 0 && a <= b) ? one : other;
  }

  /** Such as {@code 20 ms}; -1 for what is no time. */
  static long nanos(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    long number = number(text.substring(0, end));
    long unit =
        switch (text.substring(end).strip()) {
          case "ns" -> 1;
          case "us" -> 1_000;
          case "ms" -> 1_000_000;
          case "s" -> 1_000_000_000;
          default -> 0;
        };
    return number <= 0 || unit == 0 || number > Long.MAX_VALUE / unit ? -1 : number * unit;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      return -1;
    }
  }
}
