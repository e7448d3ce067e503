// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/**
 * The calls that the agent weaves into the program: nothing else of Tally runs on its threads.
 *
 * <pre>
 *   static int f(int n) {
 *     long context = Probe.enter(42);       // 42 is f: becomes the current context
 *     try {
 *       Probe.call(context, 43);            // 43 is Math.max, a call into the JDK
 *       int m = Math.max(n, 0);
 *       Probe.back(context);
 *       ...
 *       Probe.exit(context);                // before each return
 *       return m;
 *     } catch (SomeException e) {
 *       Probe.resume(context);              // f's own handlers: f is current again
 *       ...
 *     } catch (Throwable t) {               // added around the whole body
 *       Probe.unwind(context);
 *       throw t;
 *     }
 *   }
 * </pre>
 *
 * <p>No handler may cover a constructor's call of {@code super(...)} or {@code this(...)}, so there
 * stands {@code Probe.beforeSuper(context, ItsClass.class)} before and {@code
 * Probe.afterSuper(context)} behind.
 *
 * <p>The fast paths are what a short call costs once its context is only counted. They must stay
 * small: HotSpot inlines them into every hot method of the program. Not into the others: these are
 * ordinary methods, of a size that C1 calls and C2 inlines where it pays (docs/decisions/10). So
 * one look-up of the thread's recorder, a look at the current context's first child and at most one
 * into the table of all of them, one increment, one store, all outside the heap (see {@link
 * Context}). Everything else, such as a context's first call, reading the clock, a thread's
 * outermost call or a spent budget, fails these compares and continues out of line.
 *
 * <p>Leaving a call sets the current context to an absolute value and never pops, so an activation
 * that was left open above, because an exception passed through code without probes, is closed by
 * the next probe below it.
 */
public final class Probe {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  // Hidden: the JVM leaves these methods out of the stack traces that it makes for the program.

  /** Writes the recording; set by the agent. */
  public static Runnable beforeHalt;

  private Probe() {}

  /** Begins a call of a method on the current thread; the result goes to its exit. */
  @Hidden
  public static long enter(int method) {
    long number = Recorders.number();
    long place = Recorders.place(number);
    if (UNSAFE.getLong(place) != number) {
      return enterSlowly(Context.NONE, method);
    }
    long recorder = UNSAFE.getLong(place + Recorders.BLOCK);
    long caller = UNSAFE.getLong(recorder + Recorder.CURRENT);
    long context = UNSAFE.getLong(caller + Context.FIRST);
    if (UNSAFE.getInt(context + Context.KEY) != method) {
      context = child(caller, method);
      if (UNSAFE.getInt(context + Context.KEY) != method) {
        return enterSlowly(context, method);
      }
    }
    count(context);
    UNSAFE.putLong(recorder + Recorder.CURRENT, context);
    return context;
  }

  /** Ends a call that returns. */
  @Hidden
  public static void exit(long context) {
    if (UNSAFE.getInt(context + Context.KEY) >= 0) {
      UNSAFE.putLong(
          UNSAFE.getLong(context + Context.RECORDER) + Recorder.CURRENT,
          UNSAFE.getLong(context + Context.PARENT));
    } else {
      exitSlowly(context);
    }
  }

  /** Counts a call of a bounded leaf, which never becomes current. */
  @Hidden
  public static void count(int method) {
    long number = Recorders.number();
    long place = Recorders.place(number);
    if (UNSAFE.getLong(place) != number) {
      countSlowly(method);
      return;
    }
    long recorder = UNSAFE.getLong(place + Recorders.BLOCK);
    long caller = UNSAFE.getLong(recorder + Recorder.CURRENT);
    long context = UNSAFE.getLong(caller + Context.FIRST);
    if (UNSAFE.getInt(context + Context.KEY) != method) {
      context = child(caller, method);
      if (UNSAFE.getInt(context + Context.KEY) != method) {
        countSlowly(method);
        return;
      }
    }
    count(context);
  }

  /** Begins a call into the JDK, made by the method whose activation is {@code caller}. */
  @Hidden
  public static void call(long caller, int method) {
    long context = UNSAFE.getLong(caller + Context.FIRST);
    if (UNSAFE.getInt(context + Context.KEY) != method) {
      context = child(caller, method);
      if (UNSAFE.getInt(context + Context.KEY) != method) {
        callSlowly(caller, context, method);
        return;
      }
    }
    count(context);
    UNSAFE.putLong(UNSAFE.getLong(caller + Context.RECORDER) + Recorder.CURRENT, context);
  }

  /** The call into the JDK that {@code caller} made has returned. */
  @Hidden
  public static void back(long caller) {
    long recorder = UNSAFE.getLong(caller + Context.RECORDER);
    long callee = UNSAFE.getLong(recorder + Recorder.CURRENT);
    if (UNSAFE.getInt(callee + Context.KEY) >= 0
        && UNSAFE.getLong(callee + Context.PARENT) == caller) {
      UNSAFE.putLong(recorder + Recorder.CURRENT, caller);
    } else {
      backSlowly(caller);
    }
  }

  /** Counts a call of a bounded JDK method, made by {@code caller}; it never becomes current. */
  @Hidden
  public static void tick(long caller, int method) {
    long context = UNSAFE.getLong(caller + Context.FIRST);
    if (UNSAFE.getInt(context + Context.KEY) != method) {
      context = child(caller, method);
      if (UNSAFE.getInt(context + Context.KEY) != method) {
        tickSlowly(caller, method);
        return;
      }
    }
    count(context);
  }

  /**
   * The constructor whose activation is {@code context} is about to call {@code super(...)} or
   * {@code this(...)}. An outermost call is always timed, and the others do not mind.
   */
  @Hidden
  public static void beforeSuper(long context, Class<?> type) {
    if (UNSAFE.getInt(context + Context.KEY) < 0) {
      beforeSuperSlowly(context, type);
    }
  }

  /** That call has returned. */
  @Hidden
  public static void afterSuper(long context) {
    if (UNSAFE.getInt(context + Context.KEY) < 0) {
      afterSuperSlowly(context);
    }
  }

  /** An exception has reached a handler of {@code context}'s method: it is current again. */
  @Hidden
  public static void resume(long context) {
    try {
      if (UNSAFE.getLong(UNSAFE.getLong(context + Context.RECORDER) + Recorder.CURRENT)
          != context) {
        resumeSlowly(context);
      }
    } catch (StackOverflowError e) {
      // The handler must run.
    }
  }

  /** An exception leaves the method of {@code context}. */
  @DontInline
  @Hidden
  public static void unwind(long context) {
    try {
      resume(context);
      exit(context);
    } catch (StackOverflowError e) {
      // The exception that is on its way must not be replaced.
    }
  }

  /** The program is about to call {@code Runtime.halt}, which runs no shutdown hooks. */
  @Hidden
  public static void halt() {
    Runnable write = beforeHalt;
    if (write != null) {
      try {
        write.run();
      } catch (Throwable e) {
        // The program must halt whatever happens to its recording.
      }
    }
  }

  /** Whoever has the place of a method among the children of a context. */
  @ForceInline
  @Hidden
  private static long child(long context, int method) {
    int offset = (method << 3) & UNSAFE.getInt(context + Context.MASK);
    return UNSAFE.getLong(UNSAFE.getLong(context + Context.CHILDREN) + offset);
  }

  @ForceInline
  @Hidden
  private static void count(long context) {
    UNSAFE.putLong(context + Context.CALLS, UNSAFE.getLong(context + Context.CALLS) + 1);
  }

  // What follows runs on the program's stack, which may end here. A call that begins then ends as
  // it
  // would have without us, by an error thrown at its own beginning, uncounted. A call that ends
  // must
  // still end, and a handler must still run: there, what does not fit is left to the next probe.

  @DontInline
  @Hidden
  private static long enterSlowly(long found, int method) {
    try {
      if (UNSAFE.getInt(found + Context.KEY) == ~method) {
        Recorder.of(found).enterTimed(found);
        return found;
      }
      Recorder recorder = Recorders.find();
      return recorder == null ? Context.SKIPPED : recorder.enter(recorder.current(), method);
    } catch (StackOverflowError e) {
      throw new StackOverflowError(); // Without our frames.
    }
  }

  @DontInline
  @Hidden
  private static void exitSlowly(long context) {
    try {
      if (context != Context.SKIPPED) {
        Recorder.of(context).exit(context);
      }
    } catch (StackOverflowError e) {
      UNSAFE.putLong(
          UNSAFE.getLong(context + Context.RECORDER) + Recorder.CURRENT,
          UNSAFE.getLong(context + Context.PARENT));
    }
  }

  @DontInline
  @Hidden
  private static void countSlowly(int method) {
    try {
      Recorder recorder = Recorders.find();
      if (recorder != null) {
        recorder.count(recorder.current(), method);
      }
    } catch (StackOverflowError e) {
      throw new StackOverflowError();
    }
  }

  @DontInline
  @Hidden
  private static void callSlowly(long caller, long found, int method) {
    try {
      if (UNSAFE.getInt(found + Context.KEY) == ~method) {
        Recorder.of(found).enterTimed(found);
      } else if (caller != Context.SKIPPED) {
        Recorder.of(caller).enter(caller, method);
      }
    } catch (StackOverflowError e) {
      throw new StackOverflowError();
    }
  }

  @DontInline
  @Hidden
  private static void backSlowly(long caller) {
    try {
      if (caller != Context.SKIPPED) {
        Recorder.of(caller).back(caller);
      }
    } catch (StackOverflowError e) {
      UNSAFE.putLong(UNSAFE.getLong(caller + Context.RECORDER) + Recorder.CURRENT, caller);
    }
  }

  @DontInline
  @Hidden
  private static void tickSlowly(long caller, int method) {
    try {
      if (caller != Context.SKIPPED) {
        Recorder.of(caller).count(caller, method);
      }
    } catch (StackOverflowError e) {
      throw new StackOverflowError();
    }
  }

  @DontInline
  @Hidden
  private static void beforeSuperSlowly(long context, Class<?> type) {
    try {
      if (context != Context.SKIPPED) {
        Recorder.of(context).beforeSuper(context, type);
      }
    } catch (StackOverflowError | OutOfMemoryError e) {
      // If the call fails, the constructor stays open, as any other that a caller's probe closes.
    }
  }

  @DontInline
  @Hidden
  private static void afterSuperSlowly(long context) {
    try {
      if (context != Context.SKIPPED) {
        Recorder.of(context).afterSuper(context);
      }
    } catch (StackOverflowError e) {
      UNSAFE.putLong(UNSAFE.getLong(context + Context.RECORDER) + Recorder.CURRENT, context);
    }
  }

  @DontInline
  @Hidden
  private static void resumeSlowly(long context) {
    try {
      if (context != Context.SKIPPED) {
        Recorder.of(context).resume(context);
      }
    } catch (StackOverflowError e) {
      UNSAFE.putLong(UNSAFE.getLong(context + Context.RECORDER) + Recorder.CURRENT, context);
    }
  }
}
