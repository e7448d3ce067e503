// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/**
 * Writes UTF-8, and gives back the bytes that Python could not read as such: a file name with the
 * byte 0x80 is a text with U+DC80 in Python, also in a profile, and becomes the byte again when
 * Python prints it. Any other half of a surrogate pair, at which Python would stop with an error,
 * becomes a question mark.
 *
 * <p>Buffered; for one thread.
 */
final class Utf8Writer extends Writer {
  private static final int FIRST_ESCAPE = 0xDC80;
  private static final int LAST_ESCAPE = 0xDCFF;
  private static final int LONGEST = 4;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 14];
  private int used;

  /** The first half of a pair whose second half has not come yet; 0 if there is none. */
  private char half;

  Utf8Writer(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      char c = text[i];
      if (half != 0 && Character.isLowSurrogate(c)) {
        encode(Character.toCodePoint(half, c));
        half = 0;
        continue;
      }
      endHalf();
      if (Character.isHighSurrogate(c)) {
        half = c;
      } else {
        encode(c);
      }
    }
  }

  private void endHalf() throws IOException {
    if (half != 0) {
      half = 0;
      encode('?');
    }
  }

  private void encode(int codePoint) throws IOException {
    if (used > buffer.length - LONGEST) {
      drain();
    }
    if (codePoint < 0x80) {
      put(codePoint);
    } else if (codePoint < 0x800) {
      put(0xC0 | (codePoint >> 6));
      rest(codePoint);
    } else if (codePoint >= FIRST_ESCAPE && codePoint <= LAST_ESCAPE) {
      put(codePoint);
    } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      put('?');
    } else if (codePoint < 0x10000) {
      put(0xE0 | (codePoint >> 12));
      rest(codePoint >> 6);
      rest(codePoint);
    } else {
      put(0xF0 | (codePoint >> 18));
      rest(codePoint >> 12);
      rest(codePoint >> 6);
      rest(codePoint);
    }
  }

  /** A byte after the first: the lowest six bits. */
  private void rest(int bits) {
    put(0x80 | (bits & 0x3F));
  }

  private void put(int value) {
    buffer[used++] = (byte) value;
  }

  private void drain() throws IOException {
    int count = used;
    // First, so that what a closed pipe refuses is not tried again when the program ends.
    used = 0;
    out.write(buffer, 0, count);
  }

  @Override
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    endHalf();
    flush();
    out.close();
  }
}
