// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

/**
 * Bounds the memory that a file may make a reader take: a fixed sum, and so much more for each byte
 * that has really arrived. Deflate packs a thousand zeros into one byte, so a megabyte made by an
 * enemy could otherwise claim gigabytes of perfectly legal contexts.
 *
 * <p>Honest recordings stay below: the fixed sum is enough for 3.5 million contexts with their
 * usual columns, however well they pack; beyond that the writer packs nothing, so that each context
 * takes its bytes of the file.
 */
public final class Allowance {
  private static final long FREE_BYTES = 208L << 20;

  /** A context of three bytes, the least it can have, comes to be one of 52 bytes on the heap. */
  private static final long BYTES_PER_FILE_BYTE = 24;

  /** Rough size on the heap of a small record, or of a text's shell, with its place in a list. */
  public static final int OBJECT_BYTES = 80;

  /** A row of a call tree on the heap, without its numbers. */
  public static final int CONTEXT_BYTES = 3 * Integer.BYTES;

  /** Of the fixed sum, what contexts may take; the rest is for methods and buffers. */
  public static final long CONTEXTS_BYTES = 182L << 20;

  private final FilePosition file;
  private long taken;

  public Allowance(FilePosition file) {
    this.file = file;
  }

  /**
   * Called before memory is kept.
   *
   * @param bytes rough size on the heap
   */
  public void take(long bytes) throws FormatException {
    taken += bytes;
    long fileOffset = file.fileOffset();
    if (taken > FREE_BYTES + BYTES_PER_FILE_BYTE * fileOffset) {
      throw new FormatException(
          "expected a profile, found data that unpacks without end (over "
              + (taken >> 20)
              + " MiB by now)",
          FormatException.Place.FILE,
          fileOffset);
    }
  }
}
