// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.format.TallyFormat;
import dev.tally.profile.Profile;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/**
 * Puts a recording into a file: whole, under a temporary name beside the target that is then
 * renamed, so a reader never sees half of one and a failure leaves the last one in place.
 */
final class RecordingFile {
  private RecordingFile() {}

  /**
   * Writes a profile.
   *
   * @throws IOException with a sentence for the user
   */
  static void write(Profile profile, File target) throws IOException {
    File folder = target.getParentFile();
    if (folder != null && !folder.isDirectory()) {
      throw new IOException(cannot(target) + "there is no folder " + folder);
    }
    if (target.isDirectory()) {
      throw new IOException(cannot(target) + "that is a folder");
    }
    File temporary = new File(target.getPath() + ".tmp" + ProcessHandle.current().pid());
    try {
      try (OutputStream out = new BufferedOutputStream(new FileOutputStream(temporary), 1 << 16)) {
        TallyFormat.write(profile, out);
      }
      Files.move(temporary.toPath(), target.toPath(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(cannot(target) + e.getMessage(), e);
    } finally {
      temporary.delete();
    }
  }

  private static String cannot(File target) {
    return "cannot write the recording to " + target + ": ";
  }
}
