// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * The calls that the agent weaves into the program: nothing else of Tally runs on its threads.
 *
 * <pre>
 *   static int f(int n) {
 *     Context node = Probe.enter(42);       // 42 is f: becomes the current context
 *     try {
 *       Probe.call(node, 43);               // 43 is Math.max, a call into the JDK
 *       int m = Math.max(n, 0);
 *       Probe.back(node);
 *       ...
 *       Probe.exit(node);                   // before each return
 *       return m;
 *     } catch (SomeException e) {
 *       Probe.resume(node);                 // f's own handlers: f is current again
 *       ...
 *     } catch (Throwable t) {               // added around the whole body
 *       Probe.unwind(node);
 *       throw t;
 *     }
 *   }
 * </pre>
 *
 * <p>The fast paths are what a short call costs once its context is only counted. They must stay
 * small: HotSpot inlines them into every method of the program. So one look-up of the thread's
 * recorder, one direct probe into the current context's children, one compare, one increment, one
 * store. Everything else (a context's first call, reading the clock, a thread's outermost call, a
 * spent budget) fails that one compare and continues out of line.
 *
 * <p>Leaving a call sets the current context to an absolute value and never pops, so an activation
 * that was left open above, because an exception passed through code without probes, is closed by
 * the next probe below it.
 */
public final class Probe {
  /** Writes the recording; set by the agent. */
  public static Runnable beforeHalt;

  private Probe() {}

  /** Begins a call of a method on the current thread; the result goes to its exit. */
  @ForceInline
  public static Context enter(int method) {
    Recorder recorder = Recorders.mine();
    if (recorder != null) {
      Context current = recorder.current;
      Context[] children = current.children;
      Context context = children[method & (children.length - 1)];
      if (context.key == method) {
        context.calls++;
        recorder.makeCurrent(context);
        return context;
      }
    }
    return enterSlowly(method);
  }

  /** Ends a call that returns. */
  @ForceInline
  public static void exit(Context context) {
    if (context.key >= 0) {
      context.recorder.makeCurrent(context.parent);
    } else {
      exitSlowly(context);
    }
  }

  /** Counts a call of a bounded leaf, which never becomes current. */
  @ForceInline
  public static void count(int method) {
    Recorder recorder = Recorders.mine();
    if (recorder != null) {
      Context[] children = recorder.current.children;
      Context context = children[method & (children.length - 1)];
      if (context.key == method) {
        context.calls++;
        return;
      }
    }
    countSlowly(method);
  }

  /** Begins a call into the JDK, made by the method whose activation is {@code caller}. */
  @ForceInline
  public static void call(Context caller, int method) {
    Context[] children = caller.children;
    Context context = children[method & (children.length - 1)];
    if (context.key == method) {
      context.calls++;
      caller.recorder.makeCurrent(context);
    } else {
      callSlowly(caller, method);
    }
  }

  /** The call into the JDK that {@code caller} made has returned. */
  @ForceInline
  public static void back(Context caller) {
    Recorder recorder = caller.recorder;
    Context callee = recorder.current;
    if (callee.key >= 0 && callee.parent == caller) {
      recorder.makeCurrent(caller);
    } else {
      backSlowly(caller);
    }
  }

  /** Counts a call of a bounded JDK method, made by {@code caller}; it never becomes current. */
  @ForceInline
  public static void tick(Context caller, int method) {
    Context[] children = caller.children;
    Context context = children[method & (children.length - 1)];
    if (context.key == method) {
      context.calls++;
    } else {
      tickSlowly(caller, method);
    }
  }

  /** An exception has reached a handler of {@code context}'s method: it is current again. */
  @ForceInline
  public static void resume(Context context) {
    if (context.recorder.current != context) {
      resumeSlowly(context);
    }
  }

  /** An exception leaves the method of {@code context}. */
  @DontInline
  public static void unwind(Context context) {
    resume(context);
    exit(context);
  }

  /** The program is about to call {@code Runtime.halt}, which runs no shutdown hooks. */
  public static void halt() {
    Runnable write = beforeHalt;
    if (write != null) {
      write.run();
    }
  }

  @DontInline
  private static Context enterSlowly(int method) {
    Recorder recorder = Recorders.find();
    if (recorder == null) {
      return Context.SKIPPED;
    }
    return recorder.enter(recorder.current, method);
  }

  @DontInline
  private static void exitSlowly(Context context) {
    if (context != Context.SKIPPED) {
      context.recorder.exit(context);
    }
  }

  @DontInline
  private static void countSlowly(int method) {
    Recorder recorder = Recorders.find();
    if (recorder != null) {
      recorder.count(recorder.current, method);
    }
  }

  @DontInline
  private static void callSlowly(Context caller, int method) {
    if (caller != Context.SKIPPED) {
      caller.recorder.enter(caller, method);
    }
  }

  @DontInline
  private static void backSlowly(Context caller) {
    if (caller != Context.SKIPPED) {
      caller.recorder.back(caller);
    }
  }

  @DontInline
  private static void tickSlowly(Context caller, int method) {
    if (caller != Context.SKIPPED) {
      caller.recorder.count(caller, method);
    }
  }

  @DontInline
  private static void resumeSlowly(Context context) {
    if (context != Context.SKIPPED) {
      context.recorder.resume(context);
    }
  }
}
