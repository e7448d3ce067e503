// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

/**
 * What the agent answers {@link Rows}, on the program's threads and with their recorders paused.
 */
public interface RowNames {
  /** The row of a statement; of one whose text is not known if that is null. */
  Row ofStatement(String text);

  /** The row of a batch of several statements. */
  Row ofSeveral();

  /** The number for reading the results of a statement. */
  int fetch(Row statement);

  /**
   * The row of a request, or null if it is none that can be named.
   *
   * @param request what the program sends or answers; only asked for its method and address
   * @param kind {@link Rows#HTTP} or {@link Rows#REQUEST}
   */
  Row ofRequest(Object request, int kind);
}
