// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import dev.tally.cli.Main;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
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
 * @param err standard error, flushed after each line
 */
public record Streams(InputStream in, Writer out, PrintWriter err) {

  /** This process's own. */
  public static Streams ofProcess() {
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new Utf8Writer(new FileOutputStream(FileDescriptor.out)),
        new PrintWriter(new Utf8Writer(new FileOutputStream(FileDescriptor.err)), true));
  }
}
