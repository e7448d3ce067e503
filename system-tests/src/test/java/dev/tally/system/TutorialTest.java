// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** docs/tutorial.md, done from its first line to its last with the program that it is about. */
class TutorialTest {
  private static final Path PLANET = Installation.PROJECT.resolve("examples/planet");

  @Test
  void itIsTrue() throws Exception {
    Path folder = Folders.empty("tutorial");
    Files.createSymbolicLink(folder.resolve("tally"), Installation.TALLY.resolveSibling("tally"));
    Path planet = folder.resolve("examples/planet");
    for (String part : List.of("planet", "planet.toml", "pom.xml", "feeds", "src/main")) {
      copy(PLANET.resolve(part), planet.resolve(part));
    }
    copy(PLANET.resolve("target/planet.jar"), planet.resolve("target/planet.jar"));
    Files.createSymbolicLink(planet.resolve("target/lib"), PLANET.resolve("target/lib"));
    compilerInsteadOfMaven(folder.resolve("mvnw"));

    new Walkthrough("tutorial.md", folder).follow();

    Profile before = Recordings.read(planet.resolve("before.profile"));
    for (String name : List.of("forward", "SELECT sleep(?)", "sleep")) {
      assertThat(seconds(before, name)).as(name).isGreaterThan(0.99);
    }
    Profile after = Recordings.read(planet.resolve("after.profile"));
    assertThat(seconds(after, "forward")).isLessThan(seconds(before, "forward"));
  }

  /** What the first method of that name took with all that it called. */
  private static double seconds(Profile profile, String name) {
    MethodStats stats = MethodStats.of(profile);
    for (int m = 0; m < stats.methodCount(); m++) {
      if (profile.methods().get(m).name().endsWith(name)) {
        return stats.cumulative(m) / 1e9;
      }
    }
    throw new AssertionError("no " + name);
  }

  /** The planet's script builds by it what was changed. */
  private static void compilerInsteadOfMaven(Path mvnw) throws Exception {
    Path annotations =
        Path.of(NullMarked.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.writeString(
        mvnw,
        """
        #!/usr/bin/env bash
        set -e
        javac -nowarn -XDstringConcat=inline -d target/classes -cp 'target/lib/*:%s' $(find src/main/java -name '*.java')
        jar -uf target/planet.jar -C target/classes .
        """
            .formatted(annotations));
    assertThat(mvnw.toFile().setExecutable(true)).isTrue();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent() == null ? target : target.getParent());
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
