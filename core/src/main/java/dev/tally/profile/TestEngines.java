// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * Classes that run tests: of frameworks, and of build tools and IDEs in the JVMs of tests. They are
 * thousands of methods, among which those of a program are not found.
 */
public final class TestEngines {
  private static final String[] BEGINNINGS = {
    "org.junit.",
    "junit.",
    "org.testng.",
    "org.opentest4j.",
    "org.apiguardian.",
    "dev.tally.junit.",
    "org.apache.maven.surefire.",
    "org.apache.maven.plugin.surefire.",
    "worker.org.gradle.",
    "org.gradle.api.internal.tasks.testing.",
    "org.gradle.process.internal.worker.",
    "org.gradle.internal.concurrent.",
    "org.gradle.internal.dispatch.",
    "org.gradle.internal.remote.",
    "com.intellij.rt.",
    "com.microsoft.java.test.runner.",
    "org.eclipse.jdt.internal.junit",
  };

  /** What JUnit's threads are in while they run tests at the same time. */
  private static final String[] POOLS = {
    "org.junit.platform.engine.support.hierarchical.ForkJoinPoolH",
    "org.junit.platform.engine.support.hierarchical.WorkerThreadPoolH",
  };

  private TestEngines() {}

  /** Whether a class is one of them. {@code className} has dots. */
  public static boolean contain(String className) {
    return begins(className, BEGINNINGS);
  }

  /**
   * Whether one of them is recorded all the same, because it tells threads that have been given a
   * test from others, when tests run at the same time. {@code className} has dots.
   */
  public static boolean giveThreads(String className) {
    return begins(className, POOLS);
  }

  private static boolean begins(String className, String[] beginnings) {
    for (String beginning : beginnings) {
      if (className.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
