// SPDX-License-Identifier: Apache-2.0
package dev.tally.system.budget;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A JVM of tests: class names, and parameters of JUnit's configuration with {@code =}; run as often
 * as the system property {@code times} says.
 */
final class RunTests {
  private RunTests() {}

  public static void main(String[] arguments) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        request.configurationParameter(
            argument.substring(0, equals), argument.substring(equals + 1));
      } else {
        request.selectors(selectClass(argument));
      }
    }
    Launcher launcher = LauncherFactory.create();
    TestExecutionListener outcomes =
        new TestExecutionListener() {
          @Override
          public void executionSkipped(TestIdentifier test, String reason) {
            System.out.println("skipped " + test.getDisplayName() + ": " + reason);
          }

          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              synchronized (System.out) {
                System.out.println(
                    switch (result.getStatus()) {
                          case SUCCESSFUL -> "passed ";
                          case ABORTED -> "aborted ";
                          case FAILED -> "failed ";
                        }
                        + test.getLegacyReportingName()
                        + result.getThrowable().map(e -> ": " + e.getMessage()).orElse(""));
              }
            }
          }
        };
    for (int i = 0; i < Integer.getInteger("times", 1); i++) {
      launcher.execute(request.build(), outcomes);
    }
  }
}
