// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One protobuf message in the making: a buffer that grows as fields are appended, to be embedded in
 * another message or written out. By hand, because the agent writes recordings inside the profiled
 * program, where a library would weigh more than the rest of the agent.
 *
 * <p>Fields with the default value (0, false, empty text) are left away, as proto3 does. For use by
 * one thread.
 */
public final class ProtobufWriter {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  /** Bytes of the longest varint. */
  private static final int MAX_VARINT = 10;

  private byte[] bytes = new byte[256];
  private int size;

  /** Forgets what was appended, keeps the memory. */
  public void clear() {
    size = 0;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** A field of type uint32, uint64, int32 or int64. */
  public void varint(int field, long value) {
    if (value != 0) {
      reserve(2 * MAX_VARINT);
      tag(field, VARINT);
      put(value);
    }
  }

  public void bool(int field, boolean value) {
    varint(field, value ? 1 : 0);
  }

  /** A field of type double. */
  public void float64(int field, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits != 0) {
      reserve(MAX_VARINT + Long.BYTES);
      tag(field, FIXED64);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bytes[size++] = (byte) (bits >>> shift);
      }
    }
  }

  /** A field of type string. */
  public void string(int field, String value) {
    if (!value.isEmpty()) {
      element(field, value);
    }
  }

  /** One element of a repeated field of type string, where an empty text counts too. */
  public void element(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    blob(field, utf8, utf8.length);
  }

  /** An embedded message; an empty one is written too. */
  public void message(int field, ProtobufWriter message) {
    blob(field, message.bytes, message.size);
  }

  /** A packed repeated field of varints: the first {@code count} values. */
  public void packed(int field, long[] values, int count) {
    packed(field, values, 0, count);
  }

  /** A packed repeated field of varints: {@code count} values from an index on. */
  public void packed(int field, long[] values, int from, int count) {
    if (count == 0) {
      return;
    }
    int length = 0;
    for (int i = from; i < from + count; i++) {
      length += lengthOf(values[i]);
    }
    reserve(2 * MAX_VARINT + length);
    tag(field, LENGTH_DELIMITED);
    put(length);
    for (int i = from; i < from + count; i++) {
      put(values[i]);
    }
  }

  /**
   * How protobuf's sint32 and sint64 fold the sign in, so that small negative numbers stay short.
   */
  public static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void blob(int field, byte[] content, int length) {
    reserve(2 * MAX_VARINT + length);
    tag(field, LENGTH_DELIMITED);
    put(length);
    System.arraycopy(content, 0, bytes, size, length);
    size += length;
  }

  private void tag(int field, int wireType) {
    put((long) field << 3 | wireType);
  }

  /** The caller has reserved the room. */
  private void put(long value) {
    byte[] to = bytes;
    int at = size;
    while ((value & ~0x7FL) != 0) {
      to[at++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    to[at++] = (byte) value;
    size = at;
  }

  private static int lengthOf(long value) {
    // Seven bits a byte, and zero takes one byte too: bits / 7 rounded up, without a division.
    return (Long.SIZE * 9 + 64 - Long.numberOfLeadingZeros(value | 1) * 9) >>> 6;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
