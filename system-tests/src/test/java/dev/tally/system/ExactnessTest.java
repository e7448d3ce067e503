// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every count is exact: each target is recorded in every {@link Mode}, by a JVM that verifies all
 * classes, and compared with the comments in its source.
 */
class ExactnessTest {
  private static final Path RUNS = Path.of("target/exactness").toAbsolutePath();
  private static final Path CLASSES = RUNS.resolve("classes");

  static Stream<Target> targets() throws IOException {
    Files.createDirectories(CLASSES);
    return Target.all(CLASSES).stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void countsWhatTheSourceSays(Target target) throws IOException {
    Fork plain = run(target, RUNS, List.of());
    List<String> wrong = new ArrayList<>();
    Map<Mode, String> tables = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      Path folder = Files.createDirectories(RUNS.resolve(target + "/" + mode));
      Path recording = folder.resolve("tally.profile");
      Files.deleteIfExists(recording);
      List<String> options = new ArrayList<>(mode.jvmOptions());
      options.add("-Xverify:all");
      options.add(Installation.agent(recording, mode.agentOptions()));
      Fork fork = run(target, folder, options);

      assertThat(fork.exit()).as(fork.story()).isEqualTo(plain.exit());
      assertThat(fork.out()).as(fork.story()).isEqualTo(plain.out());
      if (target.comparesStandardError()) {
        assertThat(fork.err()).as(fork.story()).isEqualTo(plain.err());
      }
      Profile profile = Recordings.read(recording);
      assertThat(profile.leftOut()).isEmpty();
      Discrepancies.between(target, profile, fork.err(), mode.recordsBuiltins())
          .forEach(each -> wrong.add(mode + ": " + each));
      if (mode.recordsBuiltins() && !target.varies()) {
        tables.put(mode, Recordings.counts(profile));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tables)
        .allSatisfy((mode, table) -> assertThat(table).isEqualTo(tables.get(Mode.AUTO)));
  }

  private static Fork run(Target target, Path folder, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Installation.JAVA.toString());
    command.addAll(target.jvmOptions());
    command.addAll(options);
    command.add("-XX:-PrintWarnings");
    command.add("-cp");
    command.add(CLASSES.toString());
    command.add(target.mainClass());
    return Fork.run(folder, command);
  }
}
