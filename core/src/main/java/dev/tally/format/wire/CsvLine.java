// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.io.IOException;

/** Writes lines of comma-separated values (RFC 4180, but for lines that end in {@code \n}). */
public final class CsvLine {
  private final Appendable out;
  private boolean first = true;

  public CsvLine(Appendable out) {
    this.out = out;
  }

  public CsvLine add(String text) throws IOException {
    separate();
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      plain &= ",\"\r\n".indexOf(text.charAt(i)) < 0;
    }
    out.append(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    return this;
  }

  public CsvLine add(long number) throws IOException {
    separate();
    out.append(Long.toString(number));
    return this;
  }

  /** A number, or nothing where it is not known. */
  public CsvLine addIf(boolean known, long number) throws IOException {
    return known ? add(number) : add("");
  }

  /** Ends the line; the next begins. */
  public void end() throws IOException {
    out.append('\n');
    first = true;
  }

  private void separate() throws IOException {
    if (!first) {
      out.append(',');
    }
    first = false;
  }
}
