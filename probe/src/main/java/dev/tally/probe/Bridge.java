// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import java.util.function.Function;

/**
 * Where a program that records a part of itself reaches the agent. Both sides name it by its
 * run-time name, {@code java.lang.TallyBridge}: they share no class of ours, and may have different
 * loaders.
 */
public final class Bridge {
  /** Answers a request of {@code dev.tally.Tally}; null while no agent records this JVM. */
  public static Function<Object[], Object> agent;

  private Bridge() {}
}
