// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

/**
 * A word of the command that runs the program.
 *
 * @param text the word, as far as it could be decoded
 * @param position which of our own arguments it is, counted from 1; 0 if we have made it up
 */
public record Word(String text, int position) {
  static Word made(String text) {
    return new Word(text, 0);
  }
}
