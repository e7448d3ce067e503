// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.Main;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.Streams;
import java.io.IOException;
import java.util.List;

/** A verb of the command line. {@link Main} lists them all. */
public interface Command {
  /** What {@code tally VERB --help} prints. */
  String help();

  /**
   * Does the work.
   *
   * @param arguments what follows the verb
   * @return the process's exit code
   * @throws Misuse if the arguments make no sense
   * @throws IOException if a file cannot be read or written, or nobody reads our output any more
   */
  int run(List<String> arguments, Streams streams) throws IOException;
}
