// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Finds the current thread's recorder, lends recorders to threads and takes them back.
 *
 * <p>The look-up is on every call's fast path: an array indexed by the thread's number and checked
 * against it. The number is read from the field, not through {@code getId}, which a subclass of
 * Thread may override, nor through the identity hash, which is slow while somebody holds the
 * thread's monitor. A thread that finds its place taken uses one of the next few, and if those are
 * taken too, a map: only these threads pay for the longer search.
 */
public final class Recorders {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long NUMBER = UNSAFE.objectFieldOffset(Thread.class, "tid");
  private static final int PLACES = 1 << 13;
  private static final int NEXT_PLACES = 8;
  private static final Recorder[] TABLE = new Recorder[PLACES + NEXT_PLACES];
  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Recorder[].class);
  private static final ConcurrentHashMap<Long, Recorder> DISPLACED = new ConcurrentHashMap<>();

  /** Null before JDK 21. */
  private static final Class<?> VIRTUAL_THREAD = virtualThreadClass();

  private static final AtomicReference<Recorder> NEWEST = new AtomicReference<>();

  /** Calls that could not be recorded for want of memory; about right if threads race. */
  static long callsLost;

  private Recorders() {}

  /** The recorder in the current thread's own place, or null if it must be searched or borrowed. */
  @ForceInline
  static Recorder mine() {
    long number = UNSAFE.getLong(Thread.currentThread(), NUMBER);
    Recorder recorder = TABLE[(int) number & (PLACES - 1)];
    return recorder != null && recorder.owner == number ? recorder : null;
  }

  /** The current thread's recorder, borrowed if need be; null if there is no memory for one. */
  static Recorder find() {
    Thread thread = Thread.currentThread();
    long number = UNSAFE.getLong(thread, NUMBER);
    int place = (int) number & (PLACES - 1);
    for (int i = place; i < place + NEXT_PLACES; i++) {
      Recorder recorder = TABLE[i];
      if (recorder != null && recorder.owner == number) {
        return recorder;
      }
    }
    if (!DISPLACED.isEmpty()) {
      Recorder recorder = DISPLACED.get(number);
      if (recorder != null) {
        return recorder;
      }
    }
    try {
      return borrow(thread, number);
    } catch (OutOfMemoryError e) {
      callsLost++;
      return null;
    }
  }

  private static Recorder borrow(Thread thread, long number) {
    boolean virtual = VIRTUAL_THREAD != null && VIRTUAL_THREAD.isInstance(thread);
    ThreadGroupName group = ThreadGroupName.of(thread, virtual);
    Recorder recorder = group.idle.pollFirst();
    if (recorder == null) {
      recorder = new Recorder(group);
      do {
        recorder.next = NEWEST.get();
      } while (!NEWEST.compareAndSet(recorder.next, recorder));
    }
    group.threads.getAndIncrement();
    recorder.owner = number;
    recorder.virtual = virtual;
    recorder.thread = virtual ? null : new WeakReference<>(thread);
    int place = (int) number & (PLACES - 1);
    for (int i = place; i < place + NEXT_PLACES; i++) {
      if (TABLE[i] == null && PLACE.compareAndSet(TABLE, i, null, recorder)) {
        return recorder;
      }
    }
    DISPLACED.put(number, recorder);
    return recorder;
  }

  /** Takes a recorder back: by its virtual thread, or by the sampler for a thread that has died. */
  static void giveBack(Recorder recorder) {
    long number = recorder.owner;
    recorder.close();
    int place = (int) number & (PLACES - 1);
    for (int i = place; i < place + NEXT_PLACES; i++) {
      if (TABLE[i] == recorder) {
        PLACE.setRelease(TABLE, i, null);
        recorder.group.idle.offerFirst(recorder);
        return;
      }
    }
    DISPLACED.remove(number);
    recorder.group.idle.offerFirst(recorder);
  }

  /** Takes a recorder back if the platform thread it was lent to has died; by the sampler. */
  static void reclaim(Recorder recorder) {
    WeakReference<Thread> lentTo = recorder.thread;
    if (lentTo != null) {
      Thread thread = lentTo.get();
      if (thread == null || !thread.isAlive()) {
        giveBack(recorder);
      }
    }
  }

  /** The recorder made last; the others follow by {@link Recorder#next}. Null if there is none. */
  public static Recorder newest() {
    return NEWEST.get();
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
