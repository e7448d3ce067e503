// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import dev.tally.report.Look;
import dev.tally.report.Unit;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What standard output is shown on.
 *
 * @param columns of the terminal; {@link Look#UNLIMITED} if it is none
 * @param coloured whether it shows bold and faint letters, and is to
 */
public record Screen(int columns, boolean coloured) {

  /**
   * This process's, as the {@code tally} script found it: Java cannot ask a terminal for its width.
   */
  public static Screen ofProcess() {
    int columns = Math.max(Look.UNLIMITED, Integer.getInteger("tally.columns", Look.UNLIMITED));
    return new Screen(columns, columns > 0 && hasColours(System.getenv()));
  }

  /** Whether a terminal with this environment has colours (see https://no-color.org). */
  public static boolean hasColours(Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "");
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !terminal.isEmpty()
        && !terminal.equals("dumb");
  }

  /**
   * How tables look that are printed there: on a terminal so many rows as can be looked at.
   *
   * @param rest how to see the other rows, with {@code %d} for their number
   */
  public Look look(String rest, Unit unit, boolean paths) {
    IntSupplier width = () -> columns;
    int rows = columns == Look.UNLIMITED ? Look.ALL : Look.SCREENFUL;
    return new Look(width, rows, rest, coloured, unit, paths);
  }
}
