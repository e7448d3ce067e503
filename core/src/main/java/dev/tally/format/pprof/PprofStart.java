// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

/**
 * Tells a pprof file by how it begins: it has no mark of its own, so its first fields are looked
 * at, which must be those of a profile, each with the wire type that it has there. Writers begin
 * with different ones: pprof with the types of values, Go's runtime with the time.
 */
public final class PprofStart {
  /** By number of the field: its wire type; -1 where no profile has one. */
  private static final int[] WIRE_TYPES = {-1, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 2, 0, 2, 0, 0};

  /** What a message of types of values, at most, takes. */
  private static final int MOST_TYPE_BYTES = 22;

  /** So many fields are no chance. */
  private static final int ENOUGH = 3;

  private final byte[] start;
  private final boolean more;
  private int at;

  private PprofStart(byte[] start, boolean more) {
    this.start = start;
    this.more = more;
  }

  /**
   * Whether a file that begins so is a profile.
   *
   * @param more whether the file goes on behind
   */
  public static boolean isBegunBy(byte[] start, boolean more) {
    return new PprofStart(start, more).isProfile();
  }

  private boolean isProfile() {
    int fields = 0;
    // Numbers alone may be any text: "PK" is a duration.
    boolean messages = false;
    while (at < start.length && (fields < ENOUGH || !messages)) {
      int tag = start[at++] & 0xFF;
      int field = tag >> 3;
      if (field >= WIRE_TYPES.length || (tag & 7) != wireType(field, tag)) {
        return false;
      }
      long value = varint();
      if (value < 0) {
        return false;
      }
      if ((tag & 7) == 2) {
        messages = true;
        if (field == PprofProto.SAMPLE_TYPE && !isValueType(value)) {
          return false;
        }
        if (value > start.length - at) {
          // The rest of a file, or of what is looked at of it.
          return fields > 0 && more;
        }
        at += (int) value;
      }
      fields++;
    }
    return messages && (fields >= ENOUGH || !more);
  }

  /** Comments may be one by one. */
  private static int wireType(int field, int tag) {
    return field == PprofProto.COMMENT && (tag & 7) == 0 ? 0 : WIRE_TYPES[field];
  }

  /** Two numbers of texts, either of which may be left away. */
  private boolean isValueType(long length) {
    if (length > MOST_TYPE_BYTES || length > start.length - at) {
      return false;
    }
    int end = at + (int) length;
    int begin = at;
    while (at < end) {
      int tag = start[at++];
      if ((tag != PprofProto.VALUE_TYPE << 3 && tag != PprofProto.VALUE_UNIT << 3)
          || varint() < 0) {
        return false;
      }
    }
    boolean whole = at == end;
    at = begin;
    return whole;
  }

  /** A number, -1 if there is none. */
  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 63 && at < start.length; shift += 7) {
      int b = start[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    return -1;
  }
}
