// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

import dev.tally.python.CodePoints;

/** Sentences that fit the screen: broken between words, further lines indented like the first. */
public final class Wrapped {
  private Wrapped() {}

  /**
   * Adds one line, or as many as it takes.
   *
   * @param indent the blanks before each
   * @param width of the screen; {@link Look#UNLIMITED} for one line
   */
  public static void line(StringBuilder out, String indent, String text, int width) {
    int room = width == Look.UNLIMITED ? Integer.MAX_VALUE : Math.max(1, width - indent.length());
    String rest = text;
    while (CodePoints.width(rest) > room) {
      int most = rest.offsetByCodePoints(0, room);
      int blank = rest.lastIndexOf(' ', most);
      int end = blank > 0 ? blank : most;
      out.append(indent).append(rest, 0, end).append('\n');
      rest = rest.substring(blank > 0 ? end + 1 : end);
    }
    out.append(indent).append(rest).append('\n');
  }
}
