// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/** Lends recorders to threads, finds them again and takes them back. */
public final class Recorders {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long OWNER = UNSAFE.objectFieldOffset(Recorder.class, "owner");

  /** Null before JDK 21. */
  private static final Class<?> VIRTUAL_THREAD = virtualThreadClass();

  /** All recorders by index; grows, and a place once filled never changes. */
  private static volatile Recorder[] all = new Recorder[64];

  private static volatile Recorder newest;
  private static int made;

  private static final int LOOKS_FOR_THE_DEAD = 8;

  /** Where the next search for dead threads begins; it does no harm if threads race for it. */
  private static Recorder nextToReclaim;

  /** Calls that could not be recorded for want of memory; about right if threads race. */
  static long callsLost;

  private Recorders() {}

  /**
   * The current thread's recorder, borrowed if need be. Null if there is no memory for one, or if
   * this very search made the call: other agents put calls into the JDK's own methods. Where there
   * is no room for classes, HotSpot tells it of the JDK's methods as {@code NoSuchMethodError}.
   */
  static Recorder find() {
    long current = ThreadField.get();
    if (current != 0) {
      return current == Context.SKIPPED ? null : Recorder.of(current);
    }
    try {
      return borrow(Thread.currentThread());
    } catch (OutOfMemoryError | LinkageError e) {
      callsLost++;
      return null;
    }
  }

  /** The current thread's innermost open context; 0 if it has no recorder. */
  public static long current() {
    return ThreadField.get();
  }

  /**
   * Stops recording the current thread, whether it has a recorder or not.
   *
   * @return what {@link #resume} takes
   */
  static long pause() {
    long current = ThreadField.get();
    if (current == Context.SKIPPED) {
      return current;
    }
    if (current != 0) {
      return Recorder.of(current).pause();
    }
    try {
      ThreadField.put(Context.SKIPPED);
      return 0;
    } catch (OutOfMemoryError e) {
      return Context.SKIPPED; // It goes on being recorded.
    }
  }

  /** Goes on recording the current thread. */
  static void resume(long paused, boolean weaving) {
    if (paused == 0) {
      ThreadField.put(0);
    } else if (paused != Context.SKIPPED) {
      Recorder.of(paused).resumeAfterPause(paused, weaving);
    }
  }

  /**
   * Lends the current thread another recorder of its group, until the next call that is outermost
   * there has ended: a request is nobody's call, whatever loop of the server's has taken it.
   *
   * @return whether a call is open
   */
  static boolean beginApart() {
    long current = ThreadField.get();
    if (current == 0 || current == Context.SKIPPED) {
      return false;
    }
    Recorder outer = Recorder.of(current);
    if (outer.group == null || !outer.isOpen()) {
      return false;
    }
    Recorder inner = outer.group.idle.pollFirst();
    if (inner == null) {
      inner = create(outer.group);
    }
    WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    inner.outer = outer;
    inner.outerContext = outer.pause();
    inner.forOneCall = true; // When its outermost call ends.
    inner.thread = thread;
    UNSAFE.putLongRelease(inner, OWNER, ThreadTable.number(Thread.currentThread()));
    ThreadField.put(inner.root);
    return true;
  }

  /**
   * There is no memory or no stack for that call: the thread has its first recorder again. For want
   * of memory the other has been given back already, and may be another thread's.
   *
   * @param outerContext what was current before
   */
  static void undoApart(long outerContext) {
    long current = ThreadField.get();
    if (current != 0) {
      giveBack(Recorder.of(current));
    }
    Recorder.of(outerContext).resumeAfterRequest(outerContext);
  }

  private static Recorder borrow(Thread thread) {
    long lent = 0;
    ThreadField.put(thread, Context.SKIPPED); // What is called on the way to a recorder.
    try {
      boolean virtual = VIRTUAL_THREAD != null && VIRTUAL_THREAD.isInstance(thread);
      ThreadGroupName group = ThreadGroupName.of(thread, virtual);
      Recorder recorder = group.idle.pollFirst();
      if (recorder == null) {
        reclaimSome();
        recorder = group.idle.pollFirst();
      }
      if (recorder == null) {
        recorder = create(group);
      }
      group.threads.getAndIncrement();
      lend(recorder, thread, virtual);
      lent = recorder.root;
      return recorder;
    } finally {
      ThreadField.put(thread, lent);
    }
  }

  private static void lend(Recorder recorder, Thread thread, boolean forOneCall) {
    recorder.forOneCall = forOneCall;
    recorder.thread = new WeakReference<>(thread);
    // After the thread: whoever sees this owner sees its thread, not the dead one of before.
    UNSAFE.putLongRelease(recorder, OWNER, ThreadTable.number(thread));
  }

  /**
   * From now on what the current thread calls is not recorded: it is one of the agent's own, and
   * calls the program's code only where the program put it into the JDK's way.
   */
  public static void leaveOutThisThread() {
    Recorder recorder = create(null);
    lend(recorder, Thread.currentThread(), false);
    ThreadField.put(recorder.root);
  }

  /**
   * A recorder of a thread group, or one of none, which no recording shows. Rare; the lock is never
   * held while anything else is waited for.
   */
  private static synchronized Recorder create(ThreadGroupName group) {
    Recorder recorder = new Recorder(group, made, newest);
    Recorder[] room = all;
    if (made == room.length) {
      room = Arrays.copyOf(room, made * 2);
    }
    room[made] = recorder;
    all = room;
    made++;
    if (group != null) {
      newest = recorder;
    }
    return recorder;
  }

  /** Takes a recorder back from the thread that calls this, which has none then. */
  static void giveBack(Recorder recorder) {
    Thread thread = Thread.currentThread();
    long number = ThreadTable.number(thread);
    if (recorder.owner != number) {
      return; // It has been: this is a second end of the same call.
    }
    // First: as soon as it is idle it may be another thread's.
    ThreadField.put(thread, Context.SKIPPED);
    try {
      takeBack(recorder, number);
    } finally {
      ThreadField.put(thread, 0);
    }
  }

  /** Returns whether nobody else did. */
  private static boolean takeBack(Recorder recorder, long number) {
    if (!UNSAFE.compareAndSetLong(recorder, OWNER, number, 0)) {
      return false;
    }
    recorder.close();
    try {
      recorder.group.idle.offerFirst(recorder);
    } catch (OutOfMemoryError | LinkageError e) {
      // It stays unused; what it has recorded stays in the recording.
    }
    return true;
  }

  /**
   * Takes a recorder back if the thread it was lent to has died; by the sampler, and by threads in
   * want of a recorder. Virtual threads have given theirs back, but for those whose outermost
   * constructor has called another, and those that nobody can wake any more.
   */
  static void reclaim(Recorder recorder) {
    long number = UNSAFE.getLongAcquire(recorder, OWNER);
    WeakReference<Thread> lentTo = recorder.thread;
    if (number != 0 && lentTo != null) {
      Thread thread = lentTo.get();
      if (thread == null || !thread.isAlive()) {
        if (takeBack(recorder, number)) {
          ThreadField.forget(number);
        }
      }
    }
  }

  /**
   * Looks at a few recorders in turn. A program that starts a thread for every task starts them
   * faster than the sampler comes round.
   */
  private static void reclaimSome() {
    Recorder recorder = nextToReclaim;
    for (int looks = 0; looks < LOOKS_FOR_THE_DEAD; looks++) {
      recorder = recorder == null ? newest : recorder;
      if (recorder == null) {
        break;
      }
      reclaim(recorder);
      recorder = recorder.next;
    }
    nextToReclaim = recorder;
  }

  /** The recorder with an index. */
  static Recorder at(int index) {
    return all[index];
  }

  /** The recorder made last; the others follow by {@link Recorder#next}. Null if there is none. */
  public static Recorder newest() {
    return newest;
  }

  /** Calls that could not be recorded for want of memory. */
  public static long callsLost() {
    return callsLost;
  }

  private static Class<?> virtualThreadClass() {
    try {
      return Class.forName("java.lang.BaseVirtualThread");
    } catch (ClassNotFoundException before21) {
      return null;
    }
  }
}
