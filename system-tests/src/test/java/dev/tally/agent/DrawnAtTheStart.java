// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Draws random numbers as threads of ours do that contend for a map while the JVM starts, which
 * seldom happens. By its package it is part of the agent.
 */
public final class DrawnAtTheStart {
  private DrawnAtTheStart() {}

  public static void premain(String text) throws InterruptedException {
    ThreadLocalRandom.current().nextInt();
    Thread other = new Thread(() -> ThreadLocalRandom.current().nextInt(), "other");
    other.start();
    other.join();
  }
}
