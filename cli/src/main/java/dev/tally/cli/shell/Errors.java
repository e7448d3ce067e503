// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.shell;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** From an exception to one sentence and an exit code. */
public final class Errors {
  static final int FAILURE = 1;
  static final int MISUSE = 2;

  /** What a shell reports for a program that died of SIGPIPE, as most programs on Unix do. */
  static final int READER_GONE = 141;

  private Errors() {}

  /**
   * Reports a failed command on standard error, unless there is nobody left to tell.
   *
   * @param who what the sentence begins with, such as {@code tally run}
   * @param debug print the stack trace, too
   * @return the exit code
   */
  public static int report(Throwable problem, String who, Streams streams, boolean debug) {
    if (isBrokenPipe(problem)) {
      return READER_GONE;
    }
    streams.err().println(who + ": " + sentence(problem));
    if (debug) {
      problem.printStackTrace(streams.err());
    }
    return problem instanceof Misuse ? MISUSE : FAILURE;
  }

  /** What went wrong, for a person; one line without the verb in front. */
  static String sentence(Throwable problem) {
    if (problem instanceof NoSuchFileException e) {
      return e.getFile() + ": no such file or directory";
    }
    if (problem instanceof AccessDeniedException e) {
      return e.getFile() + ": permission denied";
    }
    if (problem instanceof FileSystemException e && e.getReason() != null) {
      return e.getFile() + ": " + e.getReason().toLowerCase(java.util.Locale.ROOT);
    }
    String message = problem.getMessage();
    if (problem instanceof OutOfMemoryError) {
      return "out of memory; give the JVM more with the environment variable"
          + " TALLY_JAVA_OPTIONS=-Xmx4g";
    }
    if (message != null && (problem instanceof Misuse || problem instanceof IOException)) {
      return message;
    }
    return "this is a bug in Tally: " + problem + "; --debug shows where it happened";
  }

  private static boolean isBrokenPipe(Throwable problem) {
    // The JDK has no type for it, only the text of EPIPE, which does not follow the locale.
    return problem instanceof IOException e && "Broken pipe".equals(e.getMessage());
  }
}
