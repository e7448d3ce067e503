// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * The same as {@code report} of the tests of all modules together, in the project where Maven was
 * started: {@code mvn verify tally:report-aggregate}.
 */
@Mojo(name = "report-aggregate", aggregator = true, threadSafe = true)
public class ReportAggregateMojo extends TallyMojo {
  @Override
  void run() throws MojoExecutionException {
    ForkRecordings all = new ForkRecordings(List.of(), List.of());
    for (MavenProject module : session.getProjects()) {
      all = all.and(ForkRecordings.in(folder(module)));
    }
    new Report(folder.toPath(), getLog()).write(all);
  }
}
