// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A recording of one test, for what runs tests or listens to them. What all threads call between
 * its two moments is in it, below a frame of the test; the test engine's own calls around the test
 * are not.
 *
 * <p>Used by the thread that runs the test.
 */
public final class TestRecording {
  private final Function<Object[], Object> agent;
  private final Object since;

  private TestRecording(Function<Object[], Object> agent) {
    this.agent = agent;
    since = agent.apply(new Object[] {"moment"});
  }

  /**
   * Begins one.
   *
   * @throws IllegalStateException if Tally's agent is not loaded in this JVM
   */
  public static TestRecording begin() {
    return new TestRecording(Tally.agent());
  }

  /**
   * Ends it, and writes it to a file that {@code tally stats} reads.
   *
   * @param className class of the test, with dots; empty if it has none
   * @param name of the test
   * @param alone whether what other threads have called is left out, because it may be another
   *     test's: the recording says so
   * @return how many calls are in it; the test itself is one
   * @throws IOException if the file cannot be written
   */
  public long write(Path file, String className, String name, boolean alone) throws IOException {
    Object result =
        agent.apply(
            new Object[] {"test", since, file.toAbsolutePath().toFile(), className, name, alone});
    if (result instanceof Long calls) {
      return calls;
    }
    throw new IOException((String) result);
  }
}
