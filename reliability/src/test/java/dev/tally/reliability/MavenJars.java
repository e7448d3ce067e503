// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Jars by their Maven coordinates, with what they depend on. */
final class MavenJars {
  private static final Path FOLDER = Path.of("target/jars").toAbsolutePath();

  private MavenJars() {}

  /** The lines of a file but for its comments. */
  static List<String> coordinates(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  /**
   * The class path of one artifact.
   *
   * @param coordinates group, artifact, version between colons; a {@code !} behind them leaves its
   *     dependencies away
   */
  static String classPath(String coordinates) throws IOException, InterruptedException {
    boolean alone = coordinates.endsWith("!");
    String[] parts = coordinates.replace("!", "").split(":", -1);
    Path folder = Files.createDirectories(FOLDER.resolve(parts[1]));
    Path classPath = folder.resolve("classpath");
    Files.writeString(folder.resolve("pom.xml"), pom(parts, alone));
    Path log = folder.resolve("log");
    int exit =
        new ProcessBuilder(
                Path.of("../mvnw").toAbsolutePath().normalize().toString(),
                "-q",
                "-B",
                "-f",
                folder.resolve("pom.xml").toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + classPath)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("Maven does not find " + coordinates + ": " + Files.readString(log));
    }
    return Files.readString(classPath);
  }

  private static String pom(String[] parts, boolean alone) {
    String exclusions =
        alone
            ? "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>"
                + "</exclusions>"
            : "";
    return "<project><modelVersion>4.0.0</modelVersion><groupId>tally</groupId>"
        + "<artifactId>jars-"
        + parts[1]
        + "</artifactId><version>1</version><packaging>pom</packaging><dependencies><dependency>"
        + "<groupId>"
        + parts[0]
        + "</groupId><artifactId>"
        + parts[1]
        + "</artifactId><version>"
        + parts[2]
        + "</version>"
        + exclusions
        + "</dependency></dependencies></project>";
  }
}
