// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import dev.tally.cli.Main;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Where a command reads and writes. Handed down rather than taken from {@link System}, so that
 * tests run commands in-process and read what came out.
 *
 * <p>Text is UTF-8 whatever the locale, as Python does it. Output is a {@link Writer} and not a
 * {@code PrintStream} because a {@code PrintStream} would keep it to itself that the reader of a
 * pipe has gone away.
 *
 * @param in standard input
 * @param out standard output, buffered; {@link Main} flushes it at the end
 * @param bytes standard output for what is no text; used instead of {@code out}
 * @param err standard error, flushed after each line
 */
public record Streams(InputStream in, Writer out, OutputStream bytes, PrintWriter err) {

  /** This process's own. */
  public static Streams ofProcess() {
    OutputStream bytes = new FileOutputStream(FileDescriptor.out);
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new Utf8Writer(bytes),
        new BufferedOutputStream(bytes, 1 << 16),
        new PrintWriter(new Utf8Writer(new FileOutputStream(FileDescriptor.err)), true));
  }
}
