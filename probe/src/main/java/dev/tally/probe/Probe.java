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
 *     long caller = Probe.enter(42);        // 42 is f: its context becomes the current one
 *     try {
 *       long f = Probe.enter(43);           // 43 is Math.max, a call into the JDK
 *       int m = Math.max(n, 0);
 *       Probe.exit(m, f);
 *       ...
 *       Probe.exit(m, caller);              // before each return, with what is returned
 *       return m;
 *     } catch (SomeException e) {
 *       Probe.resume(caller);               // f's own handlers: f is current again
 *       ...
 *     } catch (Throwable t) {               // added around the whole body
 *       Probe.unwind(caller);
 *       throw t;
 *     }
 *   }
 * </pre>
 *
 * <p>No handler may cover a constructor's call of {@code super(...)} or {@code this(...)}, so there
 * stands {@code Probe.beforeSuper(caller, ItsClass.class)} before and {@code
 * Probe.afterSuper(caller)} behind.
 *
 * <p>What woven code keeps of a call is the context that was current before, which leaving the call
 * makes current again: its complement if leaving takes more, because the call is timed, and 0 if
 * nothing was and is recorded.
 *
 * <p>The fast paths are what a short call costs once its context is only counted. They must stay
 * small: C2 inlines them into every hot method of the program, C1 into none. So one look at the
 * current context, which has the key of its first child, and at most one into the table of all of
 * them, one increment, one store (see {@link Context}). Everything else, such as a context's first
 * call, reading the clock, a thread's outermost call or a spent budget, fails these compares and
 * continues out of line. Then both ways meet, and only there the {@link ThreadField} is stored,
 * although the slow one has done so already: so the compiler knows what it holds, and the next
 * probe need not load it.
 *
 * <p>Leaving a call sets the current context to an absolute value and never pops, so an activation
 * that was left open above, because an exception passed through code without probes, is closed by
 * the next probe below it.
 */
public final class Probe {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final boolean IN_THREAD = Settings.inThread;
  private static final long FIELD = ThreadField.FIELD;

  // Hidden: the JVM leaves these methods out of the stack traces that it makes for the program.

  /**
   * What no context is, so that a compare with it is a branch that is never taken. The compiler
   * moves a short method's work where it likes between the stores of the {@link ThreadField} at its
   * beginning and its end, and beyond. A branch behind the first store and one before the second,
   * that looks at the result, keep it there (docs/decisions/34, 42).
   */
  private static final long NOWHERE = 1;

  /** A number that results seldom are. If one is, leaving it takes longer. */
  private static final long UNLIKELY = 0x5D2F91A7;

  private static final Object NO_RESULT = new Object();

  /** Writes the recording; set by the agent. */
  public static Runnable beforeHalt;

  private Probe() {}

  // Of what follows, HotSpot's two compilers must decide differently. C2 inlines a method of at
  // most 35 bytes wherever it is called now and then, a larger one only where most calls of the
  // caller come by, and nothing more into a method that has grown to 8,000. C1 inlines the same,
  // and compiled such code for as long as a program started (docs/decisions/10), but no method
  // that takes more than five words of stack and locals of its own. So each probe is a small one
  // with more locals than that, and the work is in others, which are always inlined into it and
  // counted nowhere (docs/decisions/40). ProbeSizeTest looks.

  /** Begins a call on the current thread; the result goes to its exit. */
  @Hidden
  public static long enter(int method) {
    Thread thread = Thread.currentThread();
    long caller = ThreadField.get(thread);
    return begin(thread, caller, method);
  }

  /**
   * Ends a call that returns nothing, or what says nothing of when the work was done. What keeps
   * the work in its place is the slow way, a call before which all of it must be done.
   */
  @Hidden
  public static void exit(long caller) {
    Thread thread = Thread.currentThread();
    long next = caller > 0 ? caller : exitSlowly(caller);
    ThreadField.put(thread, next);
  }

  /**
   * Ends a call that returns a result, see {@link #NOWHERE}. Compared as an int, fib took 8 of 100
   * longer.
   */
  @Hidden
  public static void exit(int result, long caller) {
    Thread thread = Thread.currentThread();
    end(thread, caller, (long) result != UNLIKELY);
  }

  /** The same. */
  @Hidden
  public static void exit(long result, long caller) {
    Thread thread = Thread.currentThread();
    end(thread, caller, result != UNLIKELY);
  }

  /** The same. */
  @Hidden
  public static void exit(float result, long caller) {
    Thread thread = Thread.currentThread();
    end(thread, caller, result != UNLIKELY);
  }

  /** The same. */
  @Hidden
  public static void exit(double result, long caller) {
    Thread thread = Thread.currentThread();
    end(thread, caller, result != UNLIKELY);
  }

  /** The same. */
  @Hidden
  public static void exit(Object result, long caller) {
    Thread thread = Thread.currentThread();
    end(thread, caller, result != NO_RESULT);
  }

  /** Counts a call of a bounded method, which never becomes current. */
  @Hidden
  public static void count(int method) {
    Thread thread = Thread.currentThread();
    long caller = ThreadField.get(thread);
    long place = findLeaf(caller, method);
    count(thread, caller, place, method);
  }

  // Few helpers in what follows, and none of less than these: each that is inlined makes some of
  // the nodes of which C2 allows so many (docs/decisions/38).

  @ForceInline
  @Hidden
  private static long begin(Thread thread, long caller, int method) {
    long left = caller;
    long context;
    if (caller != 0 && UNSAFE.getInt(null, caller + Context.FIRST_KEY) == method) {
      // Its own key is the same, and its line need not be there for this to be known.
      context = UNSAFE.getLong(null, caller + Context.FIRST);
      long calls = UNSAFE.getLong(null, context + Context.CALLS);
      UNSAFE.putLong(null, context + Context.CALLS, calls + 1);
    } else {
      context = find(caller, method);
      if (UNSAFE.getInt(null, context + Context.KEY) == method) {
        long calls = UNSAFE.getLong(null, context + Context.CALLS);
        UNSAFE.putLong(null, context + Context.CALLS, calls + 1);
      } else {
        left = enterSlowly(caller, context, method);
        context = IN_THREAD ? UNSAFE.getLong(thread, FIELD) : ThreadTable.get(thread);
      }
    }
    if (IN_THREAD) {
      UNSAFE.putLong(thread, FIELD, context);
    } else {
      ThreadTable.put(thread, context);
    }
    if (context == NOWHERE) {
      never();
    }
    return left;
  }

  /**
   * @param usual whether leaving may be as short as it mostly is
   */
  @ForceInline
  @Hidden
  private static void end(Thread thread, long caller, boolean usual) {
    long next = caller > 0 && usual ? caller : exitSlowly(caller);
    if (IN_THREAD) {
      UNSAFE.putLong(thread, FIELD, next);
    } else {
      ThreadTable.put(thread, next);
    }
  }

  /** Who has the method's place in the table of a context, which may be somebody else. */
  @ForceInline
  @Hidden
  private static long find(long caller, int method) {
    if (caller == 0) {
      return Context.NONE;
    }
    int offset = (method << 3) & UNSAFE.getChar(null, caller + Context.MASK);
    return UNSAFE.getLong(null, UNSAFE.getLong(null, caller + Context.CHILDREN) + offset);
  }

  /** Where a leaf has its place in the table of a context; another one may be there. */
  @ForceInline
  @Hidden
  static long findLeaf(long caller, int method) {
    if (caller == 0) {
      return Context.NONE;
    }
    int offset = (method << 4) & UNSAFE.getChar(null, caller + Context.LEAF_MASK);
    return UNSAFE.getLong(null, caller + Context.LEAVES) + offset;
  }

  @ForceInline
  @Hidden
  private static void count(Thread thread, long caller, long place, int method) {
    long current = caller;
    if (UNSAFE.getInt(null, place + LeafTable.KEY) == method) {
      long calls = UNSAFE.getLong(null, place + LeafTable.CALLS);
      UNSAFE.putLong(null, place + LeafTable.CALLS, calls + 1);
    } else {
      current = countSlowly(caller, method);
    }
    if (IN_THREAD) {
      UNSAFE.putLong(thread, FIELD, current);
    } else {
      ThreadTable.put(thread, current);
    }
  }

  /**
   * The constructor that {@code caller} has called is about to call {@code super(...)} or {@code
   * this(...)}. An outermost call is always timed, and the others do not mind.
   */
  @Hidden
  public static void beforeSuper(long caller, Class<?> type) {
    if (caller < 0) {
      beforeSuperSlowly(~caller, type);
    }
  }

  /** That call has returned. */
  @Hidden
  public static void afterSuper(long caller) {
    if (caller < 0) {
      afterSuperSlowly(~caller);
    }
  }

  /** An exception has reached a handler of the method that {@code caller} has called. */
  @Hidden
  public static void resume(long caller) {
    try {
      Thread thread = Thread.currentThread();
      long current = ThreadField.get(thread);
      if (current == 0 || UNSAFE.getLong(current + Context.PARENT) != address(caller)) {
        current = resumeSlowly(caller);
      }
      ThreadField.put(thread, current);
    } catch (StackOverflowError e) {
      // The handler must run.
    }
  }

  /** An exception leaves the method that {@code caller} has called. */
  @DontInline
  @Hidden
  public static void unwind(long caller) {
    try {
      Thread thread = Thread.currentThread();
      long current = ThreadField.get(thread);
      boolean counted = caller > 0 && current != 0;
      boolean innermost = counted && UNSAFE.getLong(current + Context.PARENT) == caller;
      ThreadField.put(thread, innermost ? caller : exitSlowly(caller));
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

  /** Of the context, whether leaving takes more or not. */
  @ForceInline
  @Hidden
  private static long address(long caller) {
    return caller ^ (caller >> 63);
  }

  // What follows runs on the program's stack, which may end here. A call that begins then ends as
  // it would have without us, by an error thrown at its own beginning, uncounted. A call that ends
  // must still end, and a handler must still run: there, what does not fit is left to the next
  // probe.

  @DontInline
  @Hidden
  private static void never() {}

  /**
   * @param found who has the method's place among the caller's children
   * @return what goes to the call's exit
   */
  @DontInline
  @Hidden
  private static long enterSlowly(long caller, long found, int method) {
    try {
      if (UNSAFE.getInt(found + Context.KEY) == ~method) {
        Recorder.of(found).enterTimed(found);
        return ~caller;
      }
      Recorder recorder = Recorders.find();
      if (recorder == null) {
        return caller;
      }
      long entered = recorder.enter(ThreadField.get(), method);
      if (entered == Context.SKIPPED) {
        return caller;
      }
      return Context.timed(entered) ? ~Context.parent(entered) : caller;
    } catch (StackOverflowError e) {
      throw new StackOverflowError(); // Without our frames.
    }
  }

  /** This and what follows return what is current then. */
  @DontInline
  @Hidden
  private static long exitSlowly(long caller) {
    long address = address(caller);
    try {
      return isRecorded(address) ? Recorder.of(address).exit(address) : ThreadField.get();
    } catch (StackOverflowError e) {
      long current = ThreadField.get();
      return isRecorded(current) ? address : current;
    }
  }

  @DontInline
  @Hidden
  private static long countSlowly(long caller, int method) {
    try {
      Recorder recorder = Recorders.find();
      if (recorder == null) {
        return caller;
      }
      recorder.count(ThreadField.get(), method);
      return ThreadField.get();
    } catch (StackOverflowError e) {
      throw new StackOverflowError();
    }
  }

  @DontInline
  @Hidden
  private static long resumeSlowly(long caller) {
    long address = address(caller);
    return isRecorded(address) ? Recorder.of(address).resume(address) : ThreadField.get();
  }

  @DontInline
  @Hidden
  private static void beforeSuperSlowly(long caller, Class<?> type) {
    try {
      if (isRecorded(caller)) {
        Recorder.of(caller).beforeSuper(caller, type);
      }
    } catch (StackOverflowError | OutOfMemoryError e) {
      // If the call fails, the constructor stays open, as any other that a caller's probe closes.
    }
  }

  @DontInline
  @Hidden
  private static void afterSuperSlowly(long caller) {
    try {
      if (isRecorded(caller)) {
        Recorder.of(caller).afterSuper(caller);
      }
    } catch (StackOverflowError e) {
      // The next probe of a caller closes what is open here.
    }
  }

  private static boolean isRecorded(long context) {
    return context != 0 && context != Context.SKIPPED;
  }
}
