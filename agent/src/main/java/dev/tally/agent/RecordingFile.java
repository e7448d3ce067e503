// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.format.TallyWriter;
import dev.tally.profile.Profile;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts a recording into a file: whole, under a temporary name beside the target that is then
 * renamed, so a reader never sees half of one and a failure leaves the last one in place.
 */
final class RecordingFile {
  /**
   * Tells apart the temporary files of processes that write to one target. Not the process's
   * number: to ask for it starts a thread pool, 20 ms when a program begins, and for ever broken
   * for the program too where there is no memory for it.
   */
  private static final String UNIQUE =
      ".tmp" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

  private RecordingFile() {}

  /**
   * Writes a profile.
   *
   * @throws IOException with a sentence for the user
   */
  static void write(Profile profile, File given) throws IOException {
    try {
      if (given.exists() && !given.isFile() && !given.isDirectory()) {
        // A device or a pipe: to rename over it would take /dev/null from the whole machine.
        writeInto(given, profile);
      } else {
        boolean link = Files.isSymbolicLink(given.toPath()) && given.exists();
        replace(link ? given.getCanonicalFile() : given, profile);
      }
    } catch (IOException e) {
      throw new IOException("cannot write the recording to " + given + ": " + reason(e), e);
    }
  }

  /** Does what {@link #write} does, to no file. */
  static void rehearse(Profile profile, File target) throws IOException {
    writeInto(new File(File.separatorChar == '/' ? "/dev/null" : "NUL"), profile);
    Path nowhere = new File(temporary(target).getPath() + "x").toPath();
    try {
      Files.move(nowhere, nowhere, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException asItShould) {
      // Its classes are loaded.
    }
  }

  private static File temporary(File target) {
    return new File(target.getPath() + UNIQUE);
  }

  private static void replace(File target, Profile profile) throws IOException {
    File folder = target.getParentFile();
    if (folder != null && !folder.isDirectory()) {
      throw new IOException("there is no folder " + folder);
    }
    if (target.isDirectory()) {
      throw new IOException("that is a folder");
    }
    File temporary = temporary(target);
    try {
      writeInto(temporary, profile);
      // Atomic: to replace in the ordinary way is to delete first, and a kill in between would
      // leave no recording at all.
      Files.move(temporary.toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      temporary.delete();
    }
  }

  private static void writeInto(File file, Profile profile) throws IOException {
    try (OutputStream out = new BufferedOutputStream(new FileOutputStream(file), 1 << 16)) {
      TallyWriter.write(profile, out);
    }
  }

  /** What went wrong, without the temporary file's name, which says nothing to anyone. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean named = e instanceof FileNotFoundException && message.endsWith(")");
    return named ? message.substring(message.lastIndexOf('(') + 1, message.length() - 1) : message;
  }
}
