// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.jfr;

import dev.tally.format.wire.Allowance;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.FormatException.Place;
import dev.tally.format.wire.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a chunk, and the values in them. In blocks, which the next chunk uses again: no
 * array grows with a chunk, and none is left behind by it.
 *
 * <p>Whole numbers are packed, seven bits a byte and the lowest first, where a ninth byte has
 * eight; or, in files of a JVM that was told not to pack, as wide as Java has them.
 */
final class JfrBytes {
  private static final int BLOCK_BITS = 20;
  private static final int BLOCK_BYTES = 1 << BLOCK_BITS;
  private static final int MASK = BLOCK_BYTES - 1;

  /** How a text is written. */
  private static final int NULL = 0;

  private static final int EMPTY = 1;
  private static final int CONSTANT = 2;
  private static final int UTF_8 = 3;
  private static final int CHARS = 4;
  private static final int LATIN_1 = 5;

  private final Allowance allowance;
  private byte[][] blocks = new byte[16][];
  private int blockCount;
  private long offset;
  private long size;
  private long position;
  private long end;
  private boolean packed;

  JfrBytes(Allowance allowance) {
    this.allowance = allowance;
  }

  /**
   * Takes the next chunk.
   *
   * @param header its beginning, which has been read
   * @param offset where it begins, in bytes of the whole
   */
  void read(InputStream in, byte[] header, long offset, long size, boolean packed)
      throws IOException {
    this.offset = offset;
    this.size = size;
    this.packed = packed;
    long filled = 0;
    while (filled < size) {
      int number = (int) (filled >>> BLOCK_BITS);
      int at = (int) filled & MASK;
      int length = (int) Math.min(BLOCK_BYTES - at, size - filled);
      byte[] block = block(number);
      int read = header.length;
      if (filled == 0) {
        System.arraycopy(header, 0, block, 0, read);
      } else {
        read = in.readNBytes(block, at, length);
        if (read < length) {
          throw truncated(offset, offset + filled + read);
        }
      }
      filled += read;
    }
    seek(0);
  }

  static FormatException truncated(long offset, long end) {
    return new FormatException(
        "expected the rest of a chunk of events that begins at byte " + offset + ", found the end",
        Place.FILE,
        end);
  }

  private byte[] block(int number) throws FormatException {
    if (number == blockCount) {
      if (number == blocks.length) {
        blocks = Arrays.copyOf(blocks, number * 2);
      }
      allowance.take(BLOCK_BYTES);
      blocks[number] = new byte[BLOCK_BYTES];
      blockCount++;
    }
    return blocks[number];
  }

  /** Goes to a place in the chunk. */
  void seek(long position) throws FormatException {
    this.position = position;
    end = size;
    if (position < 0 || position > size) {
      this.position = 0;
      throw wrong("expected a place in the chunk, found " + position);
    }
  }

  long position() {
    return position;
  }

  boolean isAtEnd() {
    return position >= end;
  }

  /**
   * Reads the size of an event, of which nothing more can be read than it is long, and gives where
   * the next one begins.
   */
  long event() throws FormatException {
    long start = position;
    end = size;
    long length = integer();
    if (length <= 0 || length > size - start || start + length < position) {
      position = start;
      throw wrong("expected the size of an event, found " + length);
    }
    end = start + length;
    return end;
  }

  /** An error at this place. */
  FormatException wrong(String problem) {
    return new FormatException(problem, Place.FILE, offset + position);
  }

  int next() throws FormatException {
    if (position >= end) {
      throw wrong("expected the rest of an event, found its end");
    }
    byte next = blocks[(int) (position >>> BLOCK_BITS)][(int) position & MASK];
    position++;
    return next & 0xFF;
  }

  /** A number of so many bytes if it is not packed. */
  long number(int width) throws FormatException {
    if (!packed) {
      return fixed(width);
    }
    long number = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int next = next();
      number |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    return number | (long) next() << 56;
  }

  int integer() throws FormatException {
    return (int) number(Integer.BYTES);
  }

  long number() throws FormatException {
    return number(Long.BYTES);
  }

  /** A number of so many bytes, the highest first. */
  long fixed(int width) throws FormatException {
    long number = 0;
    for (int i = 0; i < width; i++) {
      number = number << 8 | next();
    }
    return number;
  }

  void skip(long count) throws FormatException {
    if (count < 0 || count > end - position) {
      throw wrong("expected " + count + " bytes more of an event, found " + (end - position));
    }
    position += count;
  }

  void skipText() throws FormatException {
    switch (next()) {
      case NULL, EMPTY -> {}
      case CONSTANT -> number();
      case UTF_8, LATIN_1 -> skip(integer());
      case CHARS -> {
        for (int left = count(); left > 0; left--) {
          number(Character.BYTES);
        }
      }
      default -> throw encoding();
    }
  }

  /** What knows texts that are written once for all. */
  interface Texts {
    @Nullable String text(long number) throws FormatException;
  }

  @Nullable String text(Texts texts) throws FormatException {
    return switch (next()) {
      case NULL -> null;
      case EMPTY -> "";
      case CONSTANT -> texts.text(number());
      case UTF_8 -> text(StandardCharsets.UTF_8);
      case LATIN_1 -> text(StandardCharsets.ISO_8859_1);
      case CHARS -> {
        int count = count();
        StringBuilder text = new StringBuilder(Math.min(count, 1 << 10));
        for (int left = count; left > 0; left--) {
          text.append((char) number(Character.BYTES));
        }
        yield text.toString();
      }
      default -> throw encoding();
    };
  }

  private String text(Charset charset) throws FormatException {
    int length = integer();
    long start = position;
    skip(length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = blocks[(int) ((start + i) >>> BLOCK_BITS)][(int) (start + i) & MASK];
    }
    return new String(bytes, charset);
  }

  /** How many follow, each of a byte at least. */
  int count() throws FormatException {
    int count = integer();
    if (count < 0 || count > end - position) {
      throw wrong("expected a number of values that fit into the event, found " + count);
    }
    return count;
  }

  private FormatException encoding() {
    position--;
    return wrong("expected how a text is written, a number up to " + LATIN_1 + ", found another");
  }
}
