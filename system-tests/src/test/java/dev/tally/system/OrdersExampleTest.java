// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code examples/orders}, as Maven ran its tests in this build, with the agent but without Tally's
 * plugin, which is built in the same run.
 */
class OrdersExampleTest {
  private static final Path ORDERS = Installation.PROJECT.resolve("examples/orders");
  private static final Path REPORT =
      ORDERS.resolve("target/surefire-reports/com.acme.orders.OrderTest.txt");

  @Test
  void oneOfTenTestsFailsForItsBudgetAndSaysWhoCalled() throws IOException {
    assumeThat(REPORT).as("a build of examples/orders, which ./mvnw verify makes").exists();
    String report = Files.readString(REPORT);

    assertThat(report).contains("Tests run: 10, Failures: 1, Errors: 0, Skipped: 0");
    for (String document : List.of("README.md", "docs/tests.md")) {
      assertThat(report).as(document).contains(failure(document));
    }
  }

  @Test
  void theRecordingOfTheTestsHasARowForEachThatCounts() {
    Path recording = ORDERS.resolve("target/tests.tally");
    assumeThat(recording).as("a build of examples/orders, which ./mvnw verify makes").exists();

    Fork stats =
        Fork.run(
            ORDERS,
            Installation.tally("stats", recording.toString(), "-c", "stats OrderTest.allInvoices"));

    assertThat(stats.out()).as(stats.story()).contains("{com.acme.orders.OrderTest.allInvoices}");
  }

  /** The failure that a document shows, without the line's first word that Maven puts before it. */
  private static String failure(String document) throws IOException {
    String text = Files.readString(Installation.PROJECT.resolve(document));
    int start = text.indexOf("OrderDao.find* was called");
    assertThat(start).as(document).isPositive();
    return text.substring(start, text.indexOf("```", start));
  }
}
