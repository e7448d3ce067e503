// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 as Python's error handler {@code surrogatepass} has it: unpaired surrogates, which Python
 * puts into the names of undecodable files, are encoded like other characters of three bytes.
 */
final class Utf8 {
  private Utf8() {}

  /** Bytes that are not UTF-8; the message is that of Python's UnicodeDecodeError. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private Malformed(byte[] bytes, int start, int count, String reason) {
      super(
          "'utf-8' codec can't decode byte"
              + (count == 1
                  ? " 0x" + Integer.toHexString(bytes[start] & 0xFF) + " in position " + start
                  : "s in position " + start + "-" + (start + count - 1))
              + ": "
              + reason);
    }
  }

  /** The text of the first {@code length} bytes. */
  static String decode(byte[] bytes, int length) throws Malformed {
    int at = asciiLength(bytes, length);
    if (at == length) {
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(length);
    text.append(new String(bytes, 0, at, StandardCharsets.ISO_8859_1));
    while (at < length) {
      int lead = bytes[at] & 0xFF;
      if (lead < 0x80) {
        text.append((char) lead);
        at++;
      } else {
        int size = sequenceLength(bytes, at, length);
        int codePoint = lead & (0xFF >> (size + 1));
        for (int i = 1; i < size; i++) {
          codePoint = codePoint << 6 | (bytes[at + i] & 0x3F);
        }
        text.appendCodePoint(codePoint);
        at += size;
      }
    }
    return text.toString();
  }

  static byte[] encode(String text) {
    byte[] bytes = new byte[text.length() * 3];
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else {
        int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        bytes[size++] = (byte) (0xFF80 >> more | c >> (6 * more));
        for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
          bytes[size++] = (byte) (0x80 | (c >> shift & 0x3F));
        }
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  private static int asciiLength(byte[] bytes, int length) {
    int at = 0;
    while (at < length && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** How many bytes make up the character at {@code at}, which is not ASCII. */
  private static int sequenceLength(byte[] bytes, int at, int length) throws Malformed {
    int lead = bytes[at] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      throw new Malformed(bytes, at, 1, "invalid start byte");
    }
    int size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (int i = 1; i < size; i++) {
      // Python first sees that a surrogate is none of UTF-8's, and only then lets it pass whole.
      boolean surrogate = i == 2 && lead == 0xED && (bytes[at + 1] & 0xFF) >= 0xA0;
      if (at + i == length) {
        throw surrogate
            ? notContinued(bytes, at, 1)
            : new Malformed(bytes, at, i, "unexpected end of data");
      }
      int next = bytes[at + i] & 0xFF;
      // The second byte rules out characters that have a shorter form or are beyond the last one.
      int least = i > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      int most = i == 1 && lead == 0xF4 ? 0x8F : 0xBF;
      if (next < least || next > most) {
        throw notContinued(bytes, at, surrogate ? 1 : i);
      }
    }
    return size;
  }

  private static Malformed notContinued(byte[] bytes, int start, int count) {
    return new Malformed(bytes, start, count, "invalid continuation byte");
  }
}
