// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import dev.tally.format.wire.FileNames;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines as the bytes that they are, whatever the locale: a line may name a file, whose name need
 * not be UTF-8. As text they are what {@link FileNames} makes of them.
 */
public final class RawLines {
  private final InputStream in;
  private boolean skipLineFeed;

  public RawLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line without its end, which is {@code \n}, {@code \r} or both; null at the end. */
  public @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b;
    while ((b = in.read()) >= 0) {
      boolean skipped = skipLineFeed && b == '\n';
      skipLineFeed = b == '\r';
      if (b == '\r' || (b == '\n' && !skipped)) {
        return FileNames.decode(line.toByteArray());
      }
      if (!skipped) {
        line.write(b);
      }
    }
    return line.size() == 0 ? null : FileNames.decode(line.toByteArray());
  }
}
