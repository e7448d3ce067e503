// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FilePosition;
import dev.tally.format.wire.FormatException;
import dev.tally.format.wire.FormatException.Place;
import dev.tally.format.wire.Gunzip;
import dev.tally.format.wire.MarshalException;
import dev.tally.format.wire.MarshalException.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that was packed by {@code gzip} as a whole, looked through: what is in it is read as if it
 * lay there unpacked. Once only, so what is packed twice is refused.
 *
 * <p>What unpacks to far more than profiles do is refused while it is read. Python's profiles pack
 * to a tenth of their size.
 */
final class Gzipped extends InputStream implements FilePosition {
  private static final long FREE_BYTES = 64L << 20;
  private static final long BYTES_PER_FILE_BYTE = 40;

  /** What Python, which does not look through gzip, says to each such file. */
  private static final String PYTHON = "ValueError: bad marshal data (unknown type code)";

  private final Gunzip unpacked;
  private long count;

  /** What is wrong with the packing, once that has shown. */
  private @Nullable FormatException broken;

  /** Reads what a file holds, unpacked. */
  @FunctionalInterface
  interface Reader {
    Contents read(Gzipped unpacked) throws IOException;
  }

  private Gzipped(Gunzip unpacked) {
    this.unpacked = unpacked;
  }

  static boolean isBegunBy(byte[] start) {
    return start.length > 1 && start[0] == 0x1F && start[1] == (byte) 0x8B;
  }

  /** What the first bytes of a packed file hold, as far as that can be said. */
  static byte[] unpackedStart(byte[] start) {
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(start))) {
      for (int b; (b = in.read()) >= 0; ) {
        unpacked.write(b);
      }
    } catch (IOException endsHere) {
      // The rest was not given.
    }
    return Arrays.copyOf(unpacked.toByteArray(), Math.min(unpacked.size(), Foreign.START_BYTES));
  }

  /** Reads a packed file to its end, where the checksum is. */
  static Contents read(InputStream file, Reader reader) throws IOException {
    try (Gunzip gunzip = Gunzip.ofFile(file)) {
      Gzipped unpacked = new Gzipped(gunzip);
      try {
        Contents contents = reader.read(unpacked);
        unpacked.transferTo(OutputStream.nullOutputStream());
        return contents;
      } catch (FormatException e) {
        if (unpacked.broken == null) {
          // Damage shows first as nonsense; the checksum at the end tells it from other contents.
          unpacked.transferTo(OutputStream.nullOutputStream());
          Place place = e.place() == Place.FILE ? Place.UNPACKED : e.place();
          throw new MarshalException(e.problem(), place, e.offset(), Step.LOADING, PYTHON);
        }
        throw e;
      }
    } catch (MarshalException e) {
      throw e;
    } catch (FormatException e) {
      throw new MarshalException(e.problem(), e.place(), e.offset(), Step.LOADING, PYTHON);
    }
  }

  @Override
  public long fileOffset() {
    return unpacked.fileOffset();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int some = unpacked.read(into, offset, length);
      count += Math.max(some, 0);
      long fileOffset = unpacked.fileOffset();
      if (count > FREE_BYTES + BYTES_PER_FILE_BYTE * fileOffset) {
        throw new FormatException(
            "expected a profile, found data that unpacks without end (over "
                + (count >> 20)
                + " MiB by now)",
            Place.FILE,
            fileOffset);
      }
      return some;
    } catch (FormatException e) {
      broken = e;
      throw e;
    }
  }
}
