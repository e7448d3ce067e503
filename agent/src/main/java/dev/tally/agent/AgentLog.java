// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The agent's one voice: a line on the process's standard error. Not through {@code System.err},
 * which belongs to the program and may be replaced, closed or recorded by it.
 */
public final class AgentLog {
  private AgentLog() {}

  /** Prints a sentence; never throws. */
  @SuppressWarnings("resource") // The stream does not own the descriptor: closing would end it.
  public static void say(String sentence) {
    try {
      FileOutputStream standardError = new FileOutputStream(FileDescriptor.err);
      standardError.write(("tally: " + sentence + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException nobodyListens) {
      // There is nowhere left to say it.
    } catch (SecurityException e) {
      System.err.println("tally: " + sentence); // What a security manager leaves us.
    }
  }
}
