// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.firefox;

import dev.tally.profile.Kind;
import java.util.List;

/** What the Firefox Profiler colours frames by. One must be grey, for what has no other. */
enum FirefoxCategory {
  OTHER("Other", "grey"),
  PROGRAM("Program", "blue"),
  JDK("JDK", "green"),
  NATIVE("Native", "orange"),
  TALLY("Tally", "brown"),
  DATABASE("Database", "purple"),
  NETWORK("Network", "lightblue");

  private final String words;
  private final String colour;

  FirefoxCategory(String words, String colour) {
    this.words = words;
    this.colour = colour;
  }

  String words() {
    return words;
  }

  String colour() {
    return colour;
  }

  /** Where the category of such methods stands in the file's list, which is {@link #values}. */
  static int number(Kind kind) {
    return List.of(values()).indexOf(of(kind));
  }

  private static FirefoxCategory of(Kind kind) {
    return switch (kind) {
      case METHOD, BRIDGE, TEST -> PROGRAM;
      case JDK -> JDK;
      case NATIVE -> NATIVE;
      case PROBE -> TALLY;
      case FUNCTION, LIBRARY -> OTHER;
      case SQL -> DATABASE;
      case HTTP, REQUEST -> NETWORK;
    };
  }
}
