// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.agent.DrawnAtTheStart;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every count is exact: each target is recorded in every {@link Mode}, by a JVM that verifies all
 * classes, and compared with the comments in its source. The program notices nothing.
 */
class ExactnessTest {
  static List<Target> targets() {
    return Targets.ALL;
  }

  @ParameterizedTest
  @MethodSource("targets")
  void countsWhatTheSourceSays(Target target) throws IOException {
    Fork plain = Targets.run(target, Targets.folder(target, "plain"), List.of());
    List<String> wrong = new ArrayList<>();
    Map<Mode, String> counts = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      Path folder = Targets.folder(target, mode.name());
      Path recording = folder.resolve("tally.profile");
      Fork fork = Targets.run(target, folder, mode.options(recording));

      assertThat(fork.exit()).as(fork.story()).isEqualTo(plain.exit());
      assertThat(fork.out()).as(fork.story()).isEqualTo(plain.out());
      if (target.comparesStandardError()) {
        assertThat(fork.err()).as(fork.story()).isEqualTo(plain.err());
      }
      Profile profile = Recordings.read(recording);
      assertThat(profile.leftOut()).isEmpty();
      assertThat(profile.origin().notes().toString().contains("cost half as much again"))
          .isEqualTo(mode == Mode.WITHOUT_THE_FIELD);
      Discrepancies.between(target, profile, fork.err(), mode.recordsBuiltins())
          .forEach(each -> wrong.add(mode + ": " + each));
      counts.put(mode, Recordings.counts(profile));
    }
    assertThat(wrong).isEmpty();
    if (!target.varies()) {
      counts.remove(Mode.NO_BUILTINS);
      assertThat(counts)
          .allSatisfy((mode, table) -> assertThat(table).isEqualTo(counts.get(Mode.AUTO)));
    }
  }

  /** Seeds that mean nothing to anybody give way. */
  @Test
  void countsTheSameWhereThreadsHaveDrawnAsTheJvmStarted() throws IOException {
    Target target = Targets.named("targets.Drawing");
    Path folder = Targets.folder(target, "drawn");
    Path recording = folder.resolve("tally.profile");
    List<String> options = new ArrayList<>(Mode.AUTO.options(recording));
    options.add(0, DrawingAgent.option(DrawnAtTheStart.class));
    Fork fork = Targets.run(target, folder, options);

    assertThat(fork.exit()).as(fork.story()).isZero();
    Profile profile = Recordings.read(recording);
    assertThat(profile.origin().notes()).isEmpty();
    assertThat(Discrepancies.between(target, profile, fork.err(), true)).isEmpty();
  }

  /** Says in the test report what this JDK left untested. */
  @Test
  void skipsWhatThisJdkCannotCompile() {
    Assumptions.assumeTrue(Targets.skipped().isEmpty(), () -> String.join(", ", Targets.skipped()));
  }
}
