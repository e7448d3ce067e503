// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

/**
 * The command line makes no sense, or names something that is not there. Ends the command with its
 * message on standard error and exit code 2, before anything was done.
 */
public final class Misuse extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param sentence what was expected, what was found, and what to do; without the verb in front
   *     and without full stop
   */
  public Misuse(String sentence) {
    super(sentence, null, false, true);
  }
}
