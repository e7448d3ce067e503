// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.browser.Opened;
import dev.tally.cli.browser.StatsReader;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import dev.tally.format.Contents;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.MarshalException;
import dev.tally.profile.Profile;
import dev.tally.pstats.ProfileFunctions;
import dev.tally.query.Waiting;
import dev.tally.report.Extras;
import dev.tally.report.Look;
import dev.tally.report.RecordingStats;
import dev.tally.report.Stats;
import dev.tally.report.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens the files that {@code tally stats} and the browser's commands name: recordings, and
 * Python's profiles.
 *
 * <p>A recording begins sorted by cumulative time, and has one line more than pstats would print
 * under the sums if there is something to know about it, such as how many times are estimates. Of
 * Python's profiles only those of its sampler have one.
 *
 * @param folder what relative names start from
 * @param extras what reports show beyond pstats'
 * @param look of the tables of recordings, and of Python's profiles if a unit or paths were asked
 *     for
 * @param plain leave away what pstats does not say, and complain of broken files in its words
 * @param noWait leave waiting out of all times
 * @param names what methods are called
 * @param standardInput what is read for the name {@code -}
 */
public record StatsFiles(
    Path folder,
    Extras extras,
    Look look,
    boolean plain,
    boolean noWait,
    Naming names,
    InputStream standardInput)
    implements StatsReader {
  private static final String SAMPLED = "calls are numbers of samples, times are estimates";

  /** Files without standard input. */
  public StatsFiles(Path folder, Extras extras, boolean plain) {
    this(
        folder,
        extras,
        Look.STEADY,
        plain,
        false,
        plain ? Naming.AS_RECORDED : Naming.AS_WRITTEN,
        InputStream.nullInputStream());
  }

  @Override
  public Stats read(String name) throws IOException {
    return open(name).stats();
  }

  @Override
  public Opened open(String name) throws IOException {
    ProfileFile file = ProfileFile.of(folder, name, standardInput);
    String heading = LocalTime.ctime(file.time()) + "    " + name;
    Contents profile;
    try {
      profile = file.read();
    } catch (MarshalException e) {
      if (!plain || e.python() == null) {
        throw e;
      }
      boolean loaded = e.step() == MarshalException.Step.UNDERSTANDING;
      throw new IOException(
          (loaded ? "Invalid timing data " + heading + "\n" : "") + e.python(), e);
    }
    if (profile.isTable()) {
      boolean asked = !plain && (look.unit() != Unit.FITTING || look.paths());
      Stats stats = Stats.of(profile.functions(), heading).extras(asked ? extras.in(look) : extras);
      boolean noted = !plain && profile.functions().sampled();
      return new Opened(
          noted ? stats.note(SAMPLED) : stats, plain ? null : profile::profile, heading);
    }
    Profile named = names.of(profile.profile());
    Profile recording = plain ? named : noWait ? Waiting.leftOut(named) : Waiting.apart(named);
    return new Opened(statsOf(recording, heading), plain ? null : () -> recording, heading);
  }

  @Override
  public Stats statsOf(Profile part, String heading) {
    return plain
        ? Stats.of(ProfileFunctions.of(part).table(), heading).extras(extras)
        : RecordingStats.of(part, heading, noWait).extras(extras.in(look));
  }

  /**
   * The same for a file on the command line.
   *
   * @throws Misuse if there is no such file
   * @throws IOException if it is not a profile, with the file's name
   */
  Opened openOrFail(String name) throws IOException {
    ProfileFile.of(folder, name, standardInput).required();
    try {
      return open(name);
    } catch (FormatException e) {
      throw ProfileFile.about(name, e);
    }
  }

  @Override
  public List<String> files(String start) {
    String parent = start.substring(0, start.lastIndexOf('/') + 1);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder.resolve(RawNames.path(parent.isEmpty() ? "." : parent)))) {
      for (Path entry : entries) {
        String absolute = RawNames.name(entry);
        String name = parent + absolute.substring(absolute.lastIndexOf('/') + 1);
        boolean hidden = name.startsWith(".", parent.length()) && start.equals(parent);
        if (name.startsWith(start) && !hidden) {
          names.add(Files.isDirectory(entry) ? name + "/" : name);
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException noSuchFolder) {
      return List.of();
    }
    names.sort(null);
    return names;
  }
}
