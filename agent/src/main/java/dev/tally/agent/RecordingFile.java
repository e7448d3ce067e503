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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
   * @return false if another JVM has taken the place meanwhile, whose recording stays
   * @throws IOException with a sentence for the user
   */
  static boolean write(Profile profile, Path given, @Nullable Claim claim, Waiting waiting)
      throws IOException {
    try {
      if (isStream(given)) {
        // To rename over it would take /dev/null from the whole machine.
        writeInto(given, true, profile, waiting);
        return true;
      }
      return replace(target(given), profile, claim, waiting);
    } catch (IOException e) {
      throw failure(given, e);
    }
  }

  /** Does what {@link #write} does, to no file. */
  static void rehearse(Profile profile, Path given, Waiting waiting) throws IOException {
    writeInto(Path.of(File.separatorChar == '/' ? "/dev/null" : "NUL"), true, profile, waiting);
    Path nowhere = OutputName.beside(given, UNIQUE + "x");
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
  static void check(Path given) throws IOException {
    try {
      if (isStream(given)) {
        checkKind(given);
        return;
      }
      Path target = target(given);
      checkPlace(target);
      Path trial = temporary(target);
      Files.createFile(trial);
      Files.delete(trial);
    } catch (IOException e) {
      throw failure(given, e);
    }
  }

  /**
   * Whether a file is a pipe, a device or a socket, or what a descriptor stands for, which may be a
   * file that the program writes to.
   */
  static boolean isStream(Path given) {
    if (!Files.exists(given) || Files.isDirectory(given)) {
      return false;
    }
    if (!Files.isRegularFile(given)) {
      return true;
    }
    try {
      Path path = given;
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
  static Path target(Path given) throws IOException {
    Path target = given;
    for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(target); i++) {
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  static boolean hasFolder(Path file) {
    Path folder = file.getParent();
    return folder == null || Files.isDirectory(folder);
  }

  /** How a sentence about a failure begins. */
  static String cannotWrite(Path file) {
    return "cannot write the recording to " + OutputName.of(file) + ": ";
  }

  private static Path temporary(Path target) {
    return OutputName.beside(target, UNIQUE);
  }

  /** A recording would destroy what is on a disk, and a socket cannot be opened as a file. */
  private static void checkKind(Path stream) throws IOException {
    try {
      int kind = (Integer) Files.getAttribute(stream, "unix:mode") & KIND;
      if (kind == BLOCK_DEVICE || kind == SOCKET) {
        throw new IOException(kind == SOCKET ? "that is a socket" : "that is a disk");
      }
    } catch (UnsupportedOperationException anotherSystem) {
      // It is seen when it is opened.
    }
  }

  private static void checkPlace(Path target) throws IOException {
    if (!hasFolder(target)) {
      throw new IOException("there is no folder " + OutputName.of(target.resolveSibling("")));
    }
    if (Files.isDirectory(target)) {
      throw new IOException("that is a folder");
    }
  }

  private static boolean replace(
      Path target, Profile profile, @Nullable Claim claim, Waiting waiting) throws IOException {
    waiting.begin();
    checkPlace(target);
    Path temporary = temporary(target);
    try {
      writeInto(temporary, false, profile, waiting);
      waiting.begin();
      if (claim != null && !claim.isOurs(target)) {
        return claim.takeFirst(temporary, target);
      }
      if (claim != null) {
        claim.take(temporary);
      }
      move(temporary, target);
      return true;
    } finally {
      Files.deleteIfExists(temporary);
      waiting.end();
    }
  }

  /**
   * Atomic: to replace in the ordinary way is to delete first, and a kill in between would leave no
   * recording at all.
   */
  static void move(Path temporary, Path target) throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writeInto(Path file, boolean append, Profile profile, Waiting waiting)
      throws IOException {
    waiting.begin();
    if (append) {
      checkKind(file);
    }
    try (OutputStream out = new Watched(open(file, append), waiting);
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
      waiting.end();
      TallyWriter.write(profile, buffered);
    } finally {
      waiting.end();
    }
  }

  /**
   * By {@code java.io} where that knows the name: it needs no memory of the kind that a program may
   * have used up, {@code java.nio} does.
   */
  private static OutputStream open(Path file, boolean append) throws IOException {
    if (OutputName.isPlain(file)) {
      return new FileOutputStream(file.toFile(), append);
    }
    return append
        ? Files.newOutputStream(file, StandardOpenOption.APPEND)
        : Files.newOutputStream(file);
  }

  private static IOException failure(Path given, IOException e) {
    return new IOException(cannotWrite(given) + reason(e), e);
  }

  /** What went wrong, without the temporary file's name, which says nothing to anyone. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException about && about.getFile() != null) {
      return about.getReason() != null
          ? about.getReason()
          : about instanceof AccessDeniedException ? "Permission denied" : "it is not there";
    }
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
