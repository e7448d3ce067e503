// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.vm.annotation.Hidden;

/** What is woven into methods of the JDK in which threads wait; on the program's threads. */
public final class Waits {
  private Waits() {}

  /**
   * Begins a call of such a method, if it is made within one that is recorded. Elsewhere there is
   * nobody whose time it would be, and a statement or a request that was sent keeps all of its own.
   */
  @Hidden
  public static long enter(int method) {
    try {
      return isWithin(ThreadField.get()) ? Probe.enter(method) : 0;
    } catch (Throwable e) {
      return 0;
    }
  }

  private static boolean isWithin(long current) {
    return current != 0
        && current != Context.SKIPPED
        && Recorder.of(current).isOpen()
        && !Recorder.isRowOpen(Rows.SQL, current)
        && !Recorder.isRowOpen(Rows.HTTP, current);
  }
}
