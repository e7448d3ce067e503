// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.Calls;
import dev.tally.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Fails the build if a project's tests, all together, call methods more often than they may. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public class CheckMojo extends TallyMojo {
  /** What says that tests, or some of them, are not to be run. */
  private static final List<String> NOT_ALL_TESTS =
      List.of("skipTests", "maven.test.skip", "skipITs", "test", "it.test");

  /** How often methods may be called. */
  @Parameter List<Budget> budgets = List.of();

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    if (budgets.isEmpty()) {
      getLog().warn("there are no <budgets> to check");
      return;
    }
    ForkRecordings recordings = recordings();
    if (recordings.files().isEmpty()) {
      if (!hasRunTests()) {
        getLog().info("No tests were run, so no budgets are checked");
        return;
      }
      throw new MojoFailureException(
          "Budgets cannot be checked: " + Report.nothing(folder.toPath()));
    }
    List<String> problems = new ArrayList<>();
    try {
      Profile profile = recordings.merged();
      if (!profile.origin().complete() || !recordings.empty().isEmpty()) {
        problems.add(
            "a JVM of tests was ended before its recording was, so that not all calls are known");
      }
      Calls calls = RecordedCalls.of(profile, methods(profile));
      for (Budget budget : budgets) {
        check(budget, calls, problems);
      }
    } catch (IOException | DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("cannot check budgets of calls: " + e.getMessage(), e);
    }
    if (!problems.isEmpty()) {
      throw new MojoFailureException(String.join(System.lineSeparator(), problems));
    }
    getLog()
        .info(budgets.size() == 1 ? "The budget is kept" : budgets.size() + " budgets are kept");
  }

  private ProjectMethods methods(Profile profile) throws DependencyResolutionRequiredException {
    return new ProjectMethods(
        profile,
        new ClassFiles(project.getTestClasspathElements()),
        new Selection(includes, excludes));
  }

  private static void check(Budget budget, Calls calls, List<String> problems) {
    String of = budget.of;
    Long times = budget.times;
    if (of == null || times == null || times < 0) {
      problems.add(
          "expected a <budget> with <of>OrderDao.save</of> and <times>3</times>, found <of>"
              + (of == null ? "" : of)
              + "</of> and <times>"
              + (times == null ? "" : times)
              + "</times>");
      return;
    }
    try {
      calls.exceeding(of.strip(), times, "<budget>").ifPresent(problems::add);
    } catch (IllegalArgumentException nothingMatches) {
      problems.add(nothingMatches.getMessage());
    }
  }

  private boolean hasRunTests() {
    for (Properties properties : List.of(session.getUserProperties(), project.getProperties())) {
      for (String name : NOT_ALL_TESTS) {
        if (!properties.getProperty(name, "false").equals("false")) {
          return false;
        }
      }
    }
    return Files.isDirectory(Path.of(project.getBuild().getTestOutputDirectory()));
  }
}
