// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.format.TallyWriter;
import dev.tally.profile.Profile;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Puts a recording into a file: whole, under a temporary name beside the target that is then
 * renamed, so a reader never sees half of one and a failure leaves the last one in place. Into a
 * pipe or a device it is written as it comes.
 */
final class RecordingFile {
  /**
   * Tells apart the temporary files of processes that write to one target. Not by the process's
   * number: containers that share a folder may have the same.
   */
  private static final String UNIQUE =
      ".tmp" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

  /** As the system encodes what a file is, in the mode of Unix. */
  private static final int KIND = 0xF000;

  private static final int BLOCK_DEVICE = 0x6000;
  private static final int SOCKET = 0xC000;

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private RecordingFile() {}

  /**
   * Writes a profile.
   *
   * @param claim keeps the file for this JVM; null for a file that is written once
   * @throws IOException with a sentence for the user
   */
  static void write(Profile profile, File given, @Nullable Claim claim, Waiting waiting)
      throws IOException {
    try {
      if (isStream(given)) {
        // To rename over it would take /dev/null from the whole machine.
        writeInto(given, true, profile, waiting);
      } else {
        replace(target(given), profile, claim, waiting);
      }
    } catch (IOException e) {
      throw failure(given, e);
    }
  }

  /** Does what {@link #write} does, to no file. */
  static void rehearse(Profile profile, File given, Waiting waiting) throws IOException {
    writeInto(new File(File.separatorChar == '/' ? "/dev/null" : "NUL"), true, profile, waiting);
    Path nowhere = new File(temporary(given).getPath() + "x").toPath();
    try {
      Files.move(nowhere, nowhere, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException asItShould) {
      // Its classes are loaded.
    }
  }

  /**
   * Looks whether a recording could be written now.
   *
   * @throws IOException with a sentence for the user
   */
  static void check(File given) throws IOException {
    try {
      if (isStream(given)) {
        checkKind(given);
        return;
      }
      File target = target(given);
      checkPlace(target);
      File trial = temporary(target);
      trial.createNewFile();
      trial.delete();
    } catch (IOException e) {
      throw failure(given, e);
    }
  }

  /**
   * Whether a file is a pipe, a device or a socket, or what a descriptor stands for, which may be a
   * file that the program writes to.
   */
  static boolean isStream(File given) {
    if (!given.exists() || given.isDirectory()) {
      return false;
    }
    if (!given.isFile()) {
      return true;
    }
    try {
      Path path = given.toPath();
      for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(path); i++) {
        Path folder = path.resolveSibling("").toRealPath();
        if (folder.startsWith("/proc") && folder.endsWith("fd")) {
          return true;
        }
        path = folder.resolve(Files.readSymbolicLink(path));
      }
    } catch (IOException notALink) {
      // So it is what it looks like.
    }
    return false;
  }

  /** The file that a link stands for, which may not be there yet. */
  static File target(File given) throws IOException {
    return Files.isSymbolicLink(given.toPath()) ? given.getCanonicalFile() : given;
  }

  static boolean hasFolder(File file) {
    File folder = file.getParentFile();
    return folder == null || folder.isDirectory();
  }

  /** How a sentence about a failure begins. */
  static String cannotWrite(File file) {
    return "cannot write the recording to " + file + ": ";
  }

  private static File temporary(File target) {
    return new File(target.getPath() + UNIQUE);
  }

  /** A recording would destroy what is on a disk, and a socket cannot be opened as a file. */
  private static void checkKind(File stream) throws IOException {
    try {
      int kind = (Integer) Files.getAttribute(stream.toPath(), "unix:mode") & KIND;
      if (kind == BLOCK_DEVICE || kind == SOCKET) {
        throw new IOException(kind == SOCKET ? "that is a socket" : "that is a disk");
      }
    } catch (UnsupportedOperationException anotherSystem) {
      // It is seen when it is opened.
    }
  }

  private static void checkPlace(File target) throws IOException {
    if (!hasFolder(target)) {
      throw new IOException("there is no folder " + target.getParentFile());
    }
    if (target.isDirectory()) {
      throw new IOException("that is a folder");
    }
  }

  private static void replace(File target, Profile profile, @Nullable Claim claim, Waiting waiting)
      throws IOException {
    waiting.begin();
    checkPlace(target);
    File temporary = temporary(target);
    try {
      writeInto(temporary, false, profile, waiting);
      waiting.begin();
      if (claim != null) {
        claim.take(temporary);
      }
      // Atomic: to replace in the ordinary way is to delete first, and a kill in between would
      // leave no recording at all.
      Files.move(temporary.toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      temporary.delete();
      waiting.end();
    }
  }

  private static void writeInto(File file, boolean append, Profile profile, Waiting waiting)
      throws IOException {
    waiting.begin();
    if (append) {
      checkKind(file);
    }
    try (OutputStream out = new Watched(new FileOutputStream(file, append), waiting);
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
      waiting.end();
      TallyWriter.write(profile, buffered);
    } finally {
      waiting.end();
    }
  }

  private static IOException failure(File given, IOException e) {
    return new IOException(cannotWrite(given) + reason(e), e);
  }

  /** What went wrong, without the temporary file's name, which says nothing to anyone. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean named = e instanceof FileNotFoundException && message.endsWith(")");
    return named ? message.substring(message.lastIndexOf('(') + 1, message.length() - 1) : message;
  }

  /** Says of each byte's way to the system when it begins and that it has ended. */
  private static final class Watched extends FilterOutputStream {
    private final Waiting waiting;

    Watched(OutputStream out, Waiting waiting) {
      super(out);
      this.waiting = waiting;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      waiting.begin();
      try {
        out.write(bytes, offset, count);
      } finally {
        waiting.end();
      }
    }

    @Override
    public void close() throws IOException {
      waiting.begin();
      try {
        out.close();
      } finally {
        waiting.end();
      }
    }
  }
}
