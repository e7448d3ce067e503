// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the system knows of this process. From {@code /proc} where there is one: {@code
 * ProcessHandle} starts a thread pool, 20 ms when a program begins, and for ever broken for the
 * program too where there is no memory for it; {@code InetAddress} may ask a name server that does
 * not answer.
 */
final class ThisProcess {
  /** Linux counts the start of a process in these, on every processor. */
  private static final long TICKS_PER_SECOND = 100;

  private static final long TICK_NANOS = 1_000_000_000 / TICKS_PER_SECOND;

  /** A JVM that claims to be older when its agent starts is in some sandbox that invents times. */
  private static final long OLDEST_SECONDS = 60;

  private static final int MOST_BYTES = 4096;

  private ThisProcess() {}

  static String id() {
    try {
      String number = new File("/proc/self").getCanonicalFile().getName();
      if (isNumber(number)) {
        return number;
      }
    } catch (IOException withoutProc) {
      // Asked otherwise.
    }
    return Long.toString(ProcessHandle.current().pid());
  }

  static String host() {
    String name = firstLine("/proc/sys/kernel/hostname");
    if (name == null) {
      name = System.getenv("HOSTNAME");
    }
    return name == null || name.isEmpty() ? "localhost" : name;
  }

  /**
   * A time in milliseconds before which the process was certainly started; asked when the agent
   * starts. The system's own date of it is some 10 ms too early.
   */
  static long startedBeforeMillis() {
    long ageMillis = ageMillis();
    // Asked last: who has to wait in between gets a later time, not an earlier one.
    return System.currentTimeMillis() - ageMillis;
  }

  /** How old this process is at least; 0 if that is not known. */
  private static long ageMillis() {
    String status = firstLine("/proc/self/stat");
    String uptime = firstLine("/proc/uptime");
    if (status == null || uptime == null) {
      return 0;
    }
    try {
      // Behind the name, in brackets: state is the 3rd field of the line, the start the 22nd.
      String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", 21);
      long started = Long.parseLong(fields[22 - 3]) * TICK_NANOS;
      long age = upNanos(uptime) - started - TICK_NANOS;
      return age < 0 || age > OLDEST_SECONDS * 1_000_000_000L ? 0 : age / 1_000_000;
    } catch (IndexOutOfBoundsException | NumberFormatException unknownSystem) {
      return 0;
    }
  }

  /** Time since the system's start, rounded down by at most a tick. */
  private static long upNanos(String uptime) {
    String seconds = uptime.substring(0, uptime.indexOf(' '));
    if (seconds.indexOf('.') != seconds.length() - 3) {
      throw new NumberFormatException(uptime); // Not in hundredths, which are ticks.
    }
    long ticks = Long.parseLong(seconds.replace(".", ""));
    long rounded = ticks * TICK_NANOS;
    // The same clock but finer, unless the machine has slept.
    long exact = System.nanoTime();
    return exact >= rounded && exact < rounded + 2 * TICK_NANOS ? exact : rounded;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Not by a reader, whose dozen classes take a millisecond of each program's start. */
  private static @Nullable String firstLine(String file) {
    try (FileInputStream in = new FileInputStream(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      return text.isEmpty() ? null : end < 0 ? text : text.substring(0, end);
    } catch (IOException withoutProc) {
      return null;
    }
  }
}
