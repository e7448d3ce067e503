// SPDX-License-Identifier: Apache-2.0
package dev.tally.report;

/** What a terminal shows in another weight; the text alone where there are no colours. */
enum Paint {
  /** Titles of columns. */
  BOLD("\033[1m"),
  /** What is said about the numbers. */
  FAINT("\033[2m");

  private static final String END = "\033[0m";

  private final String start;

  Paint(String start) {
    this.start = start;
  }

  String on(String text, boolean coloured) {
    return coloured && !text.isEmpty() ? start + text + END : text;
  }
}
