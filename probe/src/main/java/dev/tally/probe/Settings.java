// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * What the agent decides before the first probe runs. {@link Recorder} copies these into constants
 * when it is initialised, so that the compiler folds them; later changes have no effect.
 */
public final class Settings {
  /** False for {@code --timing none}: no clock is ever read. */
  public static boolean readClock = true;

  /** True for {@code --timing auto}: contexts whose calls turn out to be short stop being timed. */
  public static boolean adaptive = true;

  /** Whether {@link ThreadField} may have the field: {@code ThreadLocalRandom} does without. */
  public static boolean inThread;

  /** How many contexts may exist in this JVM; past it, calls are recorded by caller and callee. */
  public static int maxContexts = 2_000_000;

  private Settings() {}
}
