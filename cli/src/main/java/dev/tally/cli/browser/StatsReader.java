// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.report.Stats;
import java.io.IOException;
import java.util.List;

/** Opens profiles by the name that a user typed. */
@FunctionalInterface
public interface StatsReader {

  /**
   * The statistics of one file, under pstats' heading for it.
   *
   * @throws IOException if the file cannot be read
   */
  Stats read(String name) throws IOException;

  /** Names of files, and of folders with a slash at the end, that begin so. */
  default List<String> files(String start) {
    return List.of();
  }
}
