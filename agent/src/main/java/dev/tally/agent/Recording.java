// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.agent.read.Snapshot;
import dev.tally.agent.trace.CallTransformer;
import dev.tally.agent.trace.LeftOutClasses;
import dev.tally.agent.trace.MethodFilter;
import dev.tally.agent.trace.MethodIds;
import dev.tally.probe.Bridge;
import dev.tally.probe.Clock;
import dev.tally.probe.CountingPrice;
import dev.tally.probe.HitSampler;
import dev.tally.probe.Probe;
import dev.tally.probe.Recorders;
import dev.tally.probe.ShutdownSlot;
import dev.tally.probe.TimingPrice;
import dev.tally.profile.Difference;
import dev.tally.profile.Engine;
import dev.tally.profile.Engine.Timing;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Merge;
import dev.tally.profile.Origin;
import dev.tally.profile.Profile;
import dev.tally.profile.Threads;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A recording from its start to the last time it is written: every few seconds while the program
 * runs, and at its end.
 */
final class Recording {
  /** Writing may take this fraction of the time; a large recording is written less often. */
  private static final int LEAST_REST = 20;

  private static final int MOST_RESERVE = 4 << 20;

  /** The version is in the jar's manifest, so that classes run out of a folder have none. */
  private static final String CREATOR = creator();

  private final AgentOptions options;
  private final Timing timing;
  private final MethodIds ids = new MethodIds();
  private final LeftOutClasses leftOut = new LeftOutClasses();
  private final List<String> commandLine = commandLine();
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = Clock.now();
  private boolean failed;
  private boolean ended;

  /** Let go when memory is short, so that a program that has filled its heap is still recorded. */
  @SuppressWarnings("UnusedVariable") // Its use is to be there.
  private byte @Nullable [] reserve =
      new byte[(int) Math.min(MOST_RESERVE, Runtime.getRuntime().maxMemory() / 64)];

  Recording(AgentOptions options) {
    this.options = options;
    this.timing = Timing.valueOf(options.timing.toUpperCase(Locale.ROOT));
  }

  /** Starts recording classes that are loaded from now on. */
  void start(Instrumentation instrumentation) {
    if (timing == Timing.AUTO) {
      daemon(new HitSampler(), "tally-sampler");
    }
    daemon(this::writeEverySoOften, "tally-writer");
    Probe.beforeHalt = () -> write(true);
    Bridge.agent = this::answer;
    try {
      ShutdownSlot.run(this::end);
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
    instrumentation.addTransformer(
        new CallTransformer(
            new MethodFilter(options.include, options.exclude),
            ids,
            leftOut,
            options.builtins,
            options.leavesCounted),
        instrumentation.isRetransformClassesSupported());
  }

  private static void daemon(Runnable task, String name) {
    ThreadGroup system = Thread.currentThread().getThreadGroup();
    while (system.getParent() != null) {
      system = system.getParent();
    }
    Thread thread = new Thread(system, task, name, 256 * 1024, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.setUncaughtExceptionHandler((itself, e) -> {}); // Not on the program's standard error.
    thread.start();
  }

  private void writeEverySoOften() {
    Recorders.leaveOutThisThread();
    rehearse();
    long restNanos = (long) (options.everySeconds * 1e9);
    while (true) {
      try {
        rest(restNanos);
        long began = Clock.now();
        write(false);
        restNanos =
            Math.max((long) (options.everySeconds * 1e9), (Clock.now() - began) * LEAST_REST);
      } catch (Throwable e) { // Out of memory even for the complaint: there will be another time.
        reserve = null;
      }
    }
  }

  /** Waits for so long, however often somebody interrupts all threads meanwhile. */
  private static void rest(long nanos) {
    long began = Clock.now();
    for (long left = nanos; left > 0; left = nanos - (Clock.now() - began)) {
      try {
        Thread.sleep(left / 1_000_000 + 1);
      } catch (InterruptedException e) {
        // Until it is time.
      }
    }
  }

  /**
   * Writes to nowhere, so that every class that writing takes is loaded: none can be any more when
   * a program ends for want of memory.
   */
  private void rehearse() {
    try {
      writePrivileged(false, true);
      // What an empty recording has none of; the entry is what a TreeMap answers with.
      for (Class<?> later :
          List.of(
              AgentLog.class,
              Threads.class,
              LeftOut.class,
              AbstractMap.SimpleImmutableEntry.class)) {
        Class.forName(later.getName());
      }
    } catch (Throwable e) {
      // Then it will be told when it matters.
    }
  }

  /** Writes the recording for the last time, when all of the program has ended. */
  private synchronized void end() {
    write(true);
    ended = true;
  }

  /**
   * Writes the recording as it is now; never throws but for want of memory.
   *
   * @param ending whether the program is about to end. It may go on all the same: a security
   *     manager can forbid it to halt.
   */
  private synchronized void write(boolean ending) {
    if (ended) {
      return;
    }
    try {
      try {
        writePrivileged(ending, false);
      } catch (OutOfMemoryError e) {
        reserve = null;
        writePrivileged(ending, false);
      }
    } catch (IOException e) {
      complain(ending, String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      complain(
          ending,
          isWantOfMemory(e)
              ? "not enough memory to write the recording to " + options.output
              : "cannot write the recording to " + options.output + ": " + e);
    }
  }

  /** The JDK tells some of it as errors of its own, or of a class that it could not prepare. */
  private static boolean isWantOfMemory(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** With our own permissions, whoever's call it is that ends the program. */
  @SuppressWarnings("removal") // There are security managers up to JDK 23.
  private void writePrivileged(boolean ending, boolean rehearsal) throws IOException {
    try {
      AccessController.doPrivileged(
          (PrivilegedExceptionAction<@Nullable Void>)
              () -> {
                if (rehearsal) {
                  RecordingFile.rehearse(profile(ending), options.output);
                } else {
                  RecordingFile.write(profile(ending), options.output);
                }
                return null;
              });
    } catch (PrivilegedActionException e) {
      throw (IOException) e.getException();
    }
  }

  /**
   * Answers {@code dev.tally.Tally}, which shares no class with us: a snapshot, a snapshot's
   * difference to now added to an earlier part, or a part written to a file.
   */
  private @Nullable Object answer(Object[] request) {
    if (timing != Timing.NONE) {
      // Two moments can only be compared if the same was taken off both.
      TimingPrice.fix();
      CountingPrice.measure();
    }
    return switch ((String) request[0]) {
      case "snapshot" -> profile(false);
      case "add" -> {
        Profile before = (Profile) request[1];
        if (request[2] == null && before != null) {
          yield before;
        }
        Profile now = profile(false);
        Profile part = Difference.between(request[2] == null ? now : (Profile) request[2], now);
        yield before == null ? part : Merge.of(before, part);
      }
      case "dump" -> {
        try {
          RecordingFile.write((Profile) request[1], (File) request[2]);
          yield null;
        } catch (IOException e) {
          yield e.getMessage();
        }
      }
      default -> throw new IllegalArgumentException("unknown request " + request[0]);
    };
  }

  /** Once is enough while the program runs; the end is always told. */
  private void complain(boolean ending, String sentence) {
    if (!failed || ending) {
      failed = true;
      AgentLog.say(sentence);
    }
  }

  private static String creator() {
    String version = Recording.class.getPackage().getImplementationVersion();
    return version == null ? "tally" : "tally " + version;
  }

  /** Main class or jar and arguments, asked before the program can change the property. */
  private static List<String> commandLine() {
    String command = System.getProperty("sun.java.command");
    return command == null ? List.of() : List.of(command);
  }

  private Profile profile(boolean last) {
    double clockNanos = timing == Timing.NONE ? 0 : Clock.priceNanos();
    Snapshot snapshot = new Snapshot(ids, clockNanos, timing);
    // Before reading, so that a recording is never older than it says.
    long durationNanos = Clock.now() - startNanos;
    snapshot.read();
    List<String> notes = new ArrayList<>();
    if (Recorders.callsLost() > 0) {
      notes.add(Recorders.callsLost() + " calls were not recorded for want of memory");
    }
    Engine engine =
        new Engine.Counting(
            timing,
            !options.leavesCounted,
            options.builtins,
            Clock.NAME,
            clockNanos,
            TimingPrice.known().innerNanos(),
            TimingPrice.known().outerNanos(),
            Snapshot.hitIntervalNanos(timing == Timing.AUTO),
            options.maxContexts);
    Origin origin =
        new Origin(
            CREATOR,
            commandLine,
            System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
            startMillis,
            durationNanos,
            last,
            1,
            notes,
            engine);
    return snapshot.profile(origin, leftOut);
  }
}
