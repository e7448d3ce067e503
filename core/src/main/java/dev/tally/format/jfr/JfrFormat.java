// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Recordings of Java's Flight Recorder: the JDK's own, and what async-profiler writes in that
 * format. A file is chunks, each of which describes its own types ({@link JfrTypes}), so that what
 * a newer JVM adds is stepped over. Not written: no viewer shows counts on a tree.
 *
 * <p>One kind of samples gives the profile's time, the first of these that the file has:
 *
 * <ol>
 *   <li>{@code jdk.CPUTimeSample} (JDK 25, Linux), each for its own period;
 *   <li>{@code jdk.ExecutionSample} and {@code jdk.NativeMethodSample}, each for the period that
 *       the file's settings tell;
 *   <li>{@code profiler.WallClockSample}, async-profiler's, which may stand for several.
 * </ol>
 *
 * <p>What else there is a note tells. Allocation samples are a metric of their own beside it, in
 * bytes. Where there are no samples, {@code jdk.MethodTiming} gives calls: its counters are running
 * totals, so the last of each method counts.
 *
 * <p>A sampler knows no calls, so such a profile has none. Source files are not in there either,
 * nor a method's first line: only the lines that were seen.
 */
public final class JfrFormat {
  private JfrFormat() {}

  public static boolean isBegunBy(byte[] start) {
    return start.length >= JfrChunks.MAGIC.length()
        && new String(start, 0, JfrChunks.MAGIC.length(), StandardCharsets.ISO_8859_1)
            .equals(JfrChunks.MAGIC);
  }

  /**
   * Reads all chunks of a stream, which stays open.
   *
   * @throws FormatException if they are broken, or hold nothing that makes a profile
   */
  public static Profile read(InputStream in, Allowance allowance) throws IOException {
    return new JfrReader(allowance).read(in);
  }
}
