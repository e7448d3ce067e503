// SPDX-License-Identifier: Apache-2.0
package targets.other;

/**
 * The enum that {@code targets.Switches} switches over: in a file of its own, so that every
 * compiler makes a table of its constants, and calls {@code values()} for it.
 */
public enum Colour { // calls(<clinit>: 1, <init>: 3, $values: 1, values: 3)
  RED,
  GREEN,
  BLUE
}
