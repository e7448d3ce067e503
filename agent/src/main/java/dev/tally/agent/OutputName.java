// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

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
