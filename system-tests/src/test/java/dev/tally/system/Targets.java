// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** All targets, compiled by the JDK that these tests run on, and how to run them. */
final class Targets {
  private static final Path SOURCES = Path.of("src/targets").toAbsolutePath();
  private static final Path CLASSES = Path.of("target/targets/classes").toAbsolutePath();

  /** Folders of targets by the first JDK that compiles them. */
  private static final Map<Integer, String> FOLDERS =
      new TreeMap<>(Map.of(17, "java", 21, "java21", 25, "java25"));

  /** Those that this JDK compiles. */
  static final List<Target> ALL = compiled();

  private Targets() {}

  /** Names of those that it does not, with the reason. */
  static List<String> skipped() {
    List<String> skipped = new ArrayList<>();
    FOLDERS.forEach(
        (feature, folder) -> {
          if (feature > Installation.FEATURE) {
            for (Path source : mains(SOURCES.resolve(folder))) {
              skipped.add(source.getFileName() + " needs Java " + feature);
            }
          }
        });
    return skipped;
  }

  static Target named(String mainClass) {
    return ALL.stream().filter(t -> t.mainClass().equals(mainClass)).findAny().orElseThrow();
  }

  /** An empty folder for a run. */
  static Path folder(Target target, String run) throws IOException {
    return Folders.empty("targets/" + target.mainClass() + "/" + run);
  }

  /** Runs a target in a folder, with these options before its own. */
  static Fork run(Target target, Path folder, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Installation.JAVA.toString());
    command.addAll(options);
    command.addAll(target.jvmOptions());
    command.add("-cp");
    command.add(CLASSES.toString());
    command.add(target.mainClass());
    return Fork.run(folder, command);
  }

  private static List<Target> compiled() {
    List<Target> targets = new ArrayList<>();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-g",
                "-Xlint:none",
                "-XDignore.symbol.file", // Says nothing of sun.misc.Unsafe.
                "-d",
                CLASSES.toString(),
                "-sourcepath",
                ""));
    FOLDERS.forEach(
        (feature, folder) -> {
          if (feature <= Installation.FEATURE) {
            Path root = SOURCES.resolve(folder);
            sources(root).forEach(source -> arguments.add(source.toString()));
            mains(root).forEach(source -> targets.add(Target.read(root, source)));
          }
        });
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalStateException("the targets do not compile");
    }
    return List.copyOf(targets);
  }

  private static List<Path> mains(Path root) {
    return sources(root).stream().filter(source -> !source.toString().contains("/other/")).toList();
  }

  private static List<Path> sources(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
