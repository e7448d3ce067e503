// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.ref.WeakReference;
import jdk.internal.misc.Unsafe;

/**
 * One thread's open calls, and the call tree they have filled so far.
 *
 * <p>A recorder is lent to one thread at a time: to a platform thread from its first recorded call
 * until it has died, to a virtual thread for the length of one outermost call. It knows its thread
 * by number and by weak reference, and so never keeps one alive.
 *
 * <p>Time is charged by region. {@link #anchor} is the innermost open context that is timed; the
 * time since the last clock read belongs to it. So a clock is read only where a timed context is
 * entered or left, and the sum of all charges is the time between the first read and the last, to
 * the nanosecond, however many calls between were only counted.
 *
 * <p>Which call is innermost is in the thread, see {@link ThreadField}. Contexts know their
 * recorder by its place in {@link Recorders}. Everything runs on the lending thread, but for what
 * the hit sampler and the writer of the recording read.
 */
public final class Recorder {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final boolean READ_CLOCK = Settings.readClock;
  private static final boolean ADAPTIVE = Settings.adaptive && Settings.readClock;

  private static final int ROW_BYTES = 64;

  /**
   * Mean nanoseconds of a call's region under which it is not worth its timing, which costs some 80
   * ns: two clock reads and the way off the fast path.
   */
  static final long SHORT_REGION_NANOS = 2_000;

  /** Mean cumulative nanoseconds from which a call is timed however short its region. */
  static final long LONG_CALL_NANOS = 50_000;

  /** How many contexts a recorder takes from the JVM's budget at a time. */
  private static final int BUDGET_STEP = 16;

  /**
   * An int outside the heap: what other agents may do to AtomicInteger is not to be called here.
   */
  private static final long BUDGET_TAKEN = Arena.aligned(8);

  /** Threads of one name share recorders one after the other, and one tree in the recording. */
  public final ThreadGroupName group;

  /** Parent of the thread's outermost calls; has no numbers of its own. */
  public final long root;

  /** Its place in {@link Recorders}. */
  private final int index;

  /**
   * Address of as many longs as there are kinds of {@link Rows}: the context of the one that was
   * begun last, or 0.
   */
  final long rows;

  /** Contexts lie among contexts: what only timing needs would push them out of the caches. */
  private final Arena contexts = new Arena();

  private final Arena tables = new Arena();
  private final Arena timings = new Arena();

  /** Innermost open timed context. */
  private long anchor;

  /** The clock when it was last read. */
  private long lastNanos;

  /** How often a call was begun that no recorded call had made. */
  private long outermostCalls;

  /** Number of the thread this is lent to. */
  long owner;

  /** Whether only until an outermost call ends: to virtual threads, and for requests. */
  boolean forOneCall;

  /** To see what is current there, and that it has died; null while this is lent to none. */
  volatile WeakReference<Thread> thread;

  /** Whether its thread does something else than to be recorded here. */
  private volatile boolean paused;

  /** The recorder made before this one. */
  final Recorder next;

  /** Contexts that may still be made without asking the JVM's budget. */
  private int budget;

  /** Timed calls before the next {@link #price}, if all are timed. */
  private int callsUntilPrice = TimingPrice.CALLS_BETWEEN;

  /** Contexts of {@link #price}, in nobody's tree; 0 before the first. */
  private long priceCaller;

  private long priceCallee;

  private long pricingNanos;

  /** What {@link #now} leaves out: time of ours within calls that were open. */
  private long ownNanos;

  /** Of that, what {@link OwnWork} took for weaving. */
  private long weavingNanos;

  /** Of that, what other recorders have of this thread's requests. */
  private long apartNanos;

  /** Which recorder the thread goes back to when its request ends; null if this is its only one. */
  Recorder outer;

  /** What was current there. */
  long outerContext;

  /** Open calls past the budget; made when there is the first. */
  private FlatCalls flatCalls;

  /** The innermost call of {@code super(...)} that nobody might see fail; null if there is none. */
  private SuperCall superCall;

  /** Current while {@link #superCall} is under way: has no children, so that no way is fast. */
  private long gap;

  /**
   * @param index its place in {@link Recorders}
   * @param next the recorder made before
   */
  Recorder(ThreadGroupName group, int index, Recorder next) {
    this.group = group;
    this.next = next;
    this.index = index;
    rows = contexts.take(ROW_BYTES);
    root = contexts.take(Context.BYTES);
    contexts.publish();
    Context.create(
        root, index, 0, Context.NO_KEY, timings.take(Context.TIMING_BYTES), Context.FIRST_WINDOW);
    anchor = root;
  }

  /** The recorder of a context; {@link Context#isRecorded one that is recorded}. */
  public static Recorder of(long context) {
    return Recorders.at(Context.recorder(context));
  }

  /**
   * The innermost open context, or a recent one; {@link #root} if no recorded call is open, and
   * {@link Context#SKIPPED} while paused. For any thread.
   */
  long current() {
    WeakReference<Thread> lentTo = thread;
    Thread owner = lentTo == null ? null : lentTo.get();
    long seen = owner == null ? 0 : ThreadField.seen(owner);
    if (isOfThis(seen)) {
      return seen;
    }
    return paused ? Context.SKIPPED : root;
  }

  private boolean isOfThis(long context) {
    return context != 0 && Context.recorder(context) == index;
  }

  private static void makeCurrent(long context) {
    ThreadField.put(context);
  }

  /** Whether a recorded call is open. */
  public boolean isOpen() {
    long seen = current();
    return seen != root && seen != gap;
  }

  /**
   * Whether the one of {@link Rows} that was begun last is open, which is believed only if it is
   * among the callers.
   *
   * @param kind of row
   * @param current the innermost open context
   */
  static boolean isRowOpen(int kind, long current) {
    long row = UNSAFE.getLong(of(current).rows + 8L * kind);
    return row != 0 && Context.encloses(row, current);
  }

  /**
   * A number that stays the same for as long as nothing is called; -1 while a call is open. For any
   * thread, to be asked before what was called is read.
   */
  public long quietSince() {
    long calls = outermostCalls; // First: a call that begins now is open, or has ended.
    return isOpen() ? -1 : calls;
  }

  /** The recorder made before this one, or null; for whoever writes the recording. */
  public Recorder next() {
    return next;
  }

  /**
   * Where the contexts made so far lie, in the order in which they were made, so a caller's before
   * its callees': at even places where a stretch of memory full of them begins, at odd ones where
   * it ends. For whoever writes the recording. One with no calls is none: it is only just being
   * made, or its making failed.
   */
  public long[] contexts() {
    long[] stretches = contexts.published();
    stretches[0] = root + Context.BYTES;
    return stretches;
  }

  /** Where the {@link FlatCounter}s of calls past the budget lie, like {@link #contexts}. */
  public long[] flatCounters() {
    FlatCalls calls = flatCalls;
    return calls == null ? new long[0] : calls.counters();
  }

  /**
   * The context that time since {@link #lastNanos} will be charged to, or 0 if no call is open; for
   * whoever writes the recording while calls are open.
   */
  public long openAnchor() {
    long seen = anchor;
    long current = current();
    boolean open = current != root && current != gap && current != Context.SKIPPED;
    return open && seen != root ? seen : 0;
  }

  /** When time was last charged, on {@link Clock#now}'s scale. */
  public long lastNanos() {
    return lastNanos + ownNanos;
  }

  /** Begins a call off the fast path; SKIPPED if it cannot be recorded. */
  long enter(long current, int method) {
    boolean inGap = current == gap;
    long caller = inGap ? callerInGap(method) : current;
    long context = Context.flat(caller) ? 0 : Context.child(caller, method);
    boolean made = context == 0;
    long began = made ? now() : 0;
    if (made) {
      context = create(caller, method, false);
    } else if (Context.leaf(context) && !unleaf(caller, context)) {
      context = Context.SKIPPED;
    }
    if (context == Context.SKIPPED) {
      if (caller == root && forOneCall) {
        Recorders.giveBack(this);
      }
      return context;
    }
    if (made && !Context.flat(context)) {
      leaveOut(caller, began);
    }
    if (inGap) {
      Context.keepTimed(context); // So that its end, too, is off the fast path.
    }
    if (Context.timed(context)) {
      enterTimed(context, made ? began : now());
    } else {
      makeRoom(caller, context);
      Context.addCall(context);
      makeCurrent(context);
    }
    return context;
  }

  /** Begins a call that reads the clock; the caller is the current context. */
  void enterTimed(long context) {
    enterTimed(context, now());
  }

  private void enterTimed(long context, long now) {
    boolean outermost = Context.parent(context) == root;
    if (outermost) {
      outermostCalls++;
      lastNanos = now; // What passed between two outermost calls is nobody's.
    } else {
      charge(now);
    }
    Context.open(context, now, outermost ? root : anchor);
    Context.addCall(context);
    // After what could end the stack: nothing that was not entered must be left open.
    makeCurrent(context);
    anchor = context;
  }

  /**
   * Ends the call that is open and that {@code caller} has made, and what was left open above it.
   *
   * @return the context that is current then
   */
  long exit(long caller) {
    long context = openBelow(caller);
    if (context == 0) { // It was not recorded, or it has ended: its exit met the end of the stack.
      return ThreadField.get();
    }
    closeAbove(context);
    long current = superCall != null && superCall.open == caller ? gap : caller;
    if (!Context.timed(context)) {
      makeCurrent(current);
      return current;
    }
    long now = now();
    charge(now);
    long nanos = now - Context.entryNanos(context);
    anchor = Context.outerAnchor(context);
    makeCurrent(current);
    if (Context.flat(context)) {
      flatCalls.end(context, nanos);
    } else if (caller == root) {
      // Outermost calls stay timed: they bound what is charged, and give the recorder back.
      anchor = root;
      superCall = null;
      if (forOneCall) {
        Recorders.giveBack(this);
        return 0;
      }
    } else if (ADAPTIVE) {
      Context.endTimedCall(context, nanos);
    } else if (READ_CLOCK && --callsUntilPrice == 0) {
      price();
    }
    return current;
  }

  /** The open context whose caller is another one; 0 if there is none. */
  private long openBelow(long caller) {
    long current = ThreadField.get();
    if (!isOfThis(current)) {
      return 0;
    }
    long context = current == gap ? openInGap() : current;
    if (Context.parent(context) == caller) {
      return context;
    }
    int depth = Context.depth(caller) + 1;
    while (Context.depth(context) > depth) {
      context = Context.parent(context);
    }
    return Context.parent(context) == caller ? context : 0;
  }

  private long openInGap() {
    return superCall == null ? root : superCall.open;
  }

  /** Closes whatever is open above a context that is. */
  private void closeAbove(long context) {
    long current = ThreadField.get();
    long now = 0;
    for (long c = current == gap ? openInGap() : current; c != context; c = Context.parent(c)) {
      if (Context.timed(c)) {
        now = now == 0 ? now() : now;
        charge(now);
        anchor = Context.outerAnchor(c);
        if (Context.flat(c)) {
          flatCalls.end(c, now - Context.entryNanos(c));
        }
      }
    }
  }

  /**
   * Makes a batch of calls of which only the price is of interest, and which no recording shows:
   * {@link TimingPrice} says why here. A call must be open.
   */
  void price() {
    callsUntilPrice = Integer.MAX_VALUE; // Those that follow count too.
    long current = ThreadField.get();
    long open = anchor;
    long start = now();
    charge(start);
    try {
      if (priceCaller == 0) {
        long caller = createForPrice(root);
        priceCallee = createForPrice(caller);
        Context.addChild(caller, priceCallee, tables);
        priceCaller = caller;
      }
      anchor = priceCaller;
      makeCurrent(priceCaller);
      TimingPrice.batch(priceCaller, priceCallee);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // Without this batch.
    }
    anchor = open;
    makeCurrent(current);
    callsUntilPrice = TimingPrice.CALLS_BETWEEN;
    lastNanos = now();
    pricingNanos += lastNanos - start;
  }

  private long createForPrice(long caller) {
    long context = timings.take(Context.BYTES); // Among the contexts it would be recorded.
    int method = ShortWork.METHOD;
    long timing = timings.take(Context.TIMING_BYTES);
    Context.create(context, index, caller, ~method, timing, Integer.MAX_VALUE);
    return context;
  }

  /**
   * Stops recording for work of ours; see {@link OwnWork}.
   *
   * @return the context that was current
   */
  long pause() {
    long context = ThreadField.get();
    if (isCharged(context)) {
      charge(now());
    }
    paused = true;
    makeCurrent(Context.SKIPPED);
    return context;
  }

  /** The work that began with {@link #pause} has ended. */
  void resumeAfterPause(long context, boolean weaving) {
    if (isCharged(context)) {
      long nanos = now() - lastNanos;
      ownNanos += nanos;
      weavingNanos += weaving ? nanos : 0;
    }
    makeCurrent(context);
    paused = false;
  }

  /** The thread's request has ended, which has been recorded apart. */
  void resumeAfterRequest(long context) {
    if (isCharged(context)) {
      long nanos = now() - lastNanos;
      ownNanos += nanos;
      apartNanos += nanos;
    }
    makeCurrent(context);
    paused = false;
  }

  /** In the gap nobody knows yet whose time it is. */
  private boolean isCharged(long context) {
    return context != root && context != gap;
  }

  /** Leaves out the time since {@code began}, on {@link #now}'s scale, unless no call is open. */
  private void leaveOut(long caller, long began) {
    if (READ_CLOCK && caller != root) {
      ownNanos += now() - began;
    }
  }

  /** Nanoseconds of weaving within calls that were open, charged to none. */
  public long weavingNanos() {
    return weavingNanos;
  }

  /** Nanoseconds of other work of ours within calls that were open, charged to none. */
  public long probingNanos() {
    return pricingNanos + ownNanos - weavingNanos - apartNanos;
  }

  /**
   * A constructor that {@code caller} has called is about to call {@code super(...)} or {@code
   * this(...)}. If all that is open are such calls, nobody would notice that one of them fails:
   * nothing is open then until it returns.
   */
  void beforeSuper(long caller, Class<?> type) {
    if (caller != root && (superCall == null || superCall.open != caller)) {
      return;
    }
    long constructor = openBelow(caller);
    if (constructor == 0) {
      return;
    }
    if (gap == 0) {
      long memory = timings.take(Context.BYTES);
      long timing = timings.take(Context.TIMING_BYTES);
      Context.create(memory, index, root, Context.NO_KEY, timing, 0);
      gap = memory;
    }
    long jdk = ThreadField.get(); // What it calls may be a context of its own.
    long open = Context.parent(jdk) == constructor ? jdk : constructor;
    superCall = new SuperCall(caller, open, type.getName(), caller == root ? null : superCall);
    makeCurrent(gap);
  }

  /** That call has returned. */
  void afterSuper(long caller) {
    SuperCall returned = superCall;
    while (returned != null && returned.caller != caller) {
      returned = returned.outer;
    }
    if (returned != null) {
      superCall = returned.outer;
      makeCurrent(returned.open);
      anchor = anchorOf(returned.open);
    }
  }

  /**
   * Who calls a method while a call of {@code super(...)} seems to be under way: that, or nobody,
   * if it has failed meanwhile.
   */
  private long callerInGap(int method) {
    SuperCall call = superCall;
    superCall = null; // What the look calls is nobody's.
    if (call != null && call.callsFirst() && Context.child(call.open, method) != 0) {
      superCall = call;
      return call.open;
    }
    while (call != null && !call.isOnStack()) {
      call = call.outer;
    }
    superCall = call;
    long caller = call == null ? root : call.open;
    makeCurrent(caller);
    anchor = anchorOf(caller);
    return caller;
  }

  private static long anchorOf(long context) {
    long c = context;
    while (!Context.timed(c)) {
      c = Context.parent(c);
    }
    return c;
  }

  /** Counts a call of a bounded leaf. */
  void count(long current, int method) {
    long caller = current == gap ? callerInGap(method) : current;
    long context = Context.flat(caller) ? 0 : Context.child(caller, method);
    if (context == 0) {
      long began = now();
      context = create(caller, method, true);
      leaveOut(caller, began);
    } else {
      makeRoom(caller, context);
    }
    if (context != Context.SKIPPED) {
      Context.addCall(context);
    }
    if (caller == root) {
      outermostCalls++;
    }
    if (caller == root && forOneCall) {
      Recorders.giveBack(this);
    } else if (caller != current && caller != root) {
      makeCurrent(gap);
    }
  }

  /**
   * Makes the open context current again whose caller is another one, after an exception has passed
   * through code without probes: closes whatever was left open above it.
   *
   * @return the context that is current then
   */
  long resume(long caller) {
    long context = openBelow(caller);
    if (context == 0) {
      return ThreadField.get();
    }
    closeAbove(context);
    makeCurrent(context);
    return context;
  }

  /** The thread has died or gone: nothing of its calls is open any more. */
  void close() {
    anchor = root;
    superCall = null;
    paused = false;
    thread = null;
    outer = null;
  }

  private void charge(long now) {
    Context.charge(anchor, now - lastNanos);
    lastNanos = now;
  }

  /** The clock, which stands still for this recorder while work of ours keeps its thread. */
  private long now() {
    return READ_CLOCK ? Clock.now() - ownNanos : 0;
  }

  private void makeRoom(long caller, long context) {
    try {
      Context.makeRoom(caller, context, tables);
    } catch (OutOfMemoryError e) {
      // It stays where it is.
    }
  }

  /** Whether a bounded leaf has become a context that can be current. */
  private boolean unleaf(long caller, long context) {
    try {
      boolean timed = READ_CLOCK || caller == root;
      Context.unleaf(context, timings.take(Context.TIMING_BYTES), timed, tables);
      return true;
    } catch (OutOfMemoryError e) {
      Recorders.callsLost++;
      return false;
    }
  }

  /** A new context, an open call past the budget, or SKIPPED if there is no memory for it. */
  private long create(long caller, int method, boolean leaf) {
    try {
      if (caller == root || (!Context.flat(caller) && mayGrow())) {
        long context = contexts.take(Context.BYTES);
        boolean timed = !leaf && (READ_CLOCK || caller == root);
        long timing = leaf ? 0 : timings.take(Context.TIMING_BYTES);
        Context.create(
            context, index, caller, timed ? ~method : method, timing, ShortMethods.window(method));
        contexts.publish(); // First: a context in the tree must be one that can be read.
        if (leaf) {
          Context.addLeaf(caller, context, tables);
        } else {
          Context.addChild(caller, context, tables);
        }
        return context;
      }
      if (flatCalls == null) {
        flatCalls = new FlatCalls(index, root, timings);
      }
      if (leaf) {
        flatCalls.count(caller, method);
        return Context.SKIPPED;
      }
      return flatCalls.begin(caller, method);
    } catch (OutOfMemoryError e) {
      Recorders.callsLost++;
      return Context.SKIPPED;
    }
  }

  private boolean mayGrow() {
    if (budget == 0) {
      if (group == null) {
        return true; // A thread of our own, outside the budget.
      }
      if (UNSAFE.getIntVolatile(null, BUDGET_TAKEN) >= Settings.maxContexts) {
        return false;
      }
      UNSAFE.getAndAddInt(null, BUDGET_TAKEN, BUDGET_STEP);
      budget = BUDGET_STEP;
    }
    budget--;
    return true;
  }
}
