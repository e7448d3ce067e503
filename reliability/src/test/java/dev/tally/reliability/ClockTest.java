// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock on the wall is set while a program is recorded: no time is a day longer for that. */
class ClockTest {
  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  @ParameterizedTest
  @ValueSource(strings = {"auto", "exact"})
  void aClockThatJumps(String timing) throws Exception {
    assumeTrue(Files.exists(FAKETIME), "Debian's faketime is not there");
    Jvm jvm = Jvm.program("ClockJumps", "clock").recorded("timing=" + timing, "every=0.1");
    Path clock = Files.writeString(jvm.folder.resolve("clock"), "+0");
    Ended ended =
        jvm.through(
                "env",
                "LD_PRELOAD=" + FAKETIME,
                "FAKETIME_TIMESTAMP_FILE=" + clock,
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1")
            .run();
    assertThat(ended.out()).isEqualTo("jumped=true 1\njumped=false 2\n");
    Profile profile = ended.profile();
    assertThat(profile.origin().durationNanos()).isBetween(0L, TimeUnit.HOURS.toNanos(1));
    for (int c = 0; c < profile.tree().size(); c++) {
      assertThat(profile.tree().selfNanos(c)).isBetween(0L, TimeUnit.HOURS.toNanos(1));
    }
    assertThat(ended.calls("ClockJumps", "nap")).isEqualTo(5);
  }
}
