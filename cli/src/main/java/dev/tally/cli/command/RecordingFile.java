// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the recording goes, checked before the program runs: afterwards would be too late. */
final class RecordingFile {
  private RecordingFile() {}

  /**
   * A file in a new folder of its own, which the {@code tally} script deletes. Not by {@link
   * Files#createTempDirectory}: drawing a secure random name would take longer than all the rest.
   */
  static Path temporary(String parent) throws IOException {
    var readableByOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    String name = "tally-" + ProcessHandle.current().pid();
    Path folder = RawNames.path(parent).toAbsolutePath();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new Misuse(
          "cannot put the recording below "
              + parent
              + "; set TMPDIR to a folder that can be written, or use -o FILE");
    }
    for (int i = 0; ; i++) {
      try {
        return Files.createDirectory(folder.resolve(name + "-" + i), readableByOwner)
            .resolve("profile");
      } catch (FileAlreadyExistsException taken) {
        // Left behind by a process that had our number before; take the next name.
      }
    }
  }

  /**
   * The absolute path of {@code file}, into whose folder a file can be written.
   *
   * @throws Misuse if it cannot, or if something other than a file is there
   */
  static Path writable(String file) {
    if (file.isEmpty()) {
      throw new Misuse("-o needs the name of a file");
    }
    Path path = RawNames.path(file).toAbsolutePath();
    if (Files.isDirectory(path)) {
      throw new Misuse(file + " is a folder; -o needs the name of a file");
    }
    try {
      if (Files.exists(path)) {
        // The agent renames its finished file to this: over a symbolic link's target, not the link,
        // and never over something like /dev/null.
        path = path.toRealPath();
        if (!Files.isRegularFile(path)) {
          throw new Misuse(file + " is a device or pipe; -o needs the name of a file");
        }
      }
      Path folder = path.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new Misuse("no such folder: " + folder + ", wanted for -o " + file);
      }
      Path trial = folder.resolve(".tally-" + ProcessHandle.current().pid());
      Files.createFile(trial);
      Files.delete(trial);
      return path;
    } catch (AccessDeniedException e) {
      throw new Misuse("cannot write " + file + ": permission denied");
    } catch (FileSystemException e) {
      // Without a reason it is "not found", as below /proc: a folder that takes no files.
      String reason = e.getReason() == null ? "its folder takes no files" : e.getReason();
      throw new Misuse("cannot write " + file + ": " + reason);
    } catch (IOException e) {
      throw new Misuse("cannot write " + file + ": " + e.getMessage());
    }
  }
}
