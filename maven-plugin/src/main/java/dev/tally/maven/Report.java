// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.profile.Profile;
import dev.tally.query.AsWritten;
import dev.tally.query.Waiting;
import dev.tally.report.RecordingStats;
import dev.tally.view.Recording;
import dev.tally.view.ViewWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/**
 * What tests have called, all together, as a page for the browser and as a table.
 *
 * @param folder where both go
 */
record Report(Path folder, Log log) {
  static final String NAME = "tests";

  /** What is said where there is nothing to report. */
  static String nothing(Path folder) {
    return "there are no recordings of tests below "
        + folder
        + ". If tests ran, give them the agent: goal prepare-agent; and where maven-surefire-plugin"
        + " or maven-failsafe-plugin has an <argLine> of its own, begin that with @{argLine}";
  }

  void write(ForkRecordings recordings) throws MojoExecutionException {
    for (Path file : recordings.empty()) {
      log.warn(file + " is empty: its JVM ended before anything was written");
    }
    if (recordings.files().isEmpty()) {
      log.warn(nothing(folder));
      return;
    }
    try {
      Profile sum = recordings.merged();
      Profile shown = Waiting.apart(AsWritten.of(sum));
      Path page = folder.resolve(NAME + ".html");
      Path table = folder.resolve(NAME + ".txt");
      Files.createDirectories(folder);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(page))) {
        ViewWriter.write(List.of(new Recording(NAME, shown)), out);
      }
      try (Writer out = Files.newBufferedWriter(table)) {
        RecordingStats.of(shown).print(out);
      }
      log.info(
          String.format(
              "Tally counted %,d calls of tests in %d JVM%s:",
              sum.calls(), recordings.files().size(), recordings.files().size() == 1 ? "" : "s"));
      log.info("  page   " + page);
      log.info("  table  " + table);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot report what tests call: " + e.getMessage(), e);
    }
  }
}
