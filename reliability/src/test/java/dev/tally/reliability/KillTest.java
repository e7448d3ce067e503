// SPDX-License-Identifier: Apache-2.0
package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A busy program that is killed at random moments. It logs by itself how many calls it has made,
 * and when. Every recording left reads, and agrees with the log at the time it was made.
 */
class KillTest {
  private static final int SIGKILL = 9;

  /** The log's clock ticks in milliseconds, and its entries are a few apart. */
  private static final long CLOCKS_APART_MILLIS = 50;

  private static final long EVERY_MILLIS = 200;

  /** Twenty times what writing takes is the other bound; on a busy machine that is more. */
  private static final long WRITING_MILLIS = 2_000;

  @Test
  void survivesAFewKills() throws Exception {
    kill(4, new Random());
  }

  @Test
  @Tag("long")
  void survivesAHundredKills() throws Exception {
    kill(100, new Random());
  }

  private static void kill(int times, Random random) throws Exception {
    for (int i = 0; i < times; i++) {
      Jvm jvm = Jvm.program("Busy").recorded("every=" + EVERY_MILLIS / 1000.0);
      Process process = jvm.start();
      AnyEndTest.awaitFile(process, jvm.recording());
      AnyEndTest.awaitFile(process, log(jvm)); // The first recording may be made before main.
      assertThat(process.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS)).isFalse();
      AnyEndTest.signal(process, SIGKILL);
      assertThat(jvm.ended(process).exit()).isEqualTo(128 + SIGKILL);
      compare(jvm);
    }
  }

  private static Path log(Jvm jvm) {
    return jvm.folder.resolve("log");
  }

  private static void compare(Jvm jvm) throws IOException {
    LongBuffer log = ByteBuffer.wrap(Files.readAllBytes(log(jvm))).asLongBuffer();
    Profile profile = Ended.read(jvm.recording());
    long made = profile.origin().startEpochMillis() + profile.origin().durationNanos() / 1_000_000;
    long calls = Ended.calls(profile, "Busy", "step");
    long atLeast = 0;
    long atMost = Long.MAX_VALUE;
    long killed = 0;
    for (int pair = 0; pair < log.capacity() / 2 && log.get(2 * pair) != 0; pair++) {
      long time = log.get(2 * pair);
      killed = time;
      if (time < made - CLOCKS_APART_MILLIS) {
        atLeast = log.get(2 * pair + 1);
      } else if (time > made + WRITING_MILLIS && atMost == Long.MAX_VALUE) {
        atMost = log.get(2 * pair + 1);
      }
    }
    assertThat(calls).as("calls in %s", jvm.folder).isBetween(atLeast, atMost);
    assertThat(killed - made)
        .as("age in ms of the recording in %s", jvm.folder)
        .isLessThan(EVERY_MILLIS + WRITING_MILLIS);
  }
}
