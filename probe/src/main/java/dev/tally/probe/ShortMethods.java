// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * Methods whose calls have proved short in several contexts. A further context of such a method is
 * timed for a few calls before it is asked, not for hundreds: a program with many contexts would
 * spend most of its calls in them being asked.
 *
 * <p>If the few calls are long after all, the context stays timed, like any other. Threads race for
 * the counts without harm: an answer that is lost is given again by the next context.
 */
final class ShortMethods {
  /** So many contexts more must have proved short than not. */
  private static final int ENOUGH = 4;

  private static final int MOST = 100;

  /**
   * By method: contexts whose calls proved short, less those whose calls did not; at least 0. Of
   * one size, because it is written where nothing may fail; two of very many methods share a place.
   */
  private static final byte[] PROOFS = new byte[1 << 16];

  private ShortMethods() {}

  /** For how many calls a new context of a method is timed before it is asked. */
  static int window(int method) {
    return PROOFS[place(method)] >= ENOUGH ? Context.SHORT_WINDOW : Context.FIRST_WINDOW;
  }

  /** A context's calls have proved short. */
  static void proved(int method) {
    if (PROOFS[place(method)] < MOST) {
      PROOFS[place(method)]++;
    }
  }

  /** A context's calls have not proved short. */
  static void refuted(int method) {
    if (PROOFS[place(method)] > 0) {
      PROOFS[place(method)]--;
    }
  }

  private static int place(int method) {
    return method & (PROOFS.length - 1);
  }
}
