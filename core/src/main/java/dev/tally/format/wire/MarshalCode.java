// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import dev.tally.format.wire.MarshalException.Step;
import java.io.IOException;

/**
 * Reads a code object as far as Python prints it, which is how profiles show it: the command line
 * of Python's older module {@code profile} puts one in the place of a function's name.
 *
 * <p>What a code object consists of changed three times, and nothing in a profile says which Python
 * wrote it. So the numbers at its beginning are counted: they end at the bytecode.
 *
 * <pre>
 *   Python 2          4 numbers  bytecode, constants, names, variables, free, cells,
 *                                file, name, line (a number), lines
 *   3.0 to 3.7        5 numbers  the same
 *   3.8 to 3.10       6 numbers  the same
 *   since 3.11        5 numbers  bytecode, constants, names, variables, their kinds (bytes),
 *                                file, name, qualified name, line (a number), lines, exceptions
 * </pre>
 */
final class MarshalCode {
  private static final int LEAST_NUMBERS = 4;
  private static final int MOST_NUMBERS = 6;
  private static final int NUMBER_BYTES = 4;

  /** More bytecode is in no function; and none without any. */
  private static final int MOST_BYTECODE = 1 << 24;

  private final MarshalReader objects;
  private final MarshalInput bytes;
  private final long start;

  /**
   * @param objects has announced the code object and stepped into it
   * @param start where it begins
   */
  MarshalCode(MarshalReader objects, MarshalInput bytes, long start) {
    this.objects = objects;
    this.bytes = bytes;
    this.start = start;
  }

  /** What Python prints of it. */
  String read() throws IOException {
    bytes.skip(numbers() * NUMBER_BYTES);
    pass(4); // bytecode, constants, names, variables
    objects.next();
    boolean kinds = objects.kindOrReferents() == MarshalKind.BYTES;
    objects.pass();
    if (!kinds) {
      pass(1); // free variables, or cells
    }
    String file = text();
    String name = text();
    if (kinds) {
      pass(1); // qualified name
    }
    int line = bytes.int32();
    pass(kinds ? 2 : 1);
    // Where it lay is in no profile. Made of what the object holds, the address tells different
    // ones apart and is the same for equal ones, as the object's own equality is in Python.
    long address = 0x7FL << 40 | (objects.digest() & 0xFF_FFFF_FFF0L);
    return "<code object "
        + name
        + " at 0x"
        + Long.toHexString(address)
        + ", file \""
        + file
        + "\", line "
        + (line == 0 ? -1 : line)
        + ">";
  }

  private int numbers() throws IOException {
    for (int numbers = LEAST_NUMBERS; numbers <= MOST_NUMBERS; numbers++) {
      int at = numbers * NUMBER_BYTES;
      int size = 0;
      for (int i = NUMBER_BYTES; i > 0; i--) {
        size = size << Byte.SIZE | (bytes.peek(at + i) & 0xFF);
      }
      int code = bytes.peek(at);
      boolean bytecode = (code & 0x7F) == 's' && size > 0 && size < MOST_BYTECODE;
      if (code >= 0 && (bytecode || (code == 'r' && objects.isBytes(size)))) {
        return numbers;
      }
    }
    throw new MarshalException(
        "expected a code object of Python 2.6 to 3.15, found a code object with another beginning",
        start,
        Step.LOADING,
        null);
  }

  private void pass(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      objects.next();
      objects.pass();
    }
  }

  private String text() throws IOException {
    MarshalKind kind = objects.next();
    if (kind == MarshalKind.TEXT || kind == MarshalKind.BYTES) {
      return objects.text();
    }
    if (kind == MarshalKind.REFERENCE && objects.referent() instanceof String text) {
      return text;
    }
    objects.pass();
    return "???";
  }
}
