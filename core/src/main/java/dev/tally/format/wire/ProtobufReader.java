// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Pulls protobuf fields from a stream that is not trusted. A length that the stream claims is
 * checked against what encloses it, and never allocated before its bytes have arrived.
 *
 * <p>To read a message: {@link #nextField} until it returns 0; for each field one of the typed
 * methods, or {@link #skip} for a field unknown here. For use by one thread.
 */
public final class ProtobufReader {
  /** No text is longer; more is an attack or a mistake. */
  private static final int MAX_TEXT_BYTES = 16 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int filled;

  /** Bytes of the stream before {@code buffer}. */
  private long passed;

  /** Where the innermost open message ends; the outermost ends where the stream does. */
  private long messageEnd = Long.MAX_VALUE;

  private int field;
  private int wireType;
  private byte[] text = new byte[256];

  /**
   * @param in what to read; offsets in errors count from here and are called unpacked data
   */
  public ProtobufReader(InputStream in) {
    this.in = in;
  }

  /** Bytes read so far. */
  public long position() {
    return passed + next;
  }

  /** The number of the message's next field, or 0 at its end. */
  public int nextField() throws IOException {
    long start = position();
    if (start >= messageEnd) {
      if (start > messageEnd) {
        throw wrong("expected a message to end at byte " + messageEnd + ", found it to go on");
      }
      return 0;
    }
    if (messageEnd == Long.MAX_VALUE && next == filled && !fill()) {
      return 0;
    }
    long tag = varint64();
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (tag >>> 32 != 0 || field == 0) {
      throw wrong("expected a protobuf field, found the tag " + tag, start);
    }
    return field;
  }

  /** The value of a field of type uint32, uint64, int32 or int64. */
  public long varint() throws IOException {
    expect(ProtobufWriter.VARINT);
    return varint64();
  }

  /** A field that says which element of a list is meant. */
  public int index(int listSize, String what) throws IOException {
    long start = position();
    long value = varint();
    if (value < 0 || value >= listSize) {
      throw wrong("expected " + what + " below " + listSize + ", found " + value, start);
    }
    return (int) value;
  }

  public boolean bool() throws IOException {
    return varint() != 0;
  }

  /** The value of a field of type double. */
  public double float64() throws IOException {
    expect(ProtobufWriter.FIXED64);
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (long) readByte() << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  /** The value of a field of type string. */
  public String string() throws IOException {
    long start = position();
    int length = (int) Math.min(length(), Integer.MAX_VALUE);
    if (length > MAX_TEXT_BYTES) {
      throw wrong(
          "expected a text of at most " + MAX_TEXT_BYTES + " bytes, found a length of " + length,
          start);
    }
    int have = 0;
    while (have < length) {
      if (next == filled && !fill()) {
        throw endOfStream();
      }
      int some = Math.min(length - have, filled - next);
      if (text.length - have < some) {
        text = Arrays.copyOf(text, Math.max(text.length * 2, have + some));
      }
      System.arraycopy(buffer, next, text, have, some);
      next += some;
      have += some;
    }
    try {
      // Unlike new String(...), this refuses what is not UTF-8.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, 0, have)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(
          "expected text in UTF-8, found other bytes", FormatException.Place.UNPACKED, start, e);
    }
  }

  /**
   * Opens an embedded message, whose fields {@link #nextField} then gives.
   *
   * @return what {@link #leaveMessage} wants back when they have been read
   */
  public long enterMessage() throws IOException {
    long length = length();
    long enclosing = messageEnd;
    messageEnd = position() + length;
    return enclosing;
  }

  public void leaveMessage(long enclosing) {
    messageEnd = enclosing;
  }

  /**
   * Reads a packed repeated field of varints into {@code into}.
   *
   * @param into its length is the largest count that is accepted
   * @return how many there were
   */
  public int packed(long[] into) throws IOException {
    long start = position();
    long end = length() + position();
    int count = 0;
    while (position() < end) {
      if (count == into.length) {
        throw wrong("expected at most " + into.length + " numbers, found more", start);
      }
      into[count++] = varint64();
    }
    if (position() > end) {
      throw wrong("expected a list of numbers to end at byte " + end + ", found it to go on");
    }
    return count;
  }

  /**
   * Reads a repeated field of varints, packed or one by one, to the end of a list. Memory grows as
   * bytes arrive, up to eight times as many.
   *
   * @param most how many numbers the list may come to hold
   */
  public void repeated(Longs to, int most) throws IOException {
    long start = position();
    long end = wireType == ProtobufWriter.VARINT ? start + 1 : length() + position();
    while (position() < end) {
      if (to.size() == most) {
        throw wrong("expected at most " + most + " numbers, found more", start);
      }
      to.add(varint64());
    }
    if (wireType != ProtobufWriter.VARINT && position() > end) {
      throw wrong("expected a list of numbers to end at byte " + end + ", found it to go on");
    }
  }

  /** Undoes {@link ProtobufWriter#zigzag}. */
  public static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /** Passes over the value of a field. */
  public void skip() throws IOException {
    long left =
        switch (wireType) {
          case ProtobufWriter.VARINT -> {
            varint64();
            yield 0;
          }
          case ProtobufWriter.FIXED64 -> Long.BYTES;
          case ProtobufWriter.FIXED32 -> Integer.BYTES;
          case ProtobufWriter.LENGTH_DELIMITED -> length();
          default -> throw wrong("expected a protobuf value, found wire type " + wireType);
        };
    if (left > messageEnd - position()) {
      throw wrong("expected the end of field " + field + " within its message");
    }
    while (left > 0) {
      if (next == filled && !fill()) {
        throw endOfStream();
      }
      int some = (int) Math.min(left, filled - next);
      next += some;
      left -= some;
    }
  }

  /** An error at the current position. */
  public FormatException wrong(String problem) {
    return wrong(problem, position());
  }

  private static FormatException wrong(String problem, long position) {
    return new FormatException(problem, FormatException.Place.UNPACKED, position);
  }

  private void expect(int wantedType) throws FormatException {
    if (wireType != wantedType) {
      throw wrong(
          "expected wire type " + wantedType + " in field " + field + ", found " + wireType);
    }
  }

  /** The length of a length-delimited value, which fits into the message that encloses it. */
  private long length() throws IOException {
    expect(ProtobufWriter.LENGTH_DELIMITED);
    long start = position();
    long length = varint64();
    long left = messageEnd - position();
    if (length < 0 || length > left) {
      String room = messageEnd == Long.MAX_VALUE ? "" : " of at most " + left;
      throw wrong("expected a length" + room + ", found " + Long.toUnsignedString(length), start);
    }
    return length;
  }

  private long varint64() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int b = next < filled ? buffer[next++] & 0xFF : readByte();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw wrong("expected a varint of at most 10 bytes, found a longer one");
  }

  private int readByte() throws IOException {
    if (next == filled && !fill()) {
      throw endOfStream();
    }
    return buffer[next++] & 0xFF;
  }

  private FormatException endOfStream() {
    return wrong("expected more of field " + field + ", found the end");
  }

  /** Reads more; false at the end of the stream. */
  private boolean fill() throws IOException {
    passed += filled;
    next = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }
}
