// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.profile.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the program's classes, to say why a recording has no calls. Safe for several
 * threads.
 */
public final class ProgramClasses {
  private final LeftOutClasses leftOut = new LeftOutClasses();
  private final ClassPlaces places = new ClassPlaces();
  private long woven;
  private long unselected;
  private @Nullable String firstUnselected;

  /** Those that are not recorded although they are selected. */
  public LeftOutClasses leftOut() {
    return leftOut;
  }

  /** Where they came from. */
  public ClassPlaces places() {
    return places;
  }

  synchronized void addWoven() {
    woven++;
  }

  /** A class that the patterns do not ask for; named with slashes. */
  synchronized void addUnselected(String className) {
    unselected++;
    if (firstUnselected == null) {
      firstUnselected = className.replace('/', '.');
    }
  }

  /** Whether the program has loaded no class that an agent sees. */
  public synchronized boolean isNone() {
    return woven + unselected + leftOut.count() == 0;
  }

  /** Why nothing was recorded, as a sentence without its end. */
  public synchronized String whyNothing() {
    String nothing = "no calls were recorded: ";
    if (woven > 0) {
      return nothing
          + (woven == 1
              ? "no method of the one recorded class was called"
              : "no method of the " + woven + " recorded classes was called");
    }
    String others = leftOut.count() > 0 ? leftAlone() : "";
    if (unselected > 0) {
      return nothing
          + "include and exclude leave out "
          + (unselected == 1
              ? "the program's one class, "
              : "all " + unselected + " classes of the program, the first of which is ")
          + firstUnselected
          + (others.isEmpty() ? "" : "; of those selected, " + others);
    }
    return nothing + (others.isEmpty() ? "the program has loaded only classes of the JDK" : others);
  }

  private String leftAlone() {
    LeftOut first = leftOut.listed().get(0);
    return (leftOut.count() == 1
            ? "the only class was left alone: "
            : "all " + leftOut.count() + " classes were left alone, the first is ")
        + first.name()
        + " ("
        + first.reason()
        + ")";
  }
}
