// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the {@code java} that is to run the program. */
public final class JavaHome {
  private static final int OLDEST = 17;
  private static final String AGENTS = "java.instrument";

  private JavaHome() {}

  /**
   * The launcher of {@code chosen}, else of {@code JAVA_HOME}, else the first on the path.
   *
   * @param chosen the value of {@code --java}, null if it was not given
   * @param environment where JAVA_HOME and PATH are
   */
  public static Path launcher(@Nullable String chosen, Environment environment) {
    String home = environment.get("JAVA_HOME");
    String path = environment.get("PATH");
    Path launcher;
    if (chosen != null) {
      launcher = in(chosen, "--java");
    } else if (home != null && !home.isEmpty()) {
      launcher = in(home, "JAVA_HOME");
    } else {
      launcher = onPath(path == null ? "" : path);
    }
    check(launcher);
    return launcher;
  }

  private static Path in(String home, String saidBy) {
    Path launcher = RawNames.path(home).resolve("bin/java");
    if (!Files.isExecutable(launcher)) {
      throw new Misuse(saidBy + " is " + home + ", which has no bin/java; expected a JDK's folder");
    }
    return launcher;
  }

  private static Path onPath(String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path launcher = RawNames.path(folder.isEmpty() ? "." : folder).resolve("java");
      if (Files.isExecutable(launcher) && !Files.isDirectory(launcher)) {
        return launcher;
      }
    }
    throw new Misuse("there is no java on the PATH; set JAVA_HOME or give --java HOME");
  }

  /** What a JVM cannot do it would say in a page of traces, or in the JVM's own terms. */
  private static void check(Path launcher) {
    try {
      Path release = launcher.toRealPath().resolveSibling("../release");
      for (String line : Files.readAllLines(release)) {
        int equals = line.indexOf('=') + 1;
        String value = line.substring(equals).replace("\"", "");
        switch (line.substring(0, equals)) {
          case "JAVA_VERSION=" -> checkVersion(launcher, value);
          case "MODULES=" -> checkModules(launcher, List.of(value.split(" ")));
          default -> {}
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // Not laid out like a JDK, such as a version manager's stand-in: the JVM will tell.
    }
  }

  private static void checkVersion(Path launcher, String version) {
    if (Integer.parseInt(version.split("[.+-]", 2)[0]) < OLDEST) {
      throw new Misuse(launcher + " is Java " + version + "; Tally records on Java 17 and later");
    }
  }

  /** Those who make a runtime of their own by jlink leave away what their program does not need. */
  private static void checkModules(Path launcher, List<String> modules) {
    if (!modules.contains(AGENTS)) {
      throw new Misuse(
          launcher
              + " is of a runtime without the module "
              + AGENTS
              + ", which every agent needs; make it with jlink --add-modules "
              + AGENTS
              + " too, or run the program by a JDK: --java HOME");
    }
  }
}
