// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tally.format.wire.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment that Tally was started with, which the program is to have as well. Between the
 * two is a shell, which puts in, changes and leaves away variables of its own.
 */
public final class Environment {
  /** Changed for our own JVM only, or a matter of who starts whom. */
  private static final List<String> NOT_COMPARED =
      List.of("_", "LC_ALL", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final String SHELL_LEVEL = "SHLVL";

  private final Map<String, String> given;
  private final Map<String, String> ours;

  /**
   * @param given what Tally was started with
   * @param ours what our own JVM has, started by the same shell as the program
   */
  public Environment(Map<String, String> given, Map<String, String> ours) {
    this.given = given;
    this.ours = ours;
  }

  /**
   * Reads it from where the system shows it.
   *
   * @param file such as {@code /proc/4711/environ} of the shell; null for a system without
   */
  public static Environment read(@Nullable String file) {
    try {
      if (file != null) {
        return new Environment(parsed(file), parsed("/proc/self/environ"));
      }
    } catch (IOException anotherSystem) {
      // What Java has decoded must do.
    }
    return new Environment(System.getenv(), System.getenv());
  }

  private static Map<String, String> parsed(String file) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    String text = new String(Files.readAllBytes(Path.of(file)), ISO_8859_1);
    for (int start = 0, end; (end = text.indexOf('\0', start)) >= 0; start = end + 1) {
      int equals = text.indexOf('=', start);
      if (equals > start && equals < end) {
        variables.put(text.substring(start, equals), text.substring(equals + 1, end));
      }
    }
    return variables;
  }

  /** The value of a variable whose name is ASCII; null if there is none. */
  public @Nullable String get(String name) {
    String value = given.get(name);
    return value == null ? null : FileNames.decode(value.getBytes(ISO_8859_1));
  }

  /**
   * The words of {@code env} that undo what the shell has changed; none if it has changed nothing.
   */
  public List<String> repairs() {
    List<String> words = new ArrayList<>();
    ours.forEach(
        (name, value) -> {
          if (!given.containsKey(name) && isCompared(name)) {
            words.add("-u");
            words.add(decoded(name));
          }
        });
    given.forEach(
        (name, value) -> {
          if (!value.equals(ours.get(name)) && isCompared(name) && !isOneLess(name)) {
            words.add(decoded(name + "=" + value));
          }
        });
    return words;
  }

  private static boolean isCompared(String name) {
    return !NOT_COMPARED.contains(name) && !name.startsWith("-");
  }

  /** The shell counts itself while it is there, and takes itself off when the program begins. */
  private boolean isOneLess(String name) {
    try {
      return name.equals(SHELL_LEVEL)
          && Integer.parseInt(ours.getOrDefault(name, "")) - 1 == Integer.parseInt(given.get(name));
    } catch (NumberFormatException notOurShells) {
      return false;
    }
  }

  private static String decoded(String bytes) {
    return FileNames.decode(bytes.getBytes(ISO_8859_1));
  }
}
