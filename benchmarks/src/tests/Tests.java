// SPDX-License-Identifier: Apache-2.0
package tests;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tally.junit.MaxCalls;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs tests for {@code benchmarks/tests}: all of {@code Empty1} and so on, or others with and without a budget. */
public final class Tests {
  private static final int CLASSES = 100;
  private static final int TESTS = 10_000;
  private static final int FEW = 1_000;
  private static final int ROUNDS = 6;

  private Tests() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    if (arguments[0].equals("empty")) {
      Class<?>[] classes = new Class<?>[CLASSES];
      for (int i = 0; i < CLASSES; i++) {
        classes[i] = Class.forName("tests.Empty" + (i + 1));
      }
      run(10 * CLASSES, classes);
      return;
    }
    if (!arguments[0].equals("rounds")) {
      run(FEW, arguments[0].equals("budgets") ? FewWith.class : FewWithout.class);
      return;
    }
    for (int round = 1; round <= ROUNDS; round++) {
      double without = run(TESTS, Without.class);
      double with = run(TESTS, With.class);
      System.out.printf(
          "round %d: %6.1f us a test without a budget, %6.1f with one: %6.1f%n",
          round, without, with, with - without);
    }
  }

  /** Microseconds of each. */
  private static double run(int tests, Class<?>... classes) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> each : classes) {
      request.selectors(selectClass(each));
    }
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    long begun = System.nanoTime();
    LauncherFactory.create().execute(request.build(), summary);
    long nanos = System.nanoTime() - begun;
    if (summary.getSummary().getTestsSucceededCount() != tests) {
      throw new IllegalStateException("not all passed");
    }
    return nanos / 1e3 / tests;
  }

  static class Dao {
    private int saved;

    void save() {
      saved++;
    }
  }

  static class FewWithout extends Without {
    @Override
    @RepeatedTest(FEW)
    void saves() {
      super.saves();
    }
  }

  static class FewWith extends With {
    @Override
    @RepeatedTest(FEW)
    @MaxCalls(of = "Dao.save", times = 2)
    void saves() {
      super.saves();
    }
  }

  static class Without {
    final Dao dao = new Dao();

    @RepeatedTest(TESTS)
    void saves() {
      dao.save();
      dao.save();
    }
  }

  static class With {
    final Dao dao = new Dao();

    @RepeatedTest(TESTS)
    @MaxCalls(of = "Dao.save", times = 2)
    void saves() {
      dao.save();
      dao.save();
    }
  }
}
