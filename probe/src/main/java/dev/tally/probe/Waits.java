// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Hidden;

/** What is woven into methods of the JDK in which threads wait; on the program's threads. */
public final class Waits {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  private Waits() {}

  /**
   * Begins a call of such a method, if it is made within one that is recorded. Elsewhere there is
   * nobody whose time it would be, and a statement or a request that was sent keeps all of its own.
   */
  @Hidden
  public static long enter(int method) {
    try {
      long block = Recorders.block();
      return block != 0 && isWithin(block, UNSAFE.getLong(block + Recorder.CURRENT))
          ? Probe.enter(method)
          : Context.SKIPPED;
    } catch (Throwable e) {
      return Context.SKIPPED;
    }
  }

  private static boolean isWithin(long block, long current) {
    return current != Context.SKIPPED
        && Recorder.of(current).isOpen()
        && !Recorder.isRowOpen(block, Rows.SQL, current)
        && !Recorder.isRowOpen(block, Rows.HTTP, current);
  }
}
