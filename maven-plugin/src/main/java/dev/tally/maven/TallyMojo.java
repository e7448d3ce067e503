// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * What all goals are told. {@code prepare-agent} leaves what it was told in the project's
 * properties, so that the other goals of the same build know it, wherever in the POM it is said.
 */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class TallyMojo extends AbstractMojo {
  static final String FOLDER = "tally.folder";
  static final String INCLUDES = "tally.includes";
  static final String EXCLUDES = "tally.excludes";

  /** Whether to do nothing. */
  @Parameter(property = "tally.skip", defaultValue = "false")
  boolean skip;

  /** Where recordings, the page and the table are. */
  @Parameter(property = FOLDER, defaultValue = "${project.build.directory}/tally")
  File folder;

  /**
   * Classes to record, such as {@code com.acme.*}: names with dots; {@code *} stands for anything,
   * and a name without it for that class and those nested in it. None means all but the JDK's and
   * those of Surefire and JUnit, which run the tests.
   */
  @Parameter(property = INCLUDES)
  List<String> includes = List.of();

  /** Classes not to record, in the same way; they win over those to record. */
  @Parameter(property = EXCLUDES)
  List<String> excludes = List.of();

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Tally is skipped: tally.skip is set");
    } else {
      run();
    }
  }

  /** What the goal does. */
  abstract void run() throws MojoExecutionException, MojoFailureException;

  ForkRecordings recordings() {
    return ForkRecordings.in(folder.toPath());
  }

  /** Where a project of this build has its recordings. */
  static Path folder(MavenProject project) {
    String prepared = project.getProperties().getProperty(FOLDER);
    return prepared == null
        ? Path.of(project.getBuild().getDirectory(), "tally")
        : Path.of(prepared);
  }
}
