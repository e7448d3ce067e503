// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * What a file of any format may hold: a {@link Profile} with its call tree, or a {@link
 * FunctionTable} without one. Which of them it is stays visible, since no call tree can be made
 * from a table: who called a caller is not in it.
 */
public sealed interface AnyProfile permits Profile, FunctionTable {
  /** The functions, their callers, and what is known of both. */
  FunctionTable functions();
}
