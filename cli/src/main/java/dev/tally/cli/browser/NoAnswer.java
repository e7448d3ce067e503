// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

/** A question that has no answer; the message says why, and what may have been meant. */
public final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1;

  NoAnswer(String sentence) {
    super(sentence, null, false, false);
  }
}
