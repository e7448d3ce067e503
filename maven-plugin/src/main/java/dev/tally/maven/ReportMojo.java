// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Adds up the recordings of a project's tests and writes the sum as a page for the browser and as a
 * table. {@code tally stats target/tally/forks} opens it, too.
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class ReportMojo extends TallyMojo {
  @Override
  void run() throws MojoExecutionException {
    new Report(folder.toPath(), getLog()).write(recordings());
  }
}
