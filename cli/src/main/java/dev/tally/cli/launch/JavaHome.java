// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the {@code java} that is to run the program. */
public final class JavaHome {
  private static final int OLDEST = 17;

  private JavaHome() {}

  /**
   * The launcher of {@code chosen}, else of {@code JAVA_HOME}, else the first on the path.
   *
   * @param chosen the value of {@code --java}, null if it was not given
   * @param environment where JAVA_HOME and PATH are
   */
  public static Path launcher(@Nullable String chosen, Map<String, String> environment) {
    String home = environment.get("JAVA_HOME");
    Path launcher;
    if (chosen != null) {
      launcher = in(chosen, "--java");
    } else if (home != null && !home.isEmpty()) {
      launcher = in(home, "JAVA_HOME");
    } else {
      launcher = onPath(environment.getOrDefault("PATH", ""));
    }
    checkVersion(launcher);
    return launcher;
  }

  private static Path in(String home, String saidBy) {
    Path launcher = Path.of(home, "bin", "java");
    if (!Files.isExecutable(launcher)) {
      throw new Misuse(saidBy + " is " + home + ", which has no bin/java; expected a JDK's folder");
    }
    return launcher;
  }

  private static Path onPath(String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path launcher = Path.of(folder.isEmpty() ? "." : folder, "java");
      if (Files.isExecutable(launcher) && !Files.isDirectory(launcher)) {
        return launcher;
      }
    }
    throw new Misuse("there is no java on the PATH; set JAVA_HOME or give --java HOME");
  }

  /** An older JVM would die of the agent's class files with a page of traces. */
  private static void checkVersion(Path launcher) {
    try {
      Path release = launcher.toRealPath().resolveSibling("../release");
      for (String line : Files.readAllLines(release)) {
        if (line.startsWith("JAVA_VERSION=")) {
          String version = line.substring("JAVA_VERSION=".length()).replace("\"", "");
          int major = Integer.parseInt(version.split("[.+-]", 2)[0]);
          if (major < OLDEST) {
            throw new Misuse(
                launcher + " is Java " + version + "; Tally records on Java 17 and later");
          }
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // Not laid out like a JDK, such as a version manager's stand-in: the JVM will tell.
    }
  }
}
