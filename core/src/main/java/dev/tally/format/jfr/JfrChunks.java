// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.FormatException.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a flight recording apart into its chunks, each of which is a whole recording: events with
 * the names that they refer to.
 *
 * <p>A chunk that its JVM has not finished, because it runs or was killed, is whole up to where its
 * header says, which the JVM brings up to date each second; it must be the last.
 *
 * <pre>
 *    0  FLR\0              8  size of the chunk      24  where its types are described
 *   32  start and duration, in nanoseconds          56  ticks of its clock in a second
 *   64  0 if finished, else a number that changes   67  flags: 1 if numbers are packed
 * </pre>
 */
final class JfrChunks {
  static final String MAGIC = "FLR\0";

  static final int HEADER_BYTES = 68;
  private static final int SIZE_AT = 8;
  private static final int TYPES_AT = 24;
  private static final int START_AT = 32;
  private static final int DURATION_AT = 40;
  private static final int TICKS_AT = 56;
  private static final int STATE_AT = 64;
  private static final int FLAGS_AT = 67;

  private final InputStream in;
  private final Allowance allowance;
  private final JfrBytes bytes;
  private long next;
  private long offset;
  private ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
  private boolean finished = true;

  JfrChunks(InputStream in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
    this.bytes = new JfrBytes(allowance);
  }

  /** The next chunk that holds anything, which takes the place of the last one; null at the end. */
  @Nullable JfrChunk next() throws IOException {
    while (finished) {
      offset = next;
      byte[] start = in.readNBytes(HEADER_BYTES);
      if (start.length == 0) {
        return null;
      }
      if (start.length < MAGIC.length() || !JfrFormat.isBegunBy(start)) {
        throw new FormatException(
            "expected a chunk of events, found something else", Place.FILE, offset);
      }
      if (start.length < HEADER_BYTES) {
        throw JfrBytes.truncated(offset, offset + start.length);
      }
      header = ByteBuffer.wrap(start);
      finished = start[STATE_AT] == 0;
      long size = header.getLong(SIZE_AT);
      if (!finished && header.getLong(TYPES_AT) == 0) {
        return null; // Its JVM was killed within the first second.
      }
      check(size >= HEADER_BYTES, "a chunk's size", size, SIZE_AT);
      long types = header.getLong(TYPES_AT);
      check(types >= HEADER_BYTES && types < size, "a place in the chunk", types, TYPES_AT);
      bytes.read(in, start, offset, size, (start[FLAGS_AT] & 1) != 0);
      next = offset + size;
      double ticksPerNano = header.getLong(TICKS_AT) / 1e9;
      return JfrChunk.of(bytes, types, ticksPerNano, allowance);
    }
    return null;
  }

  long startNanos() {
    return header.getLong(START_AT);
  }

  long durationNanos() {
    return header.getLong(DURATION_AT);
  }

  /** Whether the JVM that wrote the chunk has finished it. */
  boolean isFinished() {
    return finished;
  }

  private void check(boolean holds, String expected, long found, long at) throws FormatException {
    if (!holds) {
      throw new FormatException(
          "expected " + expected + ", found " + found, Place.FILE, offset + at);
    }
  }
}
