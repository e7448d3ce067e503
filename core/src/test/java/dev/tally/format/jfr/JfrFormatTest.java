// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.format.Dump;
import dev.tally.format.Format;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Engine;
import dev.tally.profile.Metric;
import dev.tally.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JfrFormatTest {
  private static final int SIZE_AT = 8;
  private static final int NAMES_AT = 16;
  private static final int TYPES_AT = 24;
  private static final int STATE_AT = 64;

  @Test
  void aSampleStandsForThePeriodAndHasTheErrorOfACount() throws IOException {
    Profile profile = read(sample("busy-jdk17"));
    assertThat(profile.origin().engine())
        .isEqualTo(new Engine.Sampling("jdk.ExecutionSample", 10_000_000));
    assertThat(sum(profile, Metric.TIME)).isEqualTo(sum(profile, Metric.HITS) * 10_000_000);
    int time = profile.metrics().indexOf(Metric.TIME.as(Metric.Known.SAMPLED));
    int hits = profile.metrics().indexOf(Metric.HITS);
    for (int c = 0; c < profile.tree().size(); c++) {
      double error = Math.sqrt((double) profile.tree().value(hits, c)) * 10_000_000;
      assertThat((double) profile.tree().error(time, c)).isBetween(error - 9, error + 9);
    }
  }

  @Test
  void callsAreNotKnown() throws IOException {
    assertThat(read(sample("busy-jdk25")).has(Metric.CALLS)).isFalse();
  }

  @Test
  void samplesOfCpuTimeAreTakenWhereThereAreOthersToo() throws IOException {
    Profile profile = read(sample("busy-jdk25"));
    assertThat(profile.origin().engine())
        .isEqualTo(new Engine.Sampling("jdk.CPUTimeSample", 10_000_000));
    assertThat(profile.origin().notes())
        .anyMatch(note -> note.matches("[0-9]+ samples of jdk.ExecutionSample are in the file.*"));
  }

  @Test
  void chunksFollowEachOther() throws IOException {
    byte[] one = sample("busy-jdk17");
    ByteArrayOutputStream three = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      three.write(one);
    }
    assertThat(sum(read(three.toByteArray()), Metric.TIME))
        .isEqualTo(3 * sum(read(one), Metric.TIME));
  }

  /** A JVM may record each allocation as events of both kinds. */
  @Test
  void bytesOfTwoKindsOfEventsAreNotAddedUp() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(sample("busy-jdk17"));
    both.write(sample("busy-async"));
    Profile profile = read(both.toByteArray());
    assertThat(sum(profile, Metric.ALLOCATED))
        .isPositive()
        .isEqualTo(sum(read(sample("busy-jdk17")), Metric.ALLOCATED));
    assertThat(profile.origin().notes())
        .anyMatch(note -> note.matches("[0-9]+ samples of jdk.ObjectAllocationInNewTLAB are.*"));
  }

  /** Its counters are running totals. */
  @Test
  void methodTimingOfSeveralChunksIsNotAddedUp() throws IOException {
    byte[] one = sample("busy-timing");
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(one);
    two.write(one);
    assertThat(Dump.of(read(two.toByteArray())))
        .contains("java.util.HashMap.merge")
        .contains("calls 8000000/8000000/8000000");
  }

  @Test
  void ofAKilledJvmIsReadWhatItsHeaderKnows() throws IOException {
    byte[] killed = sample("busy-jdk17");
    int size = killed.length;
    killed[STATE_AT] = 7;
    killed = Arrays.copyOf(killed, size + 1000); // What was written since.
    Profile profile = read(killed);
    assertThat(profile.origin().complete()).isFalse();
    assertThat(sum(profile, Metric.HITS)).isEqualTo(sum(read(sample("busy-jdk17")), Metric.HITS));
  }

  @Test
  void ofAJvmKilledInItsFirstSecondThereIsNothing() throws IOException {
    byte[] killed = Arrays.copyOf(sample("busy-jdk17"), 5000);
    killed[STATE_AT] = 1;
    ByteBuffer.wrap(killed).putLong(SIZE_AT, 0).putLong(TYPES_AT, 0);
    assertThat(read(killed).tree().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 60, 68, 5_000, 100_000})
  void aFileThatIsCutIsRefusedWithThePlace(int length) throws IOException {
    byte[] cut = Arrays.copyOf(sample("busy-jdk17"), length);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "expected the rest of a chunk of events that begins at byte 0, found the end at byte "
                + length
                + " of the file");
  }

  @Test
  void whatFollowsAChunkMustBeAChunk() throws IOException {
    byte[] file = sample("busy-jdk17");
    byte[] longer = Arrays.copyOf(file, file.length + 100);
    assertThatThrownBy(() -> read(longer))
        .hasMessage(
            "expected a chunk of events, found something else at byte "
                + file.length
                + " of the file");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void changedBytesEndWithAProfileOrASentence() throws IOException {
    byte[] file = sample("busy-async");
    Random random = new Random(17);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] changed = file.clone();
      for (int n = 0; n <= i % 5; n++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        read(changed);
      } catch (FormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) file.length);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  /** Each says how far before it the previous one lies; who follows them may go in a circle. */
  @Test
  void linksBetweenBlocksOfNamesAreNotFollowed() throws IOException {
    byte[] file = sample("busy-async");
    int names = (int) ByteBuffer.wrap(file).getLong(NAMES_AT);
    int at = names;
    for (int field = 0; field < 4; field++) {
      while (file[at++] < 0) {
        // More bytes of the field follow.
      }
    }
    assertThat(file[at]).isZero(); // The only block. Now it is its own predecessor.
    file[at] = 1;
    assertThat(Dump.of(read(file))).isEqualTo(Dump.of(read(sample("busy-async"))));
  }

  /** In the first chunk nothing better was found. */
  @Test
  void samplesOfALessWantedKindAreForgottenWhenBetterOnesCome() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(sample("busy-async")); // jdk.ExecutionSample, and allocation in TLABs.
    both.write(sample("busy-jdk25")); // jdk.CPUTimeSample.
    Profile profile = read(both.toByteArray());
    Profile better = read(sample("busy-jdk25"));
    assertThat(sum(profile, Metric.TIME)).isEqualTo(sum(better, Metric.TIME));
    assertThat(sum(profile, Metric.HITS)).isEqualTo(sum(better, Metric.HITS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy-jdk17", "busy-jdk25", "busy-async"})
  void asManySamplesAsTheJdksOwnReaderFinds(String sample, @TempDir Path folder)
      throws IOException {
    Profile profile = read(sample(sample));
    String event = ((Engine.Sampling) profile.origin().engine()).event();
    String wanted = event.startsWith("jdk.") ? event : "jdk.ExecutionSample";
    long found =
        RecordingFile.readAllEvents(Files.write(folder.resolve("file.jfr"), sample(sample)))
            .stream()
            .filter(each -> each.getEventType().getName().equals(wanted))
            .count();
    assertThat(sum(profile, Metric.HITS)).isEqualTo(found);
  }

  private static long sum(Profile profile, Metric metric) {
    int number = 0;
    while (!profile.metrics().get(number).isSame(metric)) {
      number++;
    }
    long sum = 0;
    for (int c = 0; c < profile.tree().size(); c++) {
      sum += profile.tree().value(number, c);
    }
    return sum;
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in =
        JfrFormatTest.class.getResourceAsStream("/dev/tally/format/samples/" + name + ".jfr.gz")) {
      return new GZIPInputStream(Objects.requireNonNull(in)).readAllBytes();
    }
  }

  private static Profile read(byte[] file) throws IOException {
    return Format.read(new ByteArrayInputStream(file)).profile();
  }
}
