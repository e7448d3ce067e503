// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.terminal;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows one answer after the other on a terminal: a short one as it is, one that is longer than the
 * screen through the user's pager.
 *
 * <p>An answer is kept back until it is known which of the two it is. As soon as it has outgrown
 * the screen the pager starts, and the rest goes straight to it; so a report of a million lines is
 * on the screen at once and never in memory. If the user leaves the pager, the rest is dropped.
 */
final class Pager implements Appendable {

  /** The screen, which may change between two answers. */
  interface Screen {
    int rows();

    int columns();

    /** Told when the pager takes over, and when it has left: what is typed is for it meanwhile. */
    void lent(boolean toPager);
  }

  /** What colours begin and end with; they take no room. */
  private static final char ESCAPE = '\033';

  private static final char ESCAPE_END = 'm';

  private final Screen screen;
  private final Writer out;
  private final @Nullable String command;

  private final StringBuilder kept = new StringBuilder();
  private int rows;
  private int column;
  private boolean escaped;
  private @Nullable Process process;
  private @Nullable Writer toPager;
  private boolean left;

  /**
   * @param out the terminal
   * @param command what the user's shell is to run as the pager; null for none
   */
  Pager(Screen screen, Writer out, @Nullable String command) {
    this.screen = screen;
    this.out = out;
    this.command = command;
  }

  @Override
  public Pager append(CharSequence text) throws IOException {
    return append(text, 0, text.length());
  }

  @Override
  public Pager append(char c) throws IOException {
    return append(String.valueOf(c));
  }

  @Override
  public Pager append(CharSequence text, int start, int end) throws IOException {
    if (toPager != null) {
      page(text, start, end);
      return this;
    }
    kept.append(text, start, end);
    if (command != null && outgrew(text, start, end)) {
      startPager(command);
    }
    return this;
  }

  /** Counts rows as the terminal will break them, the prompt that follows included. */
  private boolean outgrew(CharSequence text, int start, int end) {
    int columns = Math.max(1, screen.columns());
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\n' || (column == columns && text.charAt(i) != ESCAPE && !escaped)) {
        rows++;
        column = 0;
      }
      if (text.charAt(i) == ESCAPE) {
        escaped = true;
      }
      if (text.charAt(i) != '\n' && !escaped) {
        column++;
      }
      escaped &= text.charAt(i) != ESCAPE_END;
    }
    return rows >= Math.max(2, screen.rows());
  }

  private void startPager(String shellCommand) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", shellCommand)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // As git does it: do not page after all if it fits, colours as they are, leave the text behind.
    // Lines are not broken, for tables are read by their columns.
    builder.environment().putIfAbsent("LESS", "FRSX");
    out.flush();
    screen.lent(true);
    process = builder.start();
    toPager = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    page(kept, 0, kept.length());
    kept.setLength(0);
  }

  private void page(CharSequence text, int start, int end) {
    if (left || toPager == null) {
      return;
    }
    try {
      toPager.append(text, start, end);
    } catch (IOException e) {
      left = true;
    }
  }

  /**
   * Ends an answer: shows it if that was not done yet, or waits until the user leaves the pager.
   */
  void finish() throws IOException {
    if (process != null && toPager != null) {
      try {
        toPager.close();
      } catch (IOException e) {
        // The user did not read to the end.
      }
      waitFor(process);
      screen.lent(false);
    } else {
      out.append(kept);
      out.flush();
      kept.setLength(0);
    }
    process = null;
    toPager = null;
    left = false;
    rows = 0;
    column = 0;
  }

  private static void waitFor(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What the environment says about paging: {@code PAGER}, else less if there is one.
   *
   * @return a command for the shell; null if nothing is to be paged
   */
  static @Nullable String command(Map<String, String> environment) {
    String pager = environment.get("PAGER");
    if (pager == null) {
      return "command -v less >/dev/null || exec cat; less";
    }
    return pager.isBlank() || pager.equals("cat") ? null : pager;
  }

  /** Whether what is paged may have colours: less shows them if it is told to, others need not. */
  static boolean takesColours(Map<String, String> environment) {
    String pager = command(environment);
    if (pager == null) {
      return true;
    }
    boolean less = !environment.containsKey("PAGER") || pager.startsWith("less");
    return less && environment.getOrDefault("LESS", "R").contains("R");
  }
}
