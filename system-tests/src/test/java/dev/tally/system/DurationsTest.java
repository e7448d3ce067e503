// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.CallTree;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Self times add up to what passed: each of the target's threads takes the time of its outermost
 * method by itself, and the sum of all self times in the thread is compared with that. What was
 * subtracted for the probes has a row of its own, and so is part of the sum.
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

    Map<String, Long> passed = Recordings.numbers(fork.err());
    Map<String, Long> recorded = selfNanos(Recordings.read(recording));
    assertThat(recorded.get("dense")).isCloseTo(passed.get("dense"), ONE);
    assertThat(recorded.get("steady-#")).isCloseTo(passed.get("steady"), ONE);
  }

  /** By thread group. */
  private static Map<String, Long> selfNanos(Profile profile) {
    Map<String, Long> sums = new TreeMap<>();
    CallTree tree = profile.tree();
    for (int c = 0; c < tree.size(); c++) {
      sums.merge(profile.threads().get(tree.thread(c)).name(), tree.selfNanos(c), Long::sum);
    }
    return sums;
  }
}
