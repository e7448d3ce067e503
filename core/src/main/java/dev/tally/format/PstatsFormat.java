// SPDX-License-Identifier: Apache-2.0
package dev.tally.format;

import dev.tally.format.wire.MarshalException;
import dev.tally.pstats.FunctionTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Python's profile, as {@code cProfile -o} and {@code Stats.dump_stats} write it: one marshal
 * object and nothing else,
 *
 * <pre>{(file, line, name): (primitive calls, calls, self, cumulative,
 *                      {(file, line, name): (calls, primitive calls, self, cumulative), ...}), ...}
 * </pre>
 *
 * <p>with the callers in the inner dictionary; note the first two numbers, which trade places.
 * Times are seconds. There is no call tree, thread, clock, date or command in it, and no sign of
 * which times are estimates: all that is lost when a recording is written in this format.
 *
 * <p>Read is what Python 2.6 to 3.15 write of such a dictionary, and what exists beside: callers
 * that are a bare number of calls (Python's {@code profile}, and 3.15's sampler), a code object for
 * a name ({@code profile} again), the sampler's mark {@code ('__sampled__',): True}, an empty
 * dictionary. Bytes behind the object are left unread, as Python leaves them. Written is what
 * Python 3.4 and later read; a text that holds surrogates which would make a pair comes back as the
 * character that they make.
 */
public final class PstatsFormat {
  /** The sampler's mark, a key of one member. */
  static final String SAMPLED = "__sampled__";

  private PstatsFormat() {}

  /**
   * Reads a profile from a stream, which stays open.
   *
   * @throws MarshalException if this is none
   */
  public static FunctionTable read(InputStream in) throws IOException {
    return new PstatsReader(in).read();
  }

  /** Writes a profile to a stream, which stays open; buffering is the caller's. */
  public static void write(FunctionTable table, OutputStream out) throws IOException {
    PstatsWriter.write(table, out);
  }
}
