// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.FormatException.Place;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import jdk.jfr.consumer.RecordingFile;

/**
 * Takes a flight recording apart into its chunks, each of which is a whole recording: events with
 * the names that they refer to. A chunk is copied to a temporary file, because the JDK reads
 * nothing else; that also bounds what is on the disk at once, and gives complaints a place. The one
 * class of this package that opens files.
 *
 * <p>A chunk that its JVM has not finished, because it runs or was killed, is whole up to where its
 * header says, which the JVM brings up to date each second; it must be the last.
 *
 * <pre>
 *    0  FLR\0              8  size of the chunk      24  where its types are described
 *    4  version, 2 × u2   16  where names begin     32  start and duration, in nanoseconds
 *   64  0 if finished, else a number that changes   67  flags: 1 if numbers are packed
 * </pre>
 */
final class JfrChunks implements AutoCloseable {
  static final String MAGIC = "FLR\0";

  private static final int HEADER_BYTES = 68;
  private static final int SIZE_AT = 8;
  private static final int NAMES_AT = 16;
  private static final int TYPES_AT = 24;
  private static final int START_AT = 32;
  private static final int DURATION_AT = 40;
  private static final int STATE_AT = 64;
  private static final int FLAGS_AT = 67;
  private static final int MOST_BYTES_OF_A_NUMBER = 9;

  private final InputStream in;
  private final Path file;
  private long next;
  private long offset;
  private ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
  private boolean finished = true;

  JfrChunks(InputStream in) {
    this.in = in;
    // Not by Files.createTempFile: to draw a secure random name takes longer than a small file.
    String name = "tally-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".jfr";
    file = Path.of(System.getProperty("java.io.tmpdir"), name);
  }

  /** Goes on to the next chunk that holds anything; false at the end. */
  boolean next() throws IOException {
    while (finished) {
      offset = next;
      byte[] start = in.readNBytes(HEADER_BYTES);
      if (start.length == 0) {
        return false;
      }
      if (start.length < MAGIC.length() || !JfrFormat.isBegunBy(start)) {
        throw new FormatException(
            "expected a chunk of events, found something else", Place.FILE, offset);
      }
      if (start.length < HEADER_BYTES) {
        throw truncated(offset + start.length);
      }
      header = ByteBuffer.wrap(start);
      finished = start[STATE_AT] == 0;
      long size = header.getLong(SIZE_AT);
      if (!finished && header.getLong(TYPES_AT) == 0) {
        return false; // Its JVM was killed within the first second.
      }
      check(size >= HEADER_BYTES, "a chunk's size", size, SIZE_AT);
      checkInside(NAMES_AT, size);
      checkInside(TYPES_AT, size);
      start[STATE_AT] = 0; // Or the JDK would wait for more.
      copy(start, size - HEADER_BYTES);
      checkNames();
      next = offset + size;
      return true;
    }
    return false;
  }

  /** The chunk as a recording of its own. */
  RecordingFile open() throws IOException {
    return new RecordingFile(file);
  }

  /** Where the chunk begins, in bytes of the whole. */
  long offset() {
    return offset;
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

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  private void copy(byte[] start, long rest) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      out.write(start);
      byte[] buffer = new byte[1 << 16];
      long left = rest;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw truncated(offset + HEADER_BYTES + rest - left);
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  /**
   * Whether the blocks of names lead back to the first: each says how far before it the previous
   * one lies, and the JDK would follow them in a circle for ever.
   */
  private void checkNames() throws IOException {
    boolean packed = (header.get(FLAGS_AT) & 1) != 0;
    long position = header.getLong(NAMES_AT);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      for (long back = -1; back != 0; position += back) {
        check(position >= HEADER_BYTES, "a place in the chunk", position, NAMES_AT);
        ByteBuffer start = ByteBuffer.allocate(5 * MOST_BYTES_OF_A_NUMBER);
        channel.position(position).read(start);
        start.rewind();
        if (packed) {
          for (int field = 0; field < 4; field++) {
            number(start);
          }
          back = number(start);
        } else {
          // After size (4 bytes), type, start and duration (8 each).
          back = start.getLong(28);
        }
        check(back <= 0, "an earlier block of names", back, position);
      }
    }
  }

  /** Seven bits a byte, the lowest first; a ninth byte has eight. */
  private static long number(ByteBuffer from) {
    long number = 0;
    for (int i = 0; i < MOST_BYTES_OF_A_NUMBER; i++) {
      long next = from.get() & 0xFF;
      boolean last = i == MOST_BYTES_OF_A_NUMBER - 1;
      number |= (last ? next : next & 0x7F) << (7 * i);
      if (next < 0x80) {
        break;
      }
    }
    return number;
  }

  private FormatException truncated(long end) {
    return new FormatException(
        "expected the rest of a chunk of events that begins at byte " + offset + ", found the end",
        Place.FILE,
        end,
        new EOFException());
  }

  private void checkInside(int field, long size) throws FormatException {
    long position = header.getLong(field);
    check(position >= HEADER_BYTES && position < size, "a place in the chunk", position, field);
  }

  private void check(boolean holds, String expected, long found, long at) throws FormatException {
    if (!holds) {
      throw new FormatException(
          "expected " + expected + ", found " + found, Place.FILE, offset + at);
    }
  }
}
