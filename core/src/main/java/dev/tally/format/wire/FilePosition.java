// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

/** Knows how much of a file has been used, so that memory can be weighed against it. */
public interface FilePosition {
  /** Bytes of the file, as it lies on the disk, that have been used so far. */
  long fileOffset();
}
