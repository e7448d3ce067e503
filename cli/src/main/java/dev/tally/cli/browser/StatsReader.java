// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
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

  /**
   * The same with all that the file holds.
   *
   * @throws IOException likewise
   */
  default Opened open(String name) throws IOException {
    return new Opened(read(name), null, "");
  }

  /**
   * The statistics of a part of what was read.
   *
   * @param heading of the files that it is a part of
   */
  default Stats statsOf(Profile part, String heading) {
    return Stats.of(ProfileFunctions.of(part).table(), heading);
  }

  /** Names of files, and of folders with a slash at the end, that begin so. */
  default List<String> files(String start) {
    return List.of();
  }
}
