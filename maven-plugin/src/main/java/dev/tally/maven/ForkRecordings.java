// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.format.TallyFormat;
import dev.tally.profile.Merge;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recordings of the JVMs that ran tests, one of each, in a folder of their own below Tally's.
 *
 * @param files whole ones
 * @param empty those of JVMs that ended, or were ended, before anything was written
 */
record ForkRecordings(List<Path> files, List<Path> empty) {
  private static final String FORKS = "forks";
  private static final String ENDING = ".tally";

  /** Where they are. The agent makes no folder. */
  static Path below(Path folder) {
    return folder.resolve(FORKS);
  }

  /** The name that the agent is given, in which it puts the process id. */
  static String pattern(Path folder) {
    return below(folder).toString().replace("%", "%%") + "/%p" + ENDING;
  }

  /** What is there, in the order of names. */
  static ForkRecordings in(Path folder) {
    List<Path> files = new ArrayList<>();
    List<Path> empty = new ArrayList<>();
    Path forks = below(folder);
    if (Files.isDirectory(forks)) {
      try (Stream<Path> all = Files.list(forks)) {
        for (Path file : all.filter(each -> each.toString().endsWith(ENDING)).sorted().toList()) {
          (Files.size(file) == 0 ? empty : files).add(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ForkRecordings(files, empty);
  }

  /** Those of several folders together. */
  ForkRecordings and(ForkRecordings others) {
    List<Path> allFiles = new ArrayList<>(files);
    allFiles.addAll(others.files);
    List<Path> allEmpty = new ArrayList<>(empty);
    allEmpty.addAll(others.empty);
    return new ForkRecordings(allFiles, allEmpty);
  }

  /** Deletes those of earlier builds, whose calls would be added to those of this one. */
  void deleteBefore(Instant time) throws IOException {
    for (List<Path> each : List.of(files, empty)) {
      for (Path file : each) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * All in one.
   *
   * @throws IOException if one cannot be read, or added to the others, with its name
   */
  Profile merged() throws IOException {
    Merge merge = new Merge();
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        merge.add(TallyFormat.read(in));
      } catch (IOException | IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    return merge.profile();
  }
}
