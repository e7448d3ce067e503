// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * Goes once through what the commands do on an ordinary day, so that the JVM can put the classes
 * they need into an archive ({@code -XX:ArchiveClassesAtExit}) from which later JVMs start. Run by
 * the {@code tally} script when it makes that archive; prints nothing.
 */
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] arguments) {
    // Where a plan goes to; the script does the same with a descriptor of its own.
    System.setProperty("tally.plan", "/dev/null");
    play("--version");
    play("run", "-o", "rehearsal", "-Xmx1g", "-s", "calls", "-cp", "lib", "Main");
  }

  private static void play(String... words) {
    StringWriter out = new StringWriter();
    Streams streams = new Streams(InputStream.nullInputStream(), out, new PrintWriter(out));
    Main.execute(List.of(words), streams);
  }
}
