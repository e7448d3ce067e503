// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import dev.tally.format.wire.MarshalException.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The bytes below {@link MarshalReader}: little-endian numbers, and a complaint at their end. */
final class MarshalInput {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int filled;

  /** Bytes of the file before {@code buffer}. */
  private long passed;

  /** What {@link #bytes} has read last. */
  private byte[] read = new byte[256];

  MarshalInput(InputStream in) {
    this.in = in;
  }

  /** Bytes of the file that have been used so far. */
  long position() {
    return passed + next;
  }

  /** The byte that an object begins with. */
  int code() throws IOException {
    if (next == filled && !fill()) {
      throw end("expected another object", "EOF read where object expected");
    }
    return buffer[next++] & 0xFF;
  }

  int uint8() throws IOException {
    if (next == filled && !fill()) {
      throw end("expected more data", "EOF read where not expected");
    }
    return buffer[next++] & 0xFF;
  }

  int uint16() throws IOException {
    return uint8() | uint8() << 8;
  }

  int int32() throws IOException {
    return uint16() | uint16() << 16;
  }

  long int64() throws IOException {
    return (int32() & 0xFFFF_FFFFL) | (long) int32() << 32;
  }

  /**
   * The next bytes, at the beginning of an array that the next call overwrites; it grows as they
   * arrive.
   */
  byte[] bytes(int count) throws IOException {
    for (int have = 0; have < count; ) {
      int some = buffered(count - have);
      if (read.length - have < some) {
        read = Arrays.copyOf(read, Math.max(read.length * 2, have + some));
      }
      System.arraycopy(buffer, next, read, have, some);
      next += some;
      have += some;
    }
    return read;
  }

  /** Passes over bytes; gives a number made of them. */
  long skip(int count) throws IOException {
    long digest = count;
    for (int left = count; left > 0; ) {
      int some = buffered(left);
      for (int end = next + some; next < end; next++) {
        digest = digest * 31 + buffer[next];
      }
      left -= some;
    }
    return digest;
  }

  /** The byte that lies this far behind the next one; -1 if the file ends before. */
  int peek(int distance) throws IOException {
    if (filled - next <= distance) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      passed += next;
      filled -= next;
      next = 0;
    }
    while (filled <= distance) {
      int some = in.read(buffer, filled, buffer.length - filled);
      if (some <= 0) {
        return -1;
      }
      filled += some;
    }
    return buffer[next + distance] & 0xFF;
  }

  /** A float as versions 0 and 1 wrote it. */
  double realAsText() throws IOException {
    long start = position();
    int length = uint8();
    String all = new String(bytes(length), 0, length, StandardCharsets.UTF_8);
    int end = all.indexOf(0);
    String text = end < 0 ? all : all.substring(0, end);
    if (FloatText.PATTERN.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan", "+nan", "-nan" -> Double.NaN;
      default ->
          throw new MarshalException(
              "expected the digits of a float, found other text",
              start,
              Step.LOADING,
              "ValueError: could not convert string to float: '" + text + "'");
    };
  }

  /** How many bytes, at least one and at most {@code wanted}, lie ready in the buffer. */
  private int buffered(int wanted) throws IOException {
    if (next == filled && !fill()) {
      throw end("expected " + wanted + " more bytes", "EOF read where not expected");
    }
    return Math.min(wanted, filled - next);
  }

  private MarshalException end(String problem, String python) {
    return new MarshalException(
        problem + ", found the end of the file", position(), Step.LOADING, "EOFError: " + python);
  }

  private boolean fill() throws IOException {
    passed += filled;
    next = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  /** Apart, because it is slow to start and such files are rare. */
  private static final class FloatText {
    /** What CPython takes for a float, but for the words for infinity and the like. */
    static final Pattern PATTERN = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  }
}
