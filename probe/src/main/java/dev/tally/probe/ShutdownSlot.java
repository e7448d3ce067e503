// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.access.SharedSecrets;

/**
 * Runs something after the program's own shutdown hooks have ended, so that the recording has their
 * calls too. {@code Runtime.addShutdownHook} would run it beside them. The JDK itself uses the
 * slots 0 to 2 of its sequence (console, application hooks, delete-on-exit).
 */
public final class ShutdownSlot {
  private static final int AFTER_THE_JDKS_OWN = 7;

  private ShutdownSlot() {}

  /** Registers the one thing to run last; throws IllegalStateException if the JVM is ending. */
  public static void run(Runnable last) {
    SharedSecrets.getJavaLangAccess().registerShutdownHook(AFTER_THE_JDKS_OWN, false, last);
  }
}
