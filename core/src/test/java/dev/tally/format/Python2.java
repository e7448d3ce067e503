// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.pstats.FunctionKey;
import dev.tally.pstats.FunctionTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes profiles as {@code marshal.dump(stats, file, version)} of Python 2 does, which is on few
 * machines any more: texts are bytes, and from version 1 on names are interned and come again as a
 * number; floats are texts below version 2; integers beyond 32 bits have a code of their own.
 */
final class Python2 {
  private final int version;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> interned = new HashMap<>();

  private Python2(int version) {
    this.version = version;
  }

  static byte[] dump(FunctionTable table, int version) {
    Python2 python = new Python2(version);
    python.out.write('{');
    for (int f = 0; f < table.size(); f++) {
      python.key(table.key(f));
      python.tuple(5);
      python.integer(table.primitiveCalls(f));
      python.integer(table.calls(f));
      python.real(table.selfSeconds(f));
      python.real(table.cumulativeSeconds(f));
      python.out.write('{');
      for (int e = table.firstEdge(f); e < table.endEdge(f); e++) {
        python.key(table.keyAt(table.callerKey(e)));
        python.edge(table, e);
      }
      python.out.write('0');
    }
    python.out.write('0');
    return python.out.toByteArray();
  }

  private void edge(FunctionTable table, int e) {
    if (table.isOnlyCounted(e)) {
      integer(table.edgeCalls(e));
      return;
    }
    tuple(4);
    integer(table.edgeCalls(e));
    integer(table.edgePrimitiveCalls(e));
    real(table.edgeSelfSeconds(e));
    real(table.edgeCumulativeSeconds(e));
  }

  private void key(FunctionKey key) {
    tuple(3);
    bytes('s', key.file());
    integer(key.line());
    name(key.name());
  }

  private void name(String name) {
    Integer number = interned.get(name);
    if (version == 0) {
      bytes('s', name);
    } else if (number == null) {
      interned.put(name, interned.size());
      bytes('t', name);
    } else {
      out.write('R');
      int32(number);
    }
  }

  private void tuple(int members) {
    out.write('(');
    int32(members);
  }

  private void bytes(int code, String text) {
    byte[] bytes = encode(text);
    out.write(code);
    int32(bytes.length);
    out.writeBytes(bytes);
  }

  /** UTF-8, and for the halves of pairs that Python reads bytes as, these bytes. */
  private static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            c -> {
              if (c >= 0xDC80 && c <= 0xDCFF) {
                bytes.write(c);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  private void integer(long value) {
    if ((int) value == value) {
      out.write('i');
      int32((int) value);
    } else if (version == 1) { // a Python of 32 bits, or a "long" that a program made
      long rest = Math.abs(value);
      int digits = (Long.SIZE - Long.numberOfLeadingZeros(rest) + 14) / 15;
      out.write('l');
      int32(value < 0 ? -digits : digits);
      for (; rest != 0; rest >>>= 15) {
        out.write((int) rest);
        out.write((int) rest >> 8 & 0x7F);
      }
    } else {
      out.write('I');
      int32((int) value);
      int32((int) (value >> Integer.SIZE));
    }
  }

  private void real(double value) {
    if (version < 2) {
      String text = Double.toString(value).replace("Infinity", "inf").replace("NaN", "nan");
      out.write('f');
      out.write(text.length());
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    } else {
      out.write('g');
      long bits = Double.doubleToRawLongBits(value);
      int32((int) bits);
      int32((int) (bits >> Integer.SIZE));
    }
  }

  private void int32(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >> shift);
    }
  }
}
