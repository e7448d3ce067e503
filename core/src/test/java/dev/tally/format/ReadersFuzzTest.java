// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tally.format.jfr.JfrFormat;
import dev.tally.format.pprof.PprofReader;
import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.CallTree;
import dev.tally.profile.MethodStats;
import dev.tally.profile.Profile;
import dev.tally.pstats.FunctionTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Whatever a file holds, reading it ends with a profile or a {@link FormatException}; and a profile
 * that was read can be worked with, written, and read again.
 *
 * <p>In an ordinary build each test tries the inputs under {@code
 * src/test/resources/dev/tally/format/ReadersFuzzTestInputs}. To look for new ones, one test at a
 * time:
 *
 * <pre>
 * JAZZER_FUZZ=1 JAZZER_MAX_DURATION=30m ./mvnw test -pl core -Dtest=ReadersFuzzTest#pythonProfile
 * </pre>
 *
 * What fails is kept beside the others, and fails the ordinary build until it is mended.
 */
class ReadersFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void pythonProfile(byte[] file) throws IOException {
    FunctionTable table;
    try {
      table = PstatsFormat.read(new ByteArrayInputStream(file));
    } catch (FormatException e) {
      assertThat(e.offset()).isBetween(0L, (long) file.length);
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PstatsFormat.write(table, out);
    FunctionTable again = PstatsFormat.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(again.size()).isEqualTo(table.size());
    assertThat(again.keyCount()).isEqualTo(table.keyCount());
  }

  @FuzzTest(maxDuration = "1m")
  void recording(byte[] file) throws IOException {
    check(file);
  }

  /** Behind the checksum, where changed bytes of a file do not come. */
  @FuzzTest(maxDuration = "1m")
  void unpackedRecording(byte[] message) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(TallyProto.MAGIC);
    file.write(TallyProto.VERSION);
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write(message);
    }
    check(file.toByteArray());
  }

  @FuzzTest(maxDuration = "1m")
  void collapsedStacks(byte[] file) throws IOException {
    check(file, in -> CollapsedReader.read(in, new Allowance(() -> file.length)));
  }

  @FuzzTest(maxDuration = "1m")
  void pprof(byte[] file) throws IOException {
    check(file, in -> PprofReader.read(in, new Allowance(() -> file.length)));
  }

  @FuzzTest(maxDuration = "1m")
  void callgrind(byte[] file) throws IOException {
    check(file, in -> CallgrindReader.read(in, new Allowance(() -> file.length)));
  }

  @FuzzTest(maxDuration = "1m")
  void flightRecording(byte[] file) throws IOException {
    check(file, in -> JfrFormat.read(in, new Allowance(() -> file.length)));
  }

  /** Of those in JSON any that the file begins like. */
  @FuzzTest(maxDuration = "1m")
  void json(byte[] file) throws IOException {
    if (file.length > 1 && (file[0] == '{' || file[0] == '[')) {
      check(file, in -> Format.read(in).profile());
    }
  }

  /** Reads a profile of some format. */
  private interface Reader {
    Profile read(InputStream in) throws IOException;
  }

  private static void check(byte[] file) throws IOException {
    check(file, TallyFormat::read);
  }

  private static void check(byte[] file, Reader reader) throws IOException {
    Profile profile;
    try {
      profile = reader.read(new ByteArrayInputStream(file));
    } catch (FormatException e) {
      assertThat(e.offset()).isNotNegative();
      return;
    }
    CallTree tree = profile.tree();
    for (int c = 0; c < tree.size(); c++) {
      assertThat(tree.parent(c)).isBetween(CallTree.ROOT, c - 1);
      assertThat(tree.frame(c)).isBetween(0, profile.frames().size() - 1);
      assertThat(tree.thread(c)).isBetween(0, profile.threads().size() - 1);
    }
    MethodStats.of(profile);
    Profile again = TallyFormat.read(new ByteArrayInputStream(Recordings.bytes(profile)));
    assertThat(Recordings.rows(again.tree())).isEqualTo(Recordings.rows(tree));
    assertThat(Recordings.rows(again.edges())).isEqualTo(Recordings.rows(profile.edges()));
    assertThat(again.methods()).isEqualTo(profile.methods());
  }
}
