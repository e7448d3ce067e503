// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * A row that is named while the program runs: by the text of a statement, or by what a request asks
 * for. One object each name; the agent makes them, and bounds how many there are.
 */
public final class Row {
  public final String name;

  /** Number of the method that stands for it. */
  final int method;

  /** The same of reading a query's results; negative before the first. Races give the same. */
  int fetch = -1;

  public Row(String name, int method) {
    this.name = name;
    this.method = method;
  }
}
