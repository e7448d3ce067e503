// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.command;

import dev.tally.cli.command.OutputFile.Content;
import dev.tally.cli.shell.Streams;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a program has left, and gives up when no byte has moved for some seconds, as our
 * agent does: nobody should wait for the end of a program that has ended because nobody reads a
 * pipe. It is written by a thread that may stay behind in that call; the JVM ends without it.
 */
final class PatientWrite {
  /** So that a slow reader of a large recording is seen to read. */
  private static final int PIECE_BYTES = 1 << 13;

  private final AtomicLong pieces = new AtomicLong();
  private final int patienceSeconds;

  PatientWrite(int patienceSeconds) {
    this.patienceSeconds = patienceSeconds;
  }

  /**
   * @param target null for standard output
   * @throws IOException if it cannot be written, or is not read
   */
  void write(@Nullable Path target, Streams streams, Content content) throws IOException {
    FutureTask<@Nullable Void> task =
        new FutureTask<>(
            () -> {
              OutputFile.write(target, streams, out -> content.writeTo(new Pieces(out)));
              return null;
            });
    Thread writer = new Thread(task, "writer");
    writer.setDaemon(true);
    writer.start();
    for (long before = -1; before != pieces.get(); ) {
      before = pieces.get();
      try {
        task.get(patienceSeconds, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException stillWriting) {
        // Once more, if anything has moved.
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
    throw new IOException(
        "cannot write " + target + ": nobody has read it for " + patienceSeconds + " seconds");
  }

  private final class Pieces extends FilterOutputStream {
    Pieces(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int at = 0; at < length; at += PIECE_BYTES) {
        out.write(bytes, offset + at, Math.min(PIECE_BYTES, length - at));
        pieces.incrementAndGet();
      }
    }
  }
}
