// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests with budgets, again and again beside two busy processes: each time the same tests pass and
 * fail, with the same counts and callers; and where they run one at a time, all calls are those of
 * the first time. Twice, and with {@code -Dreliability=long} a hundred times, in four JVMs.
 */
class SameCountsTest {
  private static final boolean LONG = System.getProperty("reliability", "").equals("long");
  private static final String ONCE = ".*(whoseCallsAreIsNotKnown|meanwhile).*";
  private static final int JVMS = LONG ? 4 : 1;
  private static final int TIMES = LONG ? 25 : 2;

  private final Path folder;
  private final List<Process> busy = new ArrayList<>();

  SameCountsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void beBusy() throws IOException {
    for (int i = 0; i < 2; i++) {
      busy.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
    }
  }

  @AfterEach
  void rest() {
    busy.forEach(Process::destroyForcibly);
  }

  @Test
  void oneAtATime() {
    again("Budgets", "false", "junit.jupiter.extensions.autodetection.enabled=true");
  }

  @Test
  void atTheSameTime() {
    again("Parallel", "true", "junit.jupiter.extensions.autodetection.enabled=false");
  }

  private void again(String testClass, String parallel, String baseline) {
    List<String> first = outcomes(1, "-Dtally.update=true", testClass, parallel, baseline);
    assertThat(first).anyMatch(line -> line.startsWith("passed "));
    List<String> expected =
        first.stream().flatMap(line -> Collections.nCopies(TIMES, line).stream()).toList();
    for (int i = 0; i < JVMS; i++) {
      assertThat(outcomes(TIMES, "-Dtally.update=false", testClass, parallel, baseline))
          .isEqualTo(expected);
    }
  }

  /** What is said of each test, in the order of names. */
  private List<String> outcomes(
      int times, String update, String testClass, String parallel, String baseline) {
    String classPath = System.getProperty("java.class.path");
    Fork tests =
        Fork.run(
            folder,
            List.of(
                Installation.JAVA.toString(),
                Installation.agent(folder.resolve("recording")),
                "-Dtally.baselines=" + folder.resolve("baselines"),
                "-Dtimes=" + times,
                update,
                "-cp",
                folder.resolve("baselines") + ":" + classPath,
                "dev.tally.system.budget.RunTests",
                "dev.tally.system.budget." + testClass,
                baseline,
                "tally.baseline=*OrderDao",
                "junit.jupiter.execution.parallel.enabled=" + parallel,
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=4"));
    assertThat(tests.exit()).as(tests.story()).isZero();
    // Two tests of Parallel wait for each other, once in a JVM.
    return tests.out().lines().filter(line -> !line.matches(ONCE)).sorted().toList();
  }
}
