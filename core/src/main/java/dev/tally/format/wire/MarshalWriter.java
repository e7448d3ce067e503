// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one Python marshal value, object by object, in version 4, which Python 3.4 and later read.
 * For use by one thread, on a buffered stream.
 */
public final class MarshalWriter {
  private static final int REMEMBER = 0x80;
  private static final int MAX_SMALL = 255;

  private final OutputStream out;
  private int remembered;
  private int flag;

  public MarshalWriter(OutputStream out) {
    this.out = out;
  }

  /** Marks the object that is written next, so that {@link #reference} can repeat it. */
  public int remember() {
    flag = REMEMBER;
    return remembered++;
  }

  /** The object again that was marked as this number. */
  public void reference(int number) throws IOException {
    code('r');
    int32(number);
  }

  public void integer(long value) throws IOException {
    if ((int) value == value) {
      code('i');
      int32((int) value);
      return;
    }
    code('l');
    // Digits of 15 bits; read as unsigned, the smallest long's absolute value is right too.
    long rest = Math.abs(value);
    int digits = (Long.SIZE - Long.numberOfLeadingZeros(rest) + 14) / 15;
    int32(value < 0 ? -digits : digits);
    for (; rest != 0; rest >>>= 15) {
      out.write((int) rest & 0xFF);
      out.write((int) rest >> 8 & 0x7F);
    }
  }

  public void real(double value) throws IOException {
    code('g');
    long bits = Double.doubleToRawLongBits(value);
    int32((int) bits);
    int32((int) (bits >>> Integer.SIZE));
  }

  public void text(String value) throws IOException {
    byte[] utf8 = Utf8.encode(value);
    boolean ascii = utf8.length == value.length();
    if (ascii && utf8.length <= MAX_SMALL) {
      code('z');
      out.write(utf8.length);
    } else {
      code(ascii ? 'a' : 'u');
      int32(utf8.length);
    }
    out.write(utf8);
  }

  public void bool(boolean value) throws IOException {
    out.write(value ? 'T' : 'F');
  }

  /** Begins a tuple of at most 255 members, which must follow. */
  public void tuple(int members) throws IOException {
    code(')');
    out.write(members);
  }

  /** Begins a dictionary, whose keys and values must follow in turns. */
  public void dictionary() throws IOException {
    code('{');
  }

  public void endDictionary() throws IOException {
    out.write('0');
  }

  private void code(char type) throws IOException {
    out.write(type | flag);
    flag = 0;
  }

  private void int32(int value) throws IOException {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >> shift);
    }
  }
}
