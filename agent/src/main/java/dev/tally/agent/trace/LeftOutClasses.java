// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.profile.LeftOut;
import java.util.ArrayList;
import java.util.List;

/** The classes and methods that run unrecorded, for the recording. Safe for several threads. */
public final class LeftOutClasses {
  /** Beyond this many they are counted without being listed. */
  private static final int MOST_LISTED = 1_000;

  private final List<LeftOut> listed = new ArrayList<>();
  private long count;

  /** Adds a class or method; {@code name} has slashes. */
  synchronized void add(String name, String reason) {
    count++;
    if (listed.size() < MOST_LISTED) {
      listed.add(new LeftOut(name.replace('/', '.'), reason));
    }
  }

  /** Those that are listed. */
  public synchronized List<LeftOut> listed() {
    return List.copyOf(listed);
  }

  /** How many there are. */
  public synchronized long count() {
    return count;
  }
}
