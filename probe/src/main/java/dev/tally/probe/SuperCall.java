// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A call of {@code super(...)} or {@code this(...)} by a constructor that is a thread's outermost
 * recorded call, or by one that such a call has called in turn.
 *
 * <p>The JVM allows no handler around it. If it throws, the next probe of a caller closes the
 * constructor; but here no caller has probes, and whatever the thread did next, a pool's next task
 * perhaps, would seem to be called by the constructor. So while such a call is under way nothing is
 * open on the recorder, and who is called meanwhile looks whether the constructor is still on the
 * stack (docs/decisions/04). Seldom: who is called first is known after the first time. Used by the
 * recorder's thread.
 */
final class SuperCall implements Function<Stream<StackFrame>, Boolean> {
  /** What has called the constructor. */
  final long caller;

  /** The constructor's context, or that of the JDK's constructor, which it calls. */
  final long open;

  /** The one within which this was made, or null. */
  final SuperCall outer;

  /** Not the class, which must not be kept. */
  private final String className;

  private boolean called;

  SuperCall(long caller, long open, String className, SuperCall outer) {
    this.caller = caller;
    this.open = open;
    this.className = className;
    this.outer = outer;
  }

  /** True once: for what is called first. */
  boolean callsFirst() {
    boolean first = !called;
    called = true;
    return first;
  }

  /** Whether the constructor is below a method that is being entered. */
  boolean isOnStack() {
    try {
      return StackWalker.getInstance().walk(this);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError | RuntimeException e) {
      return false; // What it calls is outermost then.
    }
  }

  @Override
  public Boolean apply(Stream<StackFrame> frames) {
    boolean entered = false;
    for (Iterator<StackFrame> i = frames.iterator(); i.hasNext(); ) {
      StackFrame frame = i.next();
      if (entered && isConstructor(frame)) {
        return true;
      }
      entered |= !isProbe(frame.getClassName()); // It may be such a constructor itself.
    }
    return false;
  }

  private boolean isConstructor(StackFrame frame) {
    return frame.getMethodName().equals("<init>") && frame.getClassName().equals(className);
  }

  private static boolean isProbe(String name) {
    return name.equals(Recorder.class.getName())
        || name.equals(Probe.class.getName())
        || name.equals(SuperCall.class.getName());
  }
}
