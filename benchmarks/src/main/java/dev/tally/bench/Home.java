// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the parts lie, seen from the project's folder, in which the bench runs. */
final class Home {
  static final Path TARGET = Path.of("benchmarks/target").toAbsolutePath();
  static final Path AGENT = Path.of("cli/target/tally/tally-agent.jar").toAbsolutePath();
  static final Path PYTHON = Path.of("benchmarks/src/main/python/programs.py").toAbsolutePath();
  static final Path NANO_AGENT = TARGET.resolve("tally-benchmarks-nano-agent.jar");
  static final Path FLOOR_AGENT = TARGET.resolve("tally-benchmarks-floor-agent.jar");

  private Home() {}

  /** The class path of the measured programs: the same for every run. */
  static String classPath() throws IOException {
    StringBuilder path = new StringBuilder(TARGET.resolve("classes").toString());
    for (Path jar : jars()) {
      path.append(java.io.File.pathSeparatorChar).append(jar);
    }
    return path.toString();
  }

  static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(TARGET.resolve("lib"))) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
