// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import dev.tally.Tally;
import dev.tally.TestRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes a recording of each test into the folder that {@code -Dtally.perTest} names, with an index
 * of them; does nothing without. JUnit's platform finds it by itself, for tests of any engine, and
 * calls it on the thread that runs a test, before what prepares it and after what cleans up.
 *
 * <p>Where tests may run at the same time, a recording has what the test's own thread called.
 */
public final class TestRecorder implements TestExecutionListener {
  private static final String FOLDER = "tally.perTest";

  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final AtomicInteger testsBegun = new AtomicInteger();
  private TestNames names;
  private TestIndex index;
  private boolean parallel;
  private volatile boolean complained;

  /**
   * A test that runs.
   *
   * @param begun how many tests had begun before
   * @param alone whether another was running then
   */
  private record Running(TestRecording recording, long nanos, int begun, boolean alone) {}

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    index = null;
    String folder = plan.getConfigurationParameters().get(FOLDER).orElse("");
    if (folder.isEmpty()) {
      return;
    }
    if (!Tally.isAvailable()) {
      complain(
          "the agent is not in this JVM, so there are no recordings of tests; add it by"
              + " -javaagent:/path/to/tally-agent.jar");
      return;
    }
    Path path = Path.of(System.getProperty("basedir", "")).resolve(folder);
    try {
      Files.createDirectories(path);
      names = new TestNames(plan);
      parallel = isParallel(plan);
      index = new TestIndex(path);
    } catch (IOException e) {
      complain("there are no recordings of tests: cannot make the folder " + e.getMessage());
    }
  }

  /** Of whatever engine: Jupiter's parameter, Vintage's. */
  private static boolean isParallel(TestPlan plan) {
    for (String engine : new String[] {"jupiter", "vintage"}) {
      String parameter = "junit." + engine + ".execution.parallel.enabled";
      if (plan.getConfigurationParameters().getBoolean(parameter).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (index != null && test.isTest()) {
      boolean alone = running.isEmpty();
      int begun = testsBegun.incrementAndGet();
      running.put(
          test.getUniqueId(), new Running(TestRecording.begin(), System.nanoTime(), begun, alone));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Running run = index == null ? null : running.get(test.getUniqueId());
    if (run == null) {
      return;
    }
    long nanos = System.nanoTime() - run.nanos();
    boolean others = parallel || !run.alone() || testsBegun.get() != run.begun();
    TestName name = names.of(test);
    try {
      Path file = index.folder().resolve(name.file());
      long calls = run.recording().write(file, name.className(), name.name(), others);
      index.add(new TestIndex.Line(nanos, calls, name.file()));
    } catch (IOException e) {
      complain(e.getMessage());
    } finally {
      // Not before it is read: it runs until then, for those that begin meanwhile.
      running.remove(test.getUniqueId());
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (index != null) {
      try {
        index.write();
      } catch (IOException e) {
        complain("cannot write the index of the recordings: " + e.getMessage());
      }
    }
  }

  /** Once: what is wrong with one test's file is so with the others'. */
  private void complain(String sentence) {
    if (!complained) {
      complained = true;
      System.err.println("tally: " + FOLDER + ": " + sentence);
    }
  }
}
