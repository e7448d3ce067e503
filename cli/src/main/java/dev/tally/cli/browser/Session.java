// SPDX-License-Identifier: Apache-2.0
package dev.tally.cli.browser;

import dev.tally.report.Stats;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the browser has in hand: a profile or none, and whom to answer. */
public final class Session {
  private static final String PROMPT_END = "% ";

  private final StatsReader reader;
  private final Appendable out;
  private @Nullable Stats stats;
  private @Nullable String file;

  public Session(StatsReader reader, Appendable out) {
    this.reader = reader;
    this.out = out;
  }

  public Appendable out() {
    return out;
  }

  public String prompt() {
    return file == null ? PROMPT_END : file + PROMPT_END;
  }

  /** Writes one line. */
  public void say(String line) throws IOException {
    out.append(line).append('\n');
  }

  /** The profile in hand; null if there is none. */
  @Nullable Stats stats() {
    return stats;
  }

  /** The profile in hand; null, which the user is told, if there is none. */
  @Nullable Stats statsOrComplaint() throws IOException {
    if (stats == null) {
      say("No statistics object is loaded.");
    }
    return stats;
  }

  /** Takes a profile in place of the present one, which stays if that does not work. */
  public void read(String name) throws IOException {
    Stats read;
    try {
      read = reader.read(name);
    } catch (IOException e) {
      say(SystemError.of(e).text());
      return;
    }
    stats = read;
    file = name;
  }

  /** Takes the present profile anew from its file. */
  void reload() throws IOException {
    if (file == null) {
      say("No statistics object is current -- cannot reload.");
    } else {
      read(file);
    }
  }

  /** Adds a profile to the present one. */
  public void add(String name) throws IOException {
    Stats present = statsOrComplaint();
    if (present == null) {
      return;
    }
    try {
      present.add(reader.read(name));
    } catch (IOException e) {
      SystemError error = SystemError.of(e);
      say("Failed to load statistics for " + name + ": " + error.withName(name));
    } catch (IllegalArgumentException e) {
      say("Failed to load statistics for " + name + ": " + e.getMessage());
    }
  }
}
