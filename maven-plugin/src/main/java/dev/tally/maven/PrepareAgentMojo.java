// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Adds the agent to the property {@code argLine}, from which Surefire and Failsafe start the JVMs
 * of tests. What is in the property stays before it, such as JaCoCo's agent. Where the POM gives
 * these plugins an {@code <argLine>} of its own, that must begin with {@code @{argLine}}.
 *
 * <p>Each JVM writes a recording of its own. Those of earlier builds are deleted.
 */
@Mojo(name = "prepare-agent", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public class PrepareAgentMojo extends TallyMojo {
  private static final String ARG_LINE = "argLine";
  private static final String PER_TEST = "tally.perTest";
  private static final String AGENT = "dev.tally:tally-agent";

  /**
   * A folder for a recording of each test, which tally-junit writes; see the documentation of
   * tests. None means that there are no such recordings.
   */
  @Parameter(property = PER_TEST)
  @Nullable String perTest;

  @Parameter(defaultValue = "${plugin.artifactMap}", readonly = true, required = true)
  Map<String, Artifact> pluginArtifacts;

  @Override
  void run() throws MojoExecutionException {
    try {
      recordings().deleteBefore(session.getStartTime().toInstant());
      Files.createDirectories(ForkRecordings.below(folder.toPath()));
    } catch (IOException e) {
      throw new MojoExecutionException("cannot make " + folder + " ready: " + e.getMessage(), e);
    }
    Properties properties = project.getProperties();
    properties.setProperty(FOLDER, folder.getPath());
    if (!includes.isEmpty()) {
      properties.setProperty(INCLUDES, String.join(",", includes));
    }
    if (!excludes.isEmpty()) {
      properties.setProperty(EXCLUDES, String.join(",", excludes));
    }
    Artifact artifact =
        Objects.requireNonNull(pluginArtifacts.get(AGENT), "the POM of this plugin needs " + AGENT);
    Path agent = artifact.getFile().toPath();
    String options =
        AgentOptions.argLine(agent, ForkRecordings.pattern(folder.toPath()), includes, excludes);
    // What the command line says is handed on by Surefire, which warns of what is said twice.
    boolean handedOn = session.getUserProperties().containsKey(PER_TEST);
    if (perTest != null && !perTest.isBlank() && !handedOn) {
      options += " " + AgentOptions.quoted("-D" + PER_TEST + "=" + perTest);
    }
    String before = properties.getProperty(ARG_LINE, "").strip();
    if (!before.contains(options)) {
      properties.setProperty(ARG_LINE, (before + " " + options).strip());
    }
    getLog().info("argLine is set to " + properties.getProperty(ARG_LINE));
    if (session.getUserProperties().containsKey(ARG_LINE)) {
      getLog()
          .warn(
              "-DargLine=... of the command line takes the place of the property that holds Tally's"
                  + " agent, so that tests may not be recorded; put it into the POM instead");
    }
  }
}
