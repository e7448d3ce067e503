// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import dev.tally.format.wire.FileNames;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The name of an output, in which {@code %p} stands for the process id, {@code %h} for the host,
 * {@code %t} for the time of the start as the JVM's own logs write it, {@code %n} for the main
 * class or the name of the jar, and {@code %%} for a percent sign. Any other percent sign is
 * itself, for there are folders with one in their names.
 */
final class OutputName {
  private OutputName() {}

  /** The file of an option's value, absolute. */
  static Path file(String name) {
    String expanded = expand(name);
    if (FileNames.isAscii(expanded) || expanded.indexOf('\0') >= 0 || File.separatorChar != '/') {
      return absolute(Path.of(expanded));
    }
    if (expanded.startsWith("/")) {
      return Path.of(URI.create(FileNames.uri(expanded)));
    }
    Path below = Path.of(URI.create(FileNames.uri("/" + expanded)));
    return absolute(below.subpath(0, below.getNameCount()));
  }

  /** Java starts from what it has decoded of the current folder's name, and that may be lossy. */
  private static Path absolute(Path path) {
    String folder = property("user.dir");
    boolean lossy = folder.indexOf('?') >= 0 || folder.indexOf('\uFFFD') >= 0;
    try {
      return lossy && !path.isAbsolute()
          ? Path.of("/proc/self/cwd").toRealPath().resolve(path)
          : path.toAbsolutePath();
    } catch (IOException anotherSystem) {
      return path.toAbsolutePath();
    }
  }

  /** Whether the locale can spell the name of a file, and so {@code java.io} knows it. */
  static boolean isPlain(Path file) {
    try {
      return file.getFileSystem().getPath(file.toString()).equals(file);
    } catch (InvalidPathException itCannot) {
      return false;
    }
  }

  /** The name of a file for a sentence; what is in it of the locale's making is not seen here. */
  static String of(Path file) {
    return isPlain(file) ? file.toString() : FileNames.ofUri(file.toUri().getRawPath());
  }

  /** The file beside another whose name is that one's and an ending in ASCII. */
  static Path beside(Path file, String ending) {
    return isPlain(file)
        ? file.resolveSibling(file.getFileName() + ending)
        : Path.of(URI.create(FileNames.uri(of(file) + ending)));
  }

  static String expand(String name) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    int percent = name.indexOf('%');
    while (percent >= 0 && percent + 1 < name.length()) {
      String value = value(name.charAt(percent + 1));
      if (value != null) {
        out.append(name, done, percent).append(value);
        done = percent + 2;
      }
      percent = name.indexOf('%', Math.max(done, percent + 1));
    }
    return out.append(name, done, name.length()).toString();
  }

  private static @Nullable String value(char kind) {
    return switch (kind) {
      case 'p' -> ThisProcess.id();
      case 'h' -> inOneFolder(ThisProcess.host());
      case 't' -> time(LocalDateTime.now(ZoneId.systemDefault()));
      case 'n' -> inOneFolder(main(property("sun.java.command"), property("java.class.path")));
      case '%' -> "%";
      default -> null;
    };
  }

  /** {@code 2026-11-29_23-46-11}. */
  static String time(LocalDateTime now) {
    String text = now.truncatedTo(ChronoUnit.SECONDS).toString();
    // Seconds that are none are left away.
    return (text.length() == 16 ? text + ":00" : text).replace('T', '_').replace(':', '-');
  }

  /**
   * The main class of what the launcher was given: {@code com.acme.Main a b}, {@code
   * module/com.acme.Main a b}, {@code lib/app.jar a b}, or the compiler's launcher and a source
   * file.
   *
   * @param jar the class path, which is the jar alone where one was given
   */
  static String main(String command, String jar) {
    if (jar.endsWith(".jar") && (command.equals(jar) || command.startsWith(jar + " "))) {
      return withoutFolder(jar.substring(0, jar.length() - ".jar".length()));
    }
    String[] words = command.split(" ", 3);
    String main = withoutFolder(words[0]);
    if (main.equals("com.sun.tools.javac.launcher.Main")
        || main.equals("com.sun.tools.javac.launcher.SourceLauncher")) {
      main = words.length == 1 ? "java" : withoutFolder(words[1]);
      main = main.endsWith(".java") ? main.substring(0, main.length() - ".java".length()) : main;
    }
    return main.isEmpty() ? "java" : main;
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    return value == null ? "" : value;
  }

  private static String withoutFolder(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String inOneFolder(String name) {
    return name.replace('/', '_');
  }
}
