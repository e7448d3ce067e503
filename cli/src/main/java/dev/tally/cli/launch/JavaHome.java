// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.launch;

import dev.tally.cli.shell.Misuse;
import dev.tally.cli.shell.RawNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
   * @param module what our way of recording needs of the runtime
   */
  public static Path launcher(@Nullable String chosen, Environment environment, String module) {
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
    check(launcher, module);
    return launcher;
  }

  /** The JDK's version, such as 17; 0 if it does not lie where a JDK has it. */
  public static int feature(Path launcher) {
    try {
      String version = release(launcher).getOrDefault("JAVA_VERSION", "");
      return version.isEmpty() ? 0 : feature(version);
    } catch (IOException | NumberFormatException unknown) {
      return 0;
    }
  }

  private static int feature(String version) {
    return Integer.parseInt(version.split("[.+-]", 2)[0]);
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
  private static void check(Path launcher, String module) {
    try {
      Map<String, String> release = release(launcher);
      if (release.containsKey("JAVA_VERSION")) {
        checkVersion(launcher, release.get("JAVA_VERSION"));
      }
      if (release.containsKey("MODULES")) {
        checkModules(launcher, List.of(release.get("MODULES").split(" ")), module);
      }
    } catch (IOException | NumberFormatException unknown) {
      // Not laid out like a JDK, such as a version manager's stand-in: the JVM will tell.
    }
  }

  private static Map<String, String> release(Path launcher) throws IOException {
    Map<String, String> release = new HashMap<>();
    for (String line : Files.readAllLines(launcher.toRealPath().resolveSibling("../release"))) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        release.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
      }
    }
    return release;
  }

  private static void checkVersion(Path launcher, String version) {
    if (feature(version) < OLDEST) {
      throw new Misuse(launcher + " is Java " + version + "; Tally records on Java 17 and later");
    }
  }

  /** Those who make a runtime of their own by jlink leave away what their program does not need. */
  private static void checkModules(Path launcher, List<String> modules, String module) {
    if (!modules.contains(module)) {
      throw new Misuse(
          launcher
              + " is of a runtime without the module "
              + module
              + ", which recording needs; make it with jlink --add-modules "
              + module
              + " too, or run the program by a JDK: --java HOME");
    }
  }
}
