// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.probe.OwnWork;
import dev.tally.probe.Recorders;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Threads;
import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.AbstractMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the recording: when the program begins, so that the file is ours before any JVM that the
 * program starts looks at it; every few seconds; and when the program ends.
 *
 * <p>All files are touched by one thread, which nobody has to wait for. The JVM ends with locks
 * held, and opening a pipe that nobody reads blocks for ever: who ends it asks that thread for the
 * last recording and gives it up when the system has not answered for too long.
 */
final class RecordingWriter implements Runnable {
  /** Writing may take this fraction of the time; a large recording is written less often. */
  private static final int LEAST_REST = 20;

  /** How long the program's start waits for a look at the output. */
  private static final int LOOK_MILLIS = 2_000;

  /** A program can have filled a heap of this before a busy machine has let us load classes. */
  private static final long SMALL_HEAP = 128 << 20;

  private static final int MOST_RESERVE = 4 << 20;

  private final Recording recording;
  private final long everyNanos;
  private final Waiting waiting = new Waiting();
  private final Output output;
  private final Thread thread;

  /** Whether this is the first writing; for the writing thread. */
  private boolean beginning;

  /** What was said last; not again before something was written. */
  private @Nullable String said;

  private boolean saidWhyNothing;

  /** Let go when memory is short, so that a program that has filled its heap is still recorded. */
  @SuppressWarnings("UnusedVariable") // Its use is to be there.
  private byte @Nullable [] reserve;

  // Guarded by this, which nobody holds for longer than it takes to read and set them.
  private boolean looked;
  private boolean rehearsed;
  private boolean ended;

  /** Recordings asked for by who ends the JVM, and how many of them are done with. */
  private int asked;

  private int answered;

  RecordingWriter(Recording recording, AgentOptions options) {
    this.recording = recording;
    this.everyNanos = (long) (options.everySeconds * 1e9);
    this.output = new Output(options, waiting);
    // Of several JVMs some may well call nothing that is recorded; the table says which.
    this.saidWhyNothing = options.exec != null;
    this.thread = Daemon.of(this, "tally-writer");
  }

  /** Called when the program has not begun. */
  void start() {
    thread.start();
  }

  /**
   * Waits until the output has been looked at, which takes no time where the system answers: what
   * is wrong with it should be said before the program begins. Where the heap is small, also until
   * what writing takes is loaded: java.instrument prints a line for a class that is loaded when the
   * heap is full, and the program did not ask for that.
   */
  void awaitLook() {
    boolean small = Runtime.getRuntime().maxMemory() < SMALL_HEAP;
    long until = System.nanoTime() + LOOK_MILLIS * 1_000_000L;
    synchronized (this) {
      while (!looked || (small && !rehearsed)) {
        long millis = (until - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return;
        }
        try {
          wait(millis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /** Writes the recording for the last time, when all of the program has ended. */
  void end() {
    write();
    synchronized (this) {
      ended = true;
    }
  }

  /**
   * Writes the recording when the program is about to end. It may go on all the same: a security
   * manager can forbid it to halt.
   */
  void write() {
    int mine;
    synchronized (this) {
      if (ended) {
        return;
      }
      mine = ++asked;
      notifyAll();
    }
    long paused = OwnWork.begin(); // The program's thread waits, and may go on.
    try {
      if (!await(mine)) {
        Daemon.briefly(() -> AgentLog.say(output.silence()));
      }
    } finally {
      OwnWork.end(paused, false);
    }
  }

  /** Whether a recording was dealt with; not, if the system makes our thread wait too long. */
  private boolean await(int number) {
    boolean interrupted = false;
    boolean given = true;
    synchronized (this) {
      while (answered < number && thread.isAlive()) {
        if (waiting.isTooLong()) {
          given = false;
          break;
        }
        try {
          wait(100);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return given;
  }

  /** The writing thread. */
  @Override
  public void run() {
    Recorders.leaveOutThisThread();
    // Before the look, which the program's start awaits: the program may fill its heap at once.
    reserve = new byte[(int) Math.min(MOST_RESERVE, Runtime.getRuntime().maxMemory() / 64)];
    look();
    begin();
    long restNanos = everyNanos;
    while (true) {
      int number = 0;
      try {
        number = rest(restNanos);
        long began = System.nanoTime();
        writeNow(number > answered);
        restNanos = Math.max(everyNanos, (System.nanoTime() - began) * LEAST_REST);
      } catch (Throwable e) { // Out of memory even for the complaint: there will be another time.
        reserve = null;
      } finally {
        answer(number);
      }
    }
  }

  private void begin() {
    try {
      beginning = true;
      writeNow(false);
      if (!isAsked()) { // A short program may have ended meanwhile.
        rehearse();
      }
    } catch (Throwable e) { // Out of memory: there will be another time.
      reserve = null;
    } finally {
      beginning = false;
      synchronized (this) {
        rehearsed = true;
        notifyAll();
      }
    }
  }

  private synchronized boolean isAsked() {
    return asked > 0;
  }

  /** Rests until it is time, or until somebody asks; says how many recordings were asked for. */
  private synchronized int rest(long nanos) {
    long until = System.nanoTime() + nanos;
    while (asked == answered) {
      long millis = (until - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        break;
      }
      try {
        wait(millis);
      } catch (InterruptedException somebodyInterruptsAllThreads) {
        // Rest on.
      }
    }
    return asked;
  }

  private synchronized void answer(int number) {
    answered = Math.max(answered, number);
    notifyAll();
  }

  private void look() {
    try {
      waiting.begin();
      complain(privileged(output::look));
    } catch (Throwable e) {
      // It is said when it is written.
    } finally {
      waiting.end();
      synchronized (this) {
        looked = true;
        notifyAll();
      }
    }
  }

  /**
   * Loads every class that writing takes: none can be loaded any more when a program ends for want
   * of memory.
   */
  private void rehearse() {
    try {
      privileged(
          () -> {
            output.rehearse(recording.profile(false, null));
            return null;
          });
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

  /** Writes the recording as it is now; never throws but for want of memory. */
  private void writeNow(boolean last) {
    try {
      try {
        privileged(() -> writeTo(output, last));
      } catch (OutOfMemoryError e) {
        reserve = null;
        privileged(() -> writeTo(output, last));
      }
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      fail(
          isWantOfMemory(e)
              ? "not enough memory to write the recording to " + output
              : "cannot write the recording to " + output + ": " + e);
    }
  }

  private @Nullable Void writeTo(Output output, boolean last) throws IOException {
    waiting.begin();
    boolean now;
    try {
      output.settle();
      now = last || !output.isStream();
    } finally {
      waiting.end();
    }
    complain(output.takeSentence());
    if (now) {
      output.write(recording.profile(last, output.note()));
      said = null;
      if (last && !saidWhyNothing) {
        // A recording without calls is seldom what was asked for.
        saidWhyNothing = recording.whyNothing() != null;
        complain(recording.whyNothing());
      }
    }
    return null;
  }

  /** With our own permissions, whatever the program has installed. */
  @SuppressWarnings("removal") // There are security managers up to JDK 23.
  private static <T> @Nullable T privileged(PrivilegedExceptionAction<@Nullable T> action)
      throws IOException {
    try {
      return AccessController.doPrivileged(action);
    } catch (PrivilegedActionException e) {
      throw (IOException) e.getException();
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

  /** Of the first recording nobody waits for: what remains wrong is said of the next. */
  private void fail(String sentence) {
    if (!beginning) {
      complain(sentence);
    }
  }

  /** Says a sentence, once as long as nothing was written in between. */
  private void complain(@Nullable String sentence) {
    if (sentence != null && !sentence.equals(said)) {
      said = sentence;
      waiting.begin(); // Standard error may be a pipe, too.
      AgentLog.say(sentence);
      waiting.end();
    }
  }
}
