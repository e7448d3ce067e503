// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;

/**
 * One thread's open calls, and the call tree they have filled so far.
 *
 * <p>A recorder is lent to one thread at a time: to a platform thread from its first recorded call
 * until it has died, to a virtual thread for the length of one outermost call. It knows its thread
 * by number, not by reference, and so never keeps one alive.
 *
 * <p>Time is charged by region. {@link #anchor} is the innermost open context that is timed; the
 * time since the last clock read belongs to it. So a clock is read only where a timed context is
 * entered or left, and the sum of all charges is the time between the first read and the last, to
 * the nanosecond, however many calls between were only counted.
 *
 * <p>Everything here runs on the lending thread but for {@link #current}, which the hit sampler
 * reads, and the fields that the agent reads when it writes the recording.
 */
public final class Recorder {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long CURRENT = UNSAFE.objectFieldOffset(Recorder.class, "current");
  private static final boolean READ_CLOCK = Settings.readClock;
  private static final boolean ADAPTIVE = Settings.adaptive && Settings.readClock;

  /** Mean cumulative nanoseconds under which a call is not worth its two clock reads (50 ns). */
  static final long SHORT_CALL_NANOS = 1_000;

  /** How many contexts a recorder takes from the JVM's budget at a time. */
  private static final int BUDGET_STEP = 16;

  private static final AtomicInteger BUDGET_TAKEN = new AtomicInteger();

  /** Threads of one name share recorders one after the other, and one tree in the recording. */
  public final ThreadGroupName group;

  /** Parent of the thread's outermost calls; has no numbers of its own. */
  public final Context root;

  /** Innermost open context; {@link #root} if no recorded call is open. */
  Context current;

  /** Innermost open timed context. */
  private Context anchor;

  /** The clock when it was last read. */
  private long lastNanos;

  /** Number of the thread this is lent to. */
  long owner;

  /** Whether that is a virtual thread. */
  boolean virtual;

  /** To see that a platform thread has died. */
  WeakReference<Thread> thread;

  /** The recorder made before this one. */
  Recorder next;

  /** Contexts that may still be made without asking the JVM's budget. */
  private int budget;

  /** Calls past the budget, open-addressed by caller and callee. */
  private FlatCounter[] flat = new FlatCounter[0];

  private int flatCount;
  private FlatCounter firstFlat;

  Recorder(ThreadGroupName group) {
    this.group = group;
    this.root = new Context(this, null, -1, Context.NO_KEY);
    this.current = root;
    this.anchor = root;
  }

  /** The recorder of a context that is none. */
  Recorder(Context none) {
    this.group = null;
    this.root = none;
    this.current = none;
    this.anchor = none;
  }

  /**
   * Makes a context current. Opaque, so that the compiler neither delays the write past a loop nor
   * drops it: the hit sampler reads it from another thread. As cheap as a plain write.
   */
  @ForceInline
  void makeCurrent(Context context) {
    UNSAFE.putReferenceOpaque(this, CURRENT, context);
  }

  /** What the hit sampler and the writer see of {@link #current}. */
  Context currentSeenFromOutside() {
    return (Context) UNSAFE.getReferenceOpaque(this, CURRENT);
  }

  /** Whether a recorded call is open. */
  public boolean isOpen() {
    return currentSeenFromOutside() != root;
  }

  /** The recorder made before this one, or null; for whoever writes the recording. */
  public Recorder next() {
    return next;
  }

  /** The counters of calls past the budget, linked by {@link FlatCounter#next}; may be null. */
  public FlatCounter firstFlat() {
    return firstFlat;
  }

  /**
   * The context that time since {@link #lastNanos} will be charged to, or null if no call is open;
   * for whoever writes the recording while calls are open.
   */
  public Context openAnchor() {
    Context seen = anchor;
    return isOpen() && seen != root ? seen : null;
  }

  /** When time was last charged, on {@link Clock#now}'s scale. */
  public long lastNanos() {
    return lastNanos;
  }

  /** Begins a call off the fast path. */
  Context enter(Context caller, int method) {
    Context context = caller instanceof FlatActivation ? null : caller.child(method);
    if (context == null) {
      context = open(caller, method, false);
      if (context == Context.SKIPPED) {
        return context;
      }
    }
    context.calls++;
    if (context.key < 0) {
      long now = now();
      if (caller == root) {
        lastNanos = now; // What passed between two outermost calls is nobody's.
      } else {
        charge(now);
      }
      context.entryNanos = now;
      context.outerAnchor = caller == root ? root : anchor;
      anchor = context;
    }
    makeCurrent(context);
    return context;
  }

  /** Ends a timed call, or one past the budget. */
  void exit(Context context) {
    long now = now();
    charge(now);
    long nanos = now - context.entryNanos;
    anchor = context.outerAnchor;
    Context caller = context.parent;
    makeCurrent(caller);
    if (context instanceof FlatActivation flatActivation) {
      flatActivation.end(nanos);
    } else if (caller == root) {
      // Outermost calls stay timed: they bound what is charged, and give the recorder back.
      anchor = root;
      if (virtual) {
        Recorders.giveBack(this);
      }
    } else if (ADAPTIVE) {
      context.endTimedCall(nanos);
    }
  }

  /** Counts a call of a bounded leaf. */
  void count(Context caller, int method) {
    Context context = caller instanceof FlatActivation ? null : caller.child(method);
    if (context == null) {
      context = open(caller, method, true);
    }
    if (context != Context.SKIPPED) {
      context.calls++;
    }
    if (caller == root && virtual) {
      Recorders.giveBack(this);
    }
  }

  /** A call into the JDK has returned to {@code caller}. */
  void back(Context caller) {
    Context callee = current;
    if (callee.parent == caller) {
      exit(callee);
    } else {
      resume(caller);
    }
  }

  /**
   * Makes an open context current again after an exception has passed through code without probes:
   * closes whatever was left open above it.
   */
  void resume(Context context) {
    long now = 0;
    for (Context c = current; c != context && c != root; c = c.parent) {
      if (c.key < 0) {
        now = now == 0 ? now() : now;
        charge(now);
        anchor = c.outerAnchor;
        if (c instanceof FlatActivation flatActivation) {
          flatActivation.end(now - c.entryNanos);
        }
      }
    }
    makeCurrent(context);
  }

  /** The thread has died or gone: nothing of its calls is open any more. */
  void close() {
    anchor = root;
    makeCurrent(root);
    thread = null;
    owner = 0;
  }

  private void charge(long now) {
    anchor.selfNanos += now - lastNanos;
    lastNanos = now;
  }

  private static long now() {
    return READ_CLOCK ? Clock.now() : 0;
  }

  /** A new context, a flat activation past the budget, or SKIPPED if there is no memory for it. */
  private Context open(Context caller, int method, boolean leaf) {
    try {
      if (caller == root || (!(caller instanceof FlatActivation) && mayGrow())) {
        boolean timed = !leaf && (READ_CLOCK || caller == root);
        Context context = new Context(this, caller, method, timed ? ~method : method);
        context.leaf = leaf;
        caller.addChild(context);
        return context;
      }
      FlatCounter counter = flatCounter(caller.method, method);
      if (leaf) { // It is never open, so it cannot be inside itself.
        counter.calls++;
        counter.primitiveCalls++;
        counter.edgePrimitiveCalls++;
        return Context.SKIPPED;
      }
      FlatActivation activation = new FlatActivation(this, caller, counter);
      counter.calls++;
      counter.primitiveCalls += activation.primitive ? 1 : 0;
      counter.edgePrimitiveCalls += activation.edgePrimitive ? 1 : 0;
      return activation;
    } catch (OutOfMemoryError e) {
      Recorders.callsLost++;
      return Context.SKIPPED;
    }
  }

  private boolean mayGrow() {
    if (budget == 0) {
      if (BUDGET_TAKEN.get() >= Settings.maxContexts) {
        return false;
      }
      BUDGET_TAKEN.getAndAdd(BUDGET_STEP);
      budget = BUDGET_STEP;
    }
    budget--;
    return true;
  }

  private FlatCounter flatCounter(int caller, int callee) {
    if (flatCount * 2 >= flat.length) {
      FlatCounter[] bigger = new FlatCounter[Math.max(64, flat.length * 2)];
      for (FlatCounter c : flat) {
        if (c != null) {
          bigger[flatSlot(bigger, c.caller, c.callee)] = c;
        }
      }
      flat = bigger;
    }
    int slot = flatSlot(flat, caller, callee);
    FlatCounter counter = flat[slot];
    if (counter == null) {
      counter = new FlatCounter(caller, callee, firstFlat);
      flat[slot] = counter;
      firstFlat = counter;
      flatCount++;
    }
    return counter;
  }

  private static int flatSlot(FlatCounter[] table, int caller, int callee) {
    int mask = table.length - 1;
    int hash = caller * 0x9E3779B1 + callee * 0x85EBCA6B;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (table[slot] != null && (table[slot].caller != caller || table[slot].callee != callee)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
