// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A small program whose comments state how often each method is called.
 *
 * @param mainClass what to run
 * @param sources its own source first, then those named by {@code // also:}
 */
record Target(String mainClass, List<TargetSource> sources) {
  private static final Path SOURCES = Path.of("src/targets").toAbsolutePath();

  /** Targets by the first JDK that compiles them. */
  private static final Map<Integer, String> FOLDERS =
      Map.of(17, "java", 21, "java21", 25, "java25");

  /** Compiles and reads every target that this JDK can compile, with this JDK's compiler. */
  static List<Target> all(Path classes) {
    List<Target> targets = new ArrayList<>();
    List<String> files = new ArrayList<>();
    FOLDERS.forEach(
        (feature, folder) -> {
          if (feature <= Installation.FEATURE) {
            for (Path source : sources(SOURCES.resolve(folder))) {
              files.add(source.toString());
              if (!source.toString().contains("/other/")) {
                targets.add(read(SOURCES.resolve(folder), source));
              }
            }
          }
        });
    compile(classes, files);
    return targets;
  }

  /** Names of targets that this JDK cannot compile. */
  static List<String> beyond() {
    return FOLDERS.entrySet().stream()
        .filter(folder -> folder.getKey() > Installation.FEATURE)
        .flatMap(folder -> sources(SOURCES.resolve(folder.getValue())).stream())
        .map(source -> source.getFileName().toString())
        .toList();
  }

  /** JVM options that the target asks for. */
  List<String> jvmOptions() {
    String options = directive("jvm");
    return options == null ? List.of() : Arrays.asList(options.split(" "));
  }

  /** Whether threads make the callers, and how often the JDK is called, a matter of luck. */
  boolean varies() {
    return directive("varies") != null;
  }

  /** Whether standard error must be the same as without the agent, too. */
  boolean comparesStandardError() {
    return directive("stderr") != null;
  }

  @Override
  public String toString() {
    return mainClass;
  }

  private @org.jspecify.annotations.Nullable String directive(String key) {
    return sources.get(0).directives.get(key);
  }

  private static Target read(Path root, Path source) {
    try {
      List<TargetSource> sources = new ArrayList<>();
      sources.add(new TargetSource(source));
      String also = sources.get(0).directives.get("also");
      if (also != null) {
        sources.add(new TargetSource(root.resolve(also)));
      }
      String path = root.relativize(source).toString();
      return new Target(path.replaceAll("\\.java$", "").replace('/', '.'), sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path classes, List<String> files) {
    List<String> arguments = new ArrayList<>(List.of("-g", "-nowarn", "-d", classes.toString()));
    arguments.addAll(files);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (exit != 0) {
      throw new AssertionError("the targets do not compile");
    }
  }

  private static List<Path> sources(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
