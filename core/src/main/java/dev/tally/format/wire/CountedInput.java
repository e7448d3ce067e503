// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;
import java.io.InputStream;

/** A file as it lies on the disk, of which it is known how much has been read. */
public final class CountedInput extends InputStream implements FilePosition {
  private final InputStream file;
  private long count;

  /**
   * @param file stays open, and stands at its beginning
   */
  public CountedInput(InputStream file) {
    this.file = file;
  }

  @Override
  public long fileOffset() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int one = file.read();
    count += one < 0 ? 0 : 1;
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int some = file.read(into, offset, length);
    count += Math.max(some, 0);
    return some;
  }
}
