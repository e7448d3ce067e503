// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tally.format.wire.FileNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Arguments and names of files as the bytes that they are, whatever the locale. As text they are
 * what {@link FileNames} makes of them.
 */
public final class RawNames {
  private static final String COMMAND_LINE = "/proc/self/cmdline";
  private static final String CURRENT_FOLDER = "/proc/self/cwd";

  private RawNames() {}

  /**
   * This process's arguments. Java decodes them by the locale, which loses letters that the locale
   * does not have; where the system tells them once more, they are decoded by us.
   *
   * @param decoded as Java gives them
   */
  public static List<String> arguments(String[] decoded) {
    for (String argument : decoded) {
      if (!FileNames.isAscii(argument) || argument.indexOf('?') >= 0) {
        return fromSystem(decoded);
      }
    }
    return List.of(decoded);
  }

  private static List<String> fromSystem(String[] decoded) {
    String[] words;
    try {
      // Each word ends with a NUL; this charset has a character for each byte.
      String line = new String(Files.readAllBytes(Path.of(COMMAND_LINE)), ISO_8859_1);
      words = line.split("\0", -1);
    } catch (IOException anotherSystem) {
      return List.of(decoded);
    }
    int end = words.length - 1;
    if (end < decoded.length) {
      return List.of(decoded);
    }
    String[] arguments = Arrays.copyOfRange(words, end - decoded.length, end);
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = FileNames.decode(arguments[i].getBytes(ISO_8859_1));
    }
    return List.of(arguments);
  }

  /**
   * The file of that name.
   *
   * @throws java.nio.file.InvalidPathException if it has a NUL
   */
  public static Path path(String name) {
    if (FileNames.isAscii(name) || name.indexOf('\0') >= 0) {
      return inCurrentFolder(Path.of(name));
    }
    if (name.startsWith("/")) {
      return Path.of(URI.create(FileNames.uri(name)));
    }
    Path below = Path.of(URI.create(FileNames.uri("/" + name)));
    return inCurrentFolder(below.subpath(0, below.getNameCount()));
  }

  /** Java starts from what it has decoded of the current folder's name, and that may be lossy. */
  private static Path inCurrentFolder(Path path) {
    String folder = System.getProperty("user.dir", "");
    if (path.isAbsolute() || (folder.indexOf('?') < 0 && folder.indexOf('\uFFFD') < 0)) {
      return path;
    }
    try {
      return Path.of(CURRENT_FOLDER).toRealPath().resolve(path);
    } catch (IOException anotherSystem) {
      return path;
    }
  }

  /** The name of a file, absolute. */
  public static String name(Path path) {
    return FileNames.ofUri(path.toUri().getRawPath());
  }
}
