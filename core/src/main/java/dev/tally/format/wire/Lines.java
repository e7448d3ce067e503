// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import dev.tally.format.wire.FormatException.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a text that is not trusted, as bytes, one at a time. They end in a line feed, with
 * or without a carriage return before it. A stack may be 100,000 calls deep and stand in one line,
 * so lines are long; but not without end.
 */
public final class Lines {
  private static final int MAX_LINE_BYTES = 64 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int next;
  private int filled;
  private int begin;
  private int end;
  private long number;

  /**
   * @param in read to its end, and left open
   */
  public Lines(InputStream in) {
    this.in = in;
  }

  /** Goes on to the next line; false if there is none. */
  public boolean next() throws IOException {
    begin = next;
    int look = next;
    while (true) {
      while (look < filled && buffer[look] != '\n') {
        look++;
      }
      if (look < filled) {
        break;
      }
      int seen = look - begin;
      boolean more = fill();
      look = begin + seen;
      if (!more) {
        if (seen == 0) {
          return false;
        }
        break;
      }
    }
    number++;
    end = look;
    next = Math.min(look + 1, filled);
    if (end > begin && buffer[end - 1] == '\r') {
      end--;
    }
    return true;
  }

  /** Moves the line to the front of the buffer and reads more behind it. */
  private boolean fill() throws IOException {
    int have = filled - begin;
    if (have > MAX_LINE_BYTES) {
      number++;
      throw wrong("expected a line of at most " + (MAX_LINE_BYTES >> 20) + " MiB, found a longer");
    }
    if (have == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    System.arraycopy(buffer, begin, buffer, 0, have);
    begin = 0;
    filled = have;
    int some = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(some, 0);
    return some > 0;
  }

  /** Number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Bytes of the line, without its end. */
  public int length() {
    return end - begin;
  }

  public byte at(int index) {
    return buffer[begin + index];
  }

  /** A part of the line; bytes that are no UTF-8 become U+FFFD. */
  public String text(int from, int to) {
    return new String(buffer, begin + from, to - from, StandardCharsets.UTF_8);
  }

  /** The whole line. */
  public String text() {
    return text(0, length());
  }

  /** Where a part of the line and one of another are the same. */
  public int mismatch(byte[] other, int otherLength) {
    int mismatch = Arrays.mismatch(buffer, begin, end, other, 0, otherLength);
    return mismatch < 0 ? length() : mismatch;
  }

  /** Copies the line; gives the array it is in now, which is longer where it need be. */
  public byte[] copyTo(byte[] array) {
    byte[] target =
        array.length >= length() ? array : new byte[Math.max(length(), array.length * 2)];
    System.arraycopy(buffer, begin, target, 0, length());
    return target;
  }

  /** An error in this line. */
  public FormatException wrong(String problem) {
    return new FormatException(problem, Place.LINE, number);
  }
}
