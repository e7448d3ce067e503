// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks one gzip member and checks that nothing follows it, or a whole file of members. Unlike
 * {@link java.util.zip.GZIPInputStream} it knows where in the file it is, for its own errors and so
 * that readers can weigh what they have unpacked against the bytes it came from.
 *
 * <p>Reading to the end proves that the data is whole: only then has the checksum been seen.
 */
public final class Gunzip extends InputStream implements FilePosition {
  private static final int FLAG_HEADER_CHECKSUM = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream in;
  private final boolean several;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int filled;

  /** Bytes of the file before {@code buffer}. */
  private long passed;

  private boolean ended;

  /**
   * Reads the header of the only member.
   *
   * @param fileOffset where in the file {@code in} stands
   */
  public Gunzip(InputStream in, long fileOffset) throws IOException {
    this(in, fileOffset, false);
  }

  private Gunzip(InputStream in, long fileOffset, boolean several) throws IOException {
    this.in = in;
    this.passed = fileOffset;
    this.several = several;
    readHeader();
  }

  /**
   * Unpacks a file as {@code zcat} does: one member or several, with nothing but zeros behind them.
   */
  public static Gunzip ofFile(InputStream in) throws IOException {
    return new Gunzip(in, 0, true);
  }

  private void readHeader() throws IOException {
    int magic = readByte() | readByte() << 8;
    if (magic != 0x8B1F) {
      throw wrong(
          "expected gzip data (1f 8b), found " + hex(magic & 0xFF) + " " + hex(magic >> 8), -2);
    }
    int method = readByte();
    if (method != 8) {
      throw wrong("expected gzip's method 8, found " + method, -1);
    }
    int flags = readByte();
    if (flags > 0x1F) {
      throw wrong("expected gzip's flags below 20, found " + hex(flags), -1);
    }
    for (int i = 0; i < 6; i++) {
      readByte(); // time, extra flags, operating system
    }
    if ((flags & FLAG_EXTRA) != 0) {
      for (int length = readByte() | readByte() << 8; length > 0; length--) {
        readByte();
      }
    }
    skipText((flags & FLAG_NAME) != 0);
    skipText((flags & FLAG_COMMENT) != 0);
    if ((flags & FLAG_HEADER_CHECKSUM) != 0) {
      readByte();
      readByte();
    }
  }

  @Override
  public long fileOffset() {
    return passed + next;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    try {
      while (true) {
        if (inflater.needsInput()) {
          if (!hasMore()) {
            throw truncated();
          }
          inflater.setInput(buffer, next, filled - next);
        }
        int unpacked = inflater.inflate(into, offset, length);
        next = filled - inflater.getRemaining();
        if (unpacked > 0) {
          checksum.update(into, offset, unpacked);
          return unpacked;
        }
        if (inflater.finished()) {
          checkMember();
          ended = !beginsAnother();
          if (ended) {
            return -1;
          }
        }
        if (inflater.needsDictionary()) {
          throw wrong("expected gzip data, found a zlib dictionary", 0);
        }
      }
    } catch (DataFormatException e) {
      throw new FormatException(
          "expected compressed data, found " + e.getMessage(),
          FormatException.Place.FILE,
          fileOffset(),
          e);
    }
  }

  /** Frees the inflater's native memory. Does not close the stream below. */
  @Override
  public void close() {
    inflater.end();
  }

  private void checkMember() throws IOException {
    ended = true;
    long unpacked = inflater.getBytesWritten();
    long expectedChecksum = readInt();
    if (expectedChecksum != checksum.getValue()) {
      throw wrong(
          "expected data with the checksum "
              + Long.toHexString(expectedChecksum)
              + ", found "
              + Long.toHexString(checksum.getValue())
              + ": the file is damaged, says the checksum",
          -4);
    }
    long expectedSize = readInt();
    if (expectedSize != (unpacked & 0xFFFF_FFFFL)) {
      throw wrong("expected " + expectedSize + " bytes of data, found " + unpacked, -4);
    }
  }

  private boolean beginsAnother() throws IOException {
    while (several && hasMore() && buffer[next] == 0) {
      next++;
    }
    if (!hasMore()) {
      return false;
    }
    if (!several) {
      throw wrong("expected the end of the file, found more", 0);
    }
    readHeader();
    inflater.reset();
    checksum.reset();
    return true;
  }

  private boolean hasMore() throws IOException {
    return next < filled || fill();
  }

  private void skipText(boolean present) throws IOException {
    while (present && readByte() != 0) {
      // on to the terminating zero
    }
  }

  private long readInt() throws IOException {
    return readByte() | readByte() << 8 | readByte() << 16 | (long) readByte() << 24;
  }

  private int readByte() throws IOException {
    if (!hasMore()) {
      throw truncated();
    }
    return buffer[next++] & 0xFF;
  }

  private boolean fill() throws IOException {
    passed += filled;
    next = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  private FormatException truncated() {
    return wrong("expected more data, found the end of the file", 0);
  }

  private FormatException wrong(String problem, int shift) {
    return new FormatException(problem, FormatException.Place.FILE, fileOffset() + shift);
  }

  private static String hex(int b) {
    return Integer.toHexString(b | 0x100).substring(1);
  }
}
