// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.RawNames;
import dev.tally.format.TallyFormat;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Merge;
import dev.tally.profile.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of recordings, such as of tests or of the JVMs of a command: as one profile, their sum.
 * What else lies in it is passed over, and so are folders.
 */
final class RecordingsFolder {
  private static final Pattern BEING_WRITTEN = Pattern.compile("\\.tmp\\w+$");

  private RecordingsFolder() {}

  /** Whether there is a recording in a folder. */
  static boolean is(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.anyMatch(RecordingsFolder::isWhole);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Those in a folder, in the order of their names; none if it is no folder. */
  static List<Path> recordings(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(RecordingsFolder::isWhole)
          .sorted(Comparator.comparing(RawNames::name))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A JVM that has just begun has made an empty file, and writes into one of another name. */
  private static boolean isWhole(Path file) {
    try {
      return Files.isRegularFile(file)
          && !BEING_WRITTEN.matcher(RawNames.name(file)).find()
          && OutputFile.isRecording(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds recordings up, one after the other, so that memory is taken by the sum and by one of them.
   *
   * @throws IOException if one of them is broken or cannot be added, which is named
   */
  static Profile sum(List<Path> recordings) throws IOException {
    Merge sum = new Merge();
    for (Path file : recordings) {
      String name = RawNames.name(file);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        sum.add(TallyFormat.read(in));
      } catch (FormatException e) {
        throw ProfileFile.about(name, e);
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "cannot add " + name + " to the recordings before it: " + e.getMessage(), e);
      }
    }
    return sum.profile();
  }
}
