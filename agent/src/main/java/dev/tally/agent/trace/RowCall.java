// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.probe.Rows;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into a method that makes a row, see {@link Rows}.
 *
 * @param find the method of Rows that finds the row; it takes an object and a text
 * @param object local variable with the object, -1 for null
 * @param text local variable with the text, -1 for null
 * @param what kind of row is begun, -1 for none
 * @param found the method of Rows that takes what is returned, and the row; null for none
 * @param counted the same for a number of what is returned, and the context; null for none
 */
record RowCall(
    String find, int object, int text, int what, @Nullable String found, @Nullable String counted) {
  /** A statement with its text. */
  static RowCall statement(String name, boolean results) {
    String find = name.equals("execute") ? "executed" : "statement";
    return new RowCall(find, 0, 1, Rows.SQL, results ? "opened" : null, null);
  }

  static RowCall prepared(boolean results) {
    return new RowCall("statement", 0, -1, Rows.SQL, results ? "opened" : null, null);
  }

  static final RowCall BATCH = new RowCall("batch", 0, -1, Rows.SQL, null, "batched");
  static final RowCall ADD_BATCH = new RowCall("added", 0, 1, -1, null, null);
  static final RowCall PREPARE = new RowCall("statement", -1, 1, -1, "prepared", null);
  static final RowCall RESULTS = new RowCall("known", 0, -1, -1, "opened", null);
  static final RowCall NEXT = new RowCall("results", 0, -1, Rows.SQL | Rows.FETCH, null, "fetched");

  /** A request that is the first argument. */
  static final RowCall SENT = new RowCall("sent", 1, -1, Rows.HTTP, null, null);

  /** A connection that is asked for its answer. */
  static final RowCall CONNECTED = new RowCall("connected", 0, -1, Rows.HTTP, null, null);

  static final RowCall RECEIVED = new RowCall("received", 1, -1, Rows.REQUEST, null, null);
}
