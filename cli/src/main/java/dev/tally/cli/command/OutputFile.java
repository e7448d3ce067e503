// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.launch.Environment;
import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import dev.tally.cli.shell.Streams;
import dev.tally.format.Format;
import dev.tally.format.TallyProto;
import dev.tally.format.wire.FormatException;
import dev.tally.view.ViewWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command or the program that it runs will write, checked before anything is done:
 * afterwards would be too late. It replaces a profile and nothing else: who mistypes {@code -o}
 * must not lose a source file.
 */
final class OutputFile {
  static final String STANDARD_OUTPUT = "-";

  /** As the system encodes what a file is, in the mode of Unix. */
  private static final int KIND = 0xF000;

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private static final int BLOCK_DEVICE = 0x6000;
  private static final int SOCKET = 0xC000;

  /** Not the process's number alone: {@code profile.123} may be another JVM's recording. */
  private static final String UNIQUE =
      ".tmp" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

  private OutputFile() {}

  /** Where a new folder goes that is not asked for. */
  static String temporaryParent(Environment environment) {
    String parent = environment.get("TMPDIR");
    return parent == null || parent.isEmpty() ? "/tmp" : parent;
  }

  /**
   * A new folder, which the {@code tally} script deletes. Not by {@link Files#createTempDirectory}:
   * drawing a secure random name would take longer than all the rest.
   */
  static Path temporary(String parent) throws IOException {
    var readableByOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    String name = "tally-" + ProcessHandle.current().pid();
    Path folder = RawNames.path(parent).toAbsolutePath();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw noPlaceBelow(parent);
    }
    for (int i = 0; ; i++) {
      try {
        return Files.createDirectory(folder.resolve(name + "-" + i), readableByOwner);
      } catch (FileAlreadyExistsException taken) {
        // Left behind by a process that had our number before; take the next name.
      } catch (FileSystemException unlikeWhatItSays) {
        throw noPlaceBelow(parent); // Such as /proc, or a disk that is full.
      }
    }
  }

  private static Misuse noPlaceBelow(String parent) {
    return new Misuse(
        "cannot put the recording below "
            + parent
            + "; set TMPDIR to a folder that can be written, or use -o FILE");
  }

  /**
   * What is wrong with {@code -o FILE} of {@code tally run}.
   *
   * @throws Misuse if nothing can be written there, or something lies there that is no recording
   */
  static void checkRecording(String name) throws IOException {
    if (name.equals(STANDARD_OUTPUT)) {
      throw new Misuse("standard output is the program's; -o needs the name of a file");
    }
    if (hasPlaceholder(name)) {
      int file = name.lastIndexOf('/') + 1;
      if (!hasPlaceholder(name.substring(0, file))) {
        checkFolder(RawNames.path(name.substring(0, file)).toAbsolutePath(), name);
      }
      return;
    }
    Path path = check(name);
    if (isOther(path) && !isRecording(path)) {
      throw occupied(name, "recording of Tally's");
    }
    if (!isStream(path)) {
      // The agent writes beside it, by a name that is this much longer.
      tryToMake(RawNames.path(RawNames.name(path) + UNIQUE), name);
    }
  }

  /**
   * Whether the agent will put something into the name, such as its process's id for {@code %p}.
   */
  static boolean hasPlaceholder(String name) {
    for (int i = name.indexOf('%'); i >= 0 && i + 1 < name.length(); i = name.indexOf('%', i + 1)) {
      if ("phtn%".indexOf(name.charAt(i + 1)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same for {@code tally convert}, which makes profiles of all formats; null for standard
   * output.
   */
  static @Nullable Path checkProfile(String name) throws IOException {
    if (isStandard(name)) {
      return null;
    }
    Path path = check(name);
    if (isOther(path) && !isRecording(path) && !isProfile(path)) {
      throw occupied(name, "profile");
    }
    return path;
  }

  /** The same for {@code tally view}. */
  static @Nullable Path checkPage(String name) throws IOException {
    if (isStandard(name)) {
      return null;
    }
    Path path = check(name);
    if (isOther(path) && !ViewWriter.isBegunBy(start(path, ViewWriter.START_BYTES))) {
      throw occupied(name, "page of Tally's");
    }
    return path;
  }

  /** Only the folder, for a name that is not known yet. */
  static void checkFolder(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new Misuse("no such folder: " + folder + ", wanted for -o " + name);
    }
    tryToMake(folder.resolve(".tally" + UNIQUE), name);
  }

  private static void tryToMake(Path trial, String name) throws IOException {
    try {
      Files.createFile(trial);
      Files.delete(trial);
    } catch (AccessDeniedException e) {
      throw new Misuse("cannot write " + name + ": permission denied");
    } catch (FileSystemException e) {
      // Without a reason it is "not found", as below /proc: a folder that takes no files.
      String reason = e.getReason() == null ? "its folder takes no files" : e.getReason();
      throw new Misuse("cannot write " + name + ": " + reason);
    }
  }

  private static boolean isStandard(String name) {
    if (name.equals(STANDARD_OUTPUT) && Boolean.getBoolean("tally.terminal")) {
      throw new Misuse("-o - is for a pipe or a file; on a terminal it would not be readable");
    }
    return name.equals(STANDARD_OUTPUT);
  }

  /** What writes to a stream. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** All or nothing: whoever watches the file never sees half of it, nor loses the old one. */
  static void write(@Nullable Path target, Streams streams, Content content) throws IOException {
    if (target == null) {
      content.writeTo(streams.bytes());
      streams.bytes().flush();
      return;
    }
    if (isStream(target)) {
      // Appended: a descriptor may stand for a file that another process writes to.
      write(content, Files.newOutputStream(target, StandardOpenOption.APPEND));
      return;
    }
    Path part = target.resolveSibling(".tally" + UNIQUE);
    try {
      write(content, Files.newOutputStream(part, StandardOpenOption.CREATE_NEW));
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Content content, OutputStream file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
      content.writeTo(out);
    }
  }

  private static Path check(String name) throws IOException {
    if (name.isEmpty()) {
      throw new Misuse("-o needs the name of a file");
    }
    Path given = RawNames.path(name).toAbsolutePath();
    if (name.endsWith("/") || Files.isDirectory(given)) {
      throw new Misuse(name + " is a folder; -o needs the name of a file");
    }
    if (isStream(given)) {
      int kind = kind(given);
      if (kind == BLOCK_DEVICE || kind == SOCKET) {
        String what = kind == SOCKET ? " is a socket" : " is a disk";
        throw new Misuse(name + what + "; -o needs the name of a file or a pipe");
      }
      return given;
    }
    Path target = target(given);
    Path folder = target.getParent();
    checkFolder(folder == null ? target : folder, name);
    return target;
  }

  /**
   * The file that a link stands for, which may not be there yet: it is replaced, and the link
   * stays.
   */
  private static Path target(Path given) throws IOException {
    Path target = given;
    for (int i = 0; Files.isSymbolicLink(target); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemException(given.toString(), null, "too many links");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /**
   * Whether it is a pipe or a device, or what a descriptor stands for. To rename a file over one
   * would take it away from everybody.
   */
  private static boolean isStream(Path path) throws IOException {
    if (!Files.exists(path) || Files.isDirectory(path)) {
      return false;
    }
    Path link = path;
    while (Files.isSymbolicLink(link)) {
      Path folder = link.resolveSibling("").toRealPath();
      if (folder.startsWith("/proc") && folder.endsWith("fd")) {
        return true;
      }
      link = folder.resolve(Files.readSymbolicLink(link));
    }
    return !Files.isRegularFile(path);
  }

  private static int kind(Path path) throws IOException {
    try {
      return (Integer) Files.getAttribute(path, "unix:mode") & KIND;
    } catch (UnsupportedOperationException anotherSystem) {
      return 0;
    }
  }

  /** Whether something lies there that could be lost. */
  private static boolean isOther(Path path) throws IOException {
    return Files.isRegularFile(path) && !isStream(path) && Files.size(path) > 0;
  }

  static boolean isRecording(Path path) throws IOException {
    return TallyProto.isBegunBy(start(path, TallyProto.MAGIC_BYTES));
  }

  /** Nothing, of a file that may not be read. */
  private static byte[] start(Path path, int bytes) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(bytes);
    } catch (AccessDeniedException e) {
      return new byte[0];
    }
  }

  private static boolean isProfile(Path path) throws IOException {
    try {
      new ProfileFile(path.toString(), path, InputStream.nullInputStream()).read();
      return true;
    } catch (FormatException | AccessDeniedException e) {
      return Format.isProfile(start(path, Format.START_BYTES));
    }
  }

  private static Misuse occupied(String name, String what) {
    return new Misuse(
        name + " is no " + what + ", and is not replaced; name another file, or delete it first");
  }
}
