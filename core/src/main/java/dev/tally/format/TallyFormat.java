// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.FormatException;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Tally's own file: everything a {@link Profile} holds, and nothing else.
 *
 * <p>Seven bytes of magic, one byte of version, then one gzip member that holds one protobuf
 * message, {@code Recording} of {@code docs/tally.proto}. So {@code tail -c +9 FILE | gunzip} gives
 * something that any protobuf library reads, and gzip's checksum tells a damaged file from a whole
 * one. The contexts, which are nearly all of it, stand in blocks of packed columns: alike numbers
 * lie side by side, which gzip's fastest level squeezes well, and a reader meets no object per
 * context.
 *
 * <p>The writer runs inside the profiled program, at its end and every few seconds: it walks the
 * profile once, holds one block in memory, and uses nothing that is slow to start (no regular
 * expressions, no formatting, no lambdas). Both directions keep no state; several threads may use
 * them.
 */
public final class TallyFormat {
  private TallyFormat() {}

  /** Writes a recording to a stream and flushes it; the stream stays open. */
  public static void write(Profile profile, OutputStream out) throws IOException {
    TallyWriter.write(profile, out);
  }

  /**
   * Reads a recording to the end of a stream, which stays open.
   *
   * @throws FormatException if this is no recording, or not a whole one
   */
  public static Profile read(InputStream in) throws IOException {
    return TallyReader.read(in);
  }
}
