// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Method;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Self times add up to what passed: the target takes its own time, and each part of it is compared
 * with the sum of the self times at and below the method that did it.
 */
class DurationsTest {
  private static final Percentage ONE = Percentage.withPercentage(1);

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "EXACT"})
  void selfTimesAddUp(Mode mode) throws IOException {
    Target target = Targets.named("targets.Durations");
    Path folder = Targets.folder(target, "durations-" + mode);
    Path recording = folder.resolve("tally.profile");
    Fork fork = Targets.run(target, folder, mode.options(recording));
    Profile profile = Recordings.read(recording);

    Map<String, Long> passed = Recordings.numbers(fork.err());
    assertThat(cumulativeNanos(profile, "steady"))
        .isCloseTo(passed.getOrDefault("steady", 0L), ONE);
    assertThat(cumulativeNanos(profile, "work")).isCloseTo(passed.getOrDefault("work", 0L), ONE);
    if (mode == Mode.AUTO) {
      assertThat(cumulativeNanos(profile, "dense"))
          .isCloseTo(passed.getOrDefault("dense", 0L), ONE);
    } else {
      // The probes' own time, most of what passed, is subtracted.
      assertThat(cumulativeNanos(profile, "dense")).isBetween(0L, passed.getOrDefault("dense", 0L));
    }
  }

  private static long cumulativeNanos(Profile profile, String name) {
    MethodStats stats = MethodStats.of(profile);
    long nanos = 0;
    for (int m = 0; m < stats.methodCount(); m++) {
      Method method = profile.methods().get(m);
      nanos += method.name().equals(name) ? stats.cumulativeNanos(m) : 0;
    }
    return nanos;
  }
}
