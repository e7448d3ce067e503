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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A folder of recordings, such as of tests or of the JVMs of a command: as one profile, their sum.
 * What else lies in it is passed over, and so are folders.
 */
final class RecordingsFolder {
  private static final Pattern BEING_WRITTEN = Pattern.compile("\\.tmp\\w+$");

  private RecordingsFolder() {}

  /** Those in a folder, in the order of their names; none if it is no folder. */
  static List<Path> recordings(Path folder) throws IOException {
    List<Path> recordings = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (isWhole(entry)) {
            recordings.add(entry);
          }
        }
      }
    }
    recordings.sort(Comparator.comparing(RawNames::name));
    return recordings;
  }

  /** A JVM that has just begun has made an empty file, and writes into one of another name. */
  private static boolean isWhole(Path file) throws IOException {
    return Files.isRegularFile(file)
        && !BEING_WRITTEN.matcher(RawNames.name(file)).find()
        && OutputFile.isRecording(file);
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
