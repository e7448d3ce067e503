// SPDX-License-Identifier: Apache-2.0
//
// Protobuf's wire format, as far as Tally's schema needs it: a cursor over bytes that knows where
// its message ends. Numbers come as doubles, which are exact up to 2^53: 104 days in nanoseconds.

export class FormatError extends Error {}

/** Wire types. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

export class Wire {
  constructor(bytes, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.type = 0;
  }

  /** The number of the next field, 0 at the end of the message. */
  field() {
    if (this.at >= this.end) {
      return 0;
    }
    const key = this.varint();
    this.type = key % 8;
    const field = Math.floor(key / 8);
    if (field === 0) {
      throw this.error('expected the number of a field, found 0');
    }
    return field;
  }

  varint() {
    const bytes = this.bytes;
    let b = this.byte();
    let value = b & 0x7f;
    if (b < 0x80) {
      return value;
    }
    for (let shift = 7, factor = 128; shift < 70; shift += 7, factor *= 128) {
      if (this.at >= this.end) {
        throw this.error('expected the rest of a number, found the end of the message');
      }
      b = bytes[this.at++];
      value += (b & 0x7f) * factor;
      if (b < 0x80) {
        return value;
      }
    }
    throw this.error('expected a number of at most 10 bytes, found more');
  }

  byte() {
    if (this.at >= this.end) {
      throw this.error('expected a number, found the end of the message');
    }
    return this.bytes[this.at++];
  }

  unsigned() {
    this.expect(VARINT, 'a number');
    return this.varint();
  }

  /** An int64 or int32, whose negative numbers are complements of two. */
  signed() {
    const value = this.unsigned();
    return value >= 2 ** 63 ? value - 2 ** 64 : value;
  }

  zigzag() {
    return unzigzag(this.unsigned());
  }

  bool() {
    return this.unsigned() !== 0;
  }

  double() {
    this.expect(FIXED64, 'a double');
    if (this.at + 8 > this.end) {
      throw this.error('expected a double, found the end of the message');
    }
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at, 8);
    this.at += 8;
    return view.getFloat64(0, true);
  }

  text() {
    const inner = this.message();
    try {
      return UTF8.decode(this.bytes.subarray(inner.at, inner.end));
    } catch {
      throw this.error('expected text in UTF-8, found other bytes');
    }
  }

  /** A message, or a packed column, inside this one. */
  message() {
    this.expect(BYTES, 'a message, a text or a packed column');
    const length = this.varint();
    if (length > this.end - this.at) {
      throw this.error(`expected ${length} bytes, found ${this.end - this.at}`);
    }
    const inner = new Wire(this.bytes, this.at, this.at + length);
    this.at += length;
    return inner;
  }

  /** How many numbers stand in this packed column. */
  count() {
    const { bytes, end } = this;
    let count = 0;
    for (let i = this.at; i < end; i++) {
      count += 1 - (bytes[i] >>> 7);
    }
    return count;
  }

  /** Passes over a field that is not known. */
  skip() {
    switch (this.type) {
      case VARINT:
        this.varint();
        break;
      case FIXED64:
        this.at += 8;
        break;
      case BYTES:
        this.message();
        break;
      case FIXED32:
        this.at += 4;
        break;
      default:
        throw this.error(`expected a field that can be passed over, found wire type ${this.type}`);
    }
  }

  expect(type, what) {
    if (this.type !== type) {
      throw this.error(`expected ${what}, found wire type ${this.type}`);
    }
  }

  error(what) {
    return new FormatError(`at byte ${this.at} of the unpacked data: ${what}`);
  }
}

function unzigzag(value) {
  if (value < 2 ** 31) {
    return (value >>> 1) ^ -(value & 1);
  }
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Reads a packed column into a part of an array, and says how many numbers that were. */
export function unpack(column, into, offset, signed) {
  const { bytes, end } = column;
  let i = offset;
  if (column.count() > into.length - offset) {
    throw column.error(`expected ${into.length - offset} numbers, found ${column.count()}`);
  }
  while (column.at < end) {
    // Nearly all numbers are of one byte or two.
    const b = bytes[column.at];
    let value = b;
    if (b < 0x80) {
      column.at++;
    } else if (column.at + 1 < end && bytes[column.at + 1] < 0x80) {
      value = (b & 0x7f) | (bytes[column.at + 1] << 7);
      column.at += 2;
    } else {
      value = column.varint();
    }
    if (signed) {
      value = unzigzag(value);
    }
    into[i] = value;
    if (into[i++] !== value) {
      throw column.error(`expected a number of at most 31 bits, found ${value}`);
    }
  }
  return i - offset;
}
