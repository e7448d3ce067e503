// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.browser.StatsReader;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import dev.tally.format.Contents;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.MarshalException;
import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.report.Caveats;
import dev.tally.report.Extras;
import dev.tally.report.Stats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens the files that {@code tally stats} and the browser's commands name: recordings, and
 * Python's profiles.
 *
 * <p>A recording has one line more than pstats would print under the sums if there is something to
 * know about it, such as how many times are estimates. Of Python's profiles only those of its
 * sampler have one.
 *
 * @param folder what relative names start from
 * @param extras what reports show beyond pstats'
 * @param plain leave away what pstats does not say, and complain of broken files in its words
 */
public record StatsFiles(Path folder, Extras extras, boolean plain) implements StatsReader {
  private static final String SAMPLED = "calls are numbers of samples, times are estimates";

  @Override
  public Stats read(String name) throws IOException {
    return open(name).extras(extras);
  }

  private Stats open(String name) throws IOException {
    Path file = path(name);
    String heading = LocalTime.ctime(Files.getLastModifiedTime(file).toInstant()) + "    " + name;
    Contents profile;
    try {
      profile = ProfileFile.read(file);
    } catch (MarshalException e) {
      if (!plain || e.python() == null) {
        throw e;
      }
      boolean loaded = e.step() == MarshalException.Step.UNDERSTANDING;
      throw new IOException(
          (loaded ? "Invalid timing data " + heading + "\n" : "") + e.python(), e);
    }
    if (profile.isTable()) {
      Stats stats = Stats.of(profile.functions(), heading);
      return plain || !profile.functions().sampled() ? stats : stats.note(SAMPLED);
    }
    Profile recording = profile.profile();
    ProfileFunctions functions = ProfileFunctions.of(recording);
    Stats stats = Stats.of(functions.table(), heading);
    String caveats = plain ? null : Caveats.line(recording, functions);
    return caveats == null ? stats : stats.note(caveats);
  }

  private Path path(String name) throws IOException {
    if (name.isEmpty()) {
      throw new NoSuchFileException(name);
    }
    try {
      return folder.resolve(RawNames.path(name));
    } catch (InvalidPathException e) {
      throw new IOException(
          name.indexOf('\0') >= 0
              ? "ValueError: embedded null byte"
              : "no file can have this name here: " + e.getReason(),
          e);
    }
  }

  /**
   * The same for a file on the command line.
   *
   * @throws Misuse if there is no such file
   * @throws IOException if it is not a profile, with the file's name
   */
  Stats readOrFail(String name) throws IOException {
    ProfileFile.require(folder.resolve(RawNames.path(name)), name);
    try {
      return read(name);
    } catch (FormatException e) {
      throw ProfileFile.about(name, e);
    }
  }
}
