// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.agent.trace.MethodIds;
import dev.tally.probe.Row;
import dev.tally.probe.Rows;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows there are, and how requests are named. */
class RowTableTest {
  private final RowTable table = new RowTable(new MethodIds(), false);

  @Test
  void oneRowForEachStatementAndOneForAllThatAreTooMany() {
    assertThat(table.ofStatement("SELECT 1")).isSameAs(table.ofStatement("SELECT  2"));
    Set<Row> rows = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(table.ofStatement("SELECT c" + i + " FROM t WHERE id = " + i));
    }
    assertThat(rows).hasSize(RowTable.MOST);
    assertThat(table.ofStatement("SELECT never_seen FROM t").name).isEqualTo("sql (others)");
    assertThat(table.ofStatement("SELECT c7 FROM t WHERE id = 8").name)
        .isEqualTo("sql SELECT c7 FROM t WHERE id = ?");
    assertThat(table.notes())
        .containsExactly("more than 1000 different rows {sql ...}: the others are {sql (others)}");
  }

  @Test
  void nothingIsSaidOfFew() {
    table.ofStatement("SELECT 1");
    assertThat(table.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /                                            | /
          ''                                           | /
          /orders                                      | /orders
          /orders/17                                   | /orders/{id}
          /orders/17/lines/3/                          | /orders/{id}/lines/{id}/
          /v2/h2/a1                                    | /v2/h2/a1
          /x/550e8400-e29b-41d4-a716-446655440000      | /x/{id}
          /x/DEADBEEF0123                              | /x/{id}
          /files/eyJhbGciOiJIUzI1NiJ9.secret.5         | /files/{id}
          /a;jsessionid=77/b;c=1                       | /a/b
          /search?q=secret                             | /search
          """)
  void foldsWhatDiffersFromOneThingToTheNext(String path, String name) {
    assertThat(RequestText.folded(path)).isEqualTo(name);
  }

  @Test
  void aPathIsBounded() {
    assertThat(RequestText.folded("/part".repeat(10_000))).hasSizeLessThan(410).endsWith("…");
    assertThat(RequestText.folded("/" + "x".repeat(100_000))).hasSizeLessThan(410).endsWith("…");
  }

  /** As a servlet's request is, an interface's method on a class that nobody sees. */
  public interface Request {
    String getMethod();

    String getRequestURI();
  }

  private record Received(String getMethod, String getRequestURI) implements Request {}

  @Test
  void asksARequestForItsMethodAndAddress() {
    assertThat(name(new Received("POST", "/orders/5"))).isEqualTo("request POST /orders/{id}");
    java.net.http.HttpRequest sent =
        java.net.http.HttpRequest.newBuilder(URI.create("http://user:pw@a.org:81/b/5?c=d#e"))
            .build();
    Row row = table.ofRequest(sent, Rows.HTTP);
    assertThat(row).isNotNull().extracting(r -> r.name).isEqualTo("http GET a.org/b/{id}");
    assertThat(table.ofRequest("no request", Rows.REQUEST)).isNull();
  }

  private String name(Object request) {
    Row row = table.ofRequest(request, Rows.REQUEST);
    return row == null ? "" : row.name;
  }
}
