// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Finds the current thread's recorder, lends recorders to threads and takes them back.
 *
 * <p>The look-up is on every call's fast path: a table outside the heap, of pairs of a thread's
 * number and its recorder's block, indexed by the number. The number is read from the field, not
 * through {@code getId}, which a subclass of Thread may override, nor through the identity hash,
 * which is slow while somebody holds the thread's monitor. A thread that finds its place taken uses
 * one of the next few, and if those are taken too, a map: only these threads pay for the longer
 * search.
 */
public final class Recorders {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long NUMBER = UNSAFE.objectFieldOffset(Thread.class, "tid");
  private static final long OWNER = UNSAFE.objectFieldOffset(Recorder.class, "owner");

  /**
   * A megabyte. So many that tens of thousands of virtual threads may have a call open at once, and
   * all of them on the fast path.
   */
  static final int PLACES = 1 << 16;

  private static final int NEXT_PLACES = 8;
  private static final int PLACE_BYTES = 16;

  /** Where in a place the recorder's block stands. */
  static final int BLOCK = 8;

  private static final long TABLE = Arena.aligned((PLACES + NEXT_PLACES) * (long) PLACE_BYTES);
  private static final ConcurrentHashMap<Long, Recorder> DISPLACED = new ConcurrentHashMap<>();

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

  /** The current thread's number. */
  @ForceInline
  static long number() {
    return UNSAFE.getLong(Thread.currentThread(), NUMBER);
  }

  /**
   * A thread's own place in the table: if the thread's number stands there, the block of its
   * recorder stands at {@link #BLOCK}; if not, the recorder must be searched.
   */
  @ForceInline
  static long place(long number) {
    return TABLE + (number & (PLACES - 1)) * PLACE_BYTES;
  }

  /**
   * The current thread's recorder, borrowed if need be. Null if there is no memory for one, or if
   * this very search made the call: other agents put calls into the JDK's own methods. Where there
   * is no room for classes, HotSpot tells it of the JDK's methods as {@code NoSuchMethodError}.
   */
  static Recorder find() {
    Thread thread = Thread.currentThread();
    long number = number();
    for (int i = 0; i < NEXT_PLACES; i++) {
      long place = place(number) + (long) i * PLACE_BYTES;
      if (UNSAFE.getLong(place) == number) {
        long current = UNSAFE.getLong(UNSAFE.getLong(place + BLOCK) + Recorder.CURRENT);
        return current == Context.SKIPPED ? null : Recorder.of(current);
      }
    }
    try {
      if (!DISPLACED.isEmpty()) {
        Recorder recorder = DISPLACED.get(number);
        if (recorder != null) {
          return recorder.current() == Context.SKIPPED ? null : recorder;
        }
      }
      return borrow(thread, number);
    } catch (OutOfMemoryError | LinkageError e) {
      callsLost++;
      return null;
    }
  }

  /** The block of the current thread's recorder; 0 if it has none yet. */
  static long block() {
    long number = number();
    long place = findPlace(number);
    if (place != 0) {
      return UNSAFE.getLong(place + BLOCK);
    }
    Recorder displaced = DISPLACED.isEmpty() ? null : DISPLACED.get(number);
    return displaced == null ? 0 : displaced.block;
  }

  /**
   * Stops recording the current thread, whether it has a recorder or not.
   *
   * @return what {@link #resume} takes
   */
  static long pause() {
    long number = number();
    long place = findPlace(number);
    if (place != 0) {
      long current = UNSAFE.getLong(UNSAFE.getLong(place + BLOCK) + Recorder.CURRENT);
      return current == Context.SKIPPED ? current : Recorder.of(current).pause();
    }
    Recorder displaced = DISPLACED.isEmpty() ? null : DISPLACED.get(number);
    if (displaced != null) {
      return displaced.current() == Context.SKIPPED ? Context.SKIPPED : displaced.pause();
    }
    return takePlace(number) == 0 ? Context.SKIPPED : Context.NONE;
  }

  /** Goes on recording the current thread. */
  static void resume(long paused, boolean weaving) {
    if (paused == Context.NONE) {
      long place = findPlace(number());
      if (place != 0) {
        UNSAFE.putLongRelease(null, place, 0);
      }
    } else if (paused != Context.SKIPPED) {
      Recorder.of(paused).resumeAfterPause(paused, weaving);
    }
  }

  /**
   * Lends the current thread another recorder of its group, until the next call that is outermost
   * there has ended: a request is nobody's call, whatever loop of the server's has taken it.
   *
   * @return whether it was; not, if no call is open
   */
  static boolean beginApart() {
    long number = number();
    long place = findPlace(number);
    if (place == 0) {
      return false;
    }
    long current = UNSAFE.getLong(UNSAFE.getLong(place + BLOCK) + Recorder.CURRENT);
    Recorder outer = current == Context.SKIPPED ? null : Recorder.of(current);
    if (outer == null || outer.group == null || !outer.isOpen()) {
      return false;
    }
    Recorder inner = outer.group.idle.pollFirst();
    if (inner == null) {
      inner = create(outer.group);
    }
    WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    inner.outer = outer;
    inner.outerContext = outer.pause();
    inner.virtual = true; // It is given back when its outermost call ends.
    inner.thread = thread;
    UNSAFE.putLongRelease(inner, OWNER, number);
    UNSAFE.putLong(place + BLOCK, inner.block);
    return true;
  }

  /**
   * There is no memory or no stack for that call. For want of memory the recorder has been given
   * back already, and may be another thread's.
   *
   * @param outerContext what was current before
   */
  static void undoApart(long outerContext) {
    long block = block();
    if (block != 0) {
      takeBack(Recorder.of(UNSAFE.getLong(block + Recorder.CURRENT)), number());
    }
    endApart(Recorder.of(outerContext), outerContext);
  }

  /** That call has ended: the thread has its first recorder again. */
  static void endApart(Recorder outer, long outerContext) {
    long number = number();
    long place = takePlace(number);
    if (place != 0) {
      UNSAFE.putLong(place + BLOCK, outer.block);
    } else {
      DISPLACED.put(number, outer);
    }
    outer.resumeAfterRequest(outerContext);
  }

  private static Recorder borrow(Thread thread, long number) {
    long place = takePlace(number);
    boolean lent = false;
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
      lend(recorder, thread, number, virtual, place);
      lent = true;
      return recorder;
    } finally {
      if (!lent && place != 0) {
        UNSAFE.putLong(place, 0);
      }
    }
  }

  /**
   * Takes a place in the table for the current thread, with nobody's block for the time being: what
   * is called on the way to a recorder is skipped. 0 if all its places are taken.
   */
  private static long takePlace(long number) {
    for (int i = 0; i < NEXT_PLACES; i++) {
      long place = place(number) + (long) i * PLACE_BYTES;
      if (UNSAFE.getLong(place) == 0 && UNSAFE.compareAndSetLong(null, place, 0, number)) {
        UNSAFE.putLong(place + BLOCK, Context.NOBODY);
        return place;
      }
    }
    return 0;
  }

  private static void lend(
      Recorder recorder, Thread thread, long number, boolean virtual, long place) {
    recorder.virtual = virtual;
    recorder.thread = virtual ? null : new WeakReference<>(thread);
    // After the thread: whoever sees this owner sees its thread, not the dead one of before.
    UNSAFE.putLongRelease(recorder, OWNER, number);
    if (place != 0) {
      UNSAFE.putLong(place + BLOCK, recorder.block);
    } else {
      DISPLACED.put(number, recorder);
    }
  }

  /**
   * From now on what the current thread calls is not recorded: it is one of the agent's own, and
   * calls the program's code only where the program put it into the JDK's way.
   */
  public static void leaveOutThisThread() {
    Thread thread = Thread.currentThread();
    long number = number();
    lend(create(null), thread, number, false, takePlace(number));
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

  /** Takes a recorder back from the virtual thread that calls this. */
  static void giveBack(Recorder recorder) {
    long number = number();
    if (recorder.owner != number) {
      return; // It has been: this is a second end of the same call.
    }
    long place = findPlace(number);
    if (place != 0) {
      UNSAFE.putLong(place + BLOCK, Context.NOBODY);
    }
    takeBack(recorder, number);
  }

  private static void takeBack(Recorder recorder, long number) {
    if (!UNSAFE.compareAndSetLong(recorder, OWNER, number, 0)) {
      return; // Somebody else did.
    }
    recorder.close();
    long place = findPlace(number);
    try {
      if (place == 0) {
        DISPLACED.remove(number);
      }
      recorder.group.idle.offerFirst(recorder);
    } catch (OutOfMemoryError | LinkageError e) {
      // It stays unused; what it has recorded stays in the recording.
    } finally {
      if (place != 0) {
        UNSAFE.putLongRelease(null, place, 0);
      }
    }
  }

  private static long findPlace(long number) {
    for (int i = 0; i < NEXT_PLACES; i++) {
      long place = place(number) + (long) i * PLACE_BYTES;
      if (UNSAFE.getLong(place) == number) {
        return place;
      }
    }
    return 0;
  }

  /**
   * Takes a recorder back if the thread it was lent to has died; by the sampler, and by threads in
   * want of a recorder. Of virtual threads, those whose outermost constructor has called another.
   */
  static void reclaim(Recorder recorder) {
    long number = UNSAFE.getLongAcquire(recorder, OWNER);
    WeakReference<Thread> lentTo = recorder.thread;
    if (number != 0 && lentTo != null) {
      Thread thread = lentTo.get();
      if (thread == null || !thread.isAlive()) {
        takeBack(recorder, number);
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
