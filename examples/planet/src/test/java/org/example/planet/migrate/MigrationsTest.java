// SPDX-License-Identifier: Apache-2.0
package org.example.planet.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.example.planet.Database;
import org.example.planet.Problem;
import org.example.planet.TestPlanet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code planet migrate}, forwards and backwards. */
class MigrationsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void forwardsFromNothingStepByStep() throws IOException, SQLException {
    TestPlanet planet = TestPlanet.empty(folder);

    assertThat(planet.run("migrate", "0001"))
        .isEqualTo(
            """
            Operations to perform:
              Target migration: 0001_initial
            Running migrations:
              Applying 0001_initial... OK
            """);
    assertThat(tables(planet)).containsExactly("entry", "feed", "flyway_schema_history");
    assertThat(planet.run("migrate"))
        .isEqualTo(
            """
            Operations to perform:
              Target migration: 0003_topics
            Running migrations:
              Applying 0002_complexito... OK
              Applying 0003_topics... OK
            """);
    assertThat(tables(planet)).contains("word");
    assertThat(planet.run("migrate", "0003_topics")).endsWith("  No migrations to apply.\n");
  }

  @Test
  void backwardsAndForwardsAgain() throws IOException, SQLException {
    TestPlanet planet = TestPlanet.bundled(folder);
    planet.run("collect");
    planet.run("render", "-o", folder.resolve("before").toString());

    assertThat(planet.run("migrate", "0002"))
        .isEqualTo(
            """
            Operations to perform:
              Target migration: 0002_complexito
            Running migrations:
              Unapplying 0003_topics... OK
            """);
    assertThatThrownBy(() -> planet.run("render"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("are not up to date; run planet migrate");
    planet.run("migrate");
    planet.run("render", "-o", folder.resolve("after").toString());

    // Nothing was lost, and what the step makes of the entries is as if it had always been there.
    assertThat(folder.resolve("after/index.html"))
        .hasSameTextualContentAs(folder.resolve("before/index.html"));
  }

  @Test
  void backwardsToNothing() throws IOException, SQLException {
    TestPlanet planet = TestPlanet.bundled(folder);

    assertThat(planet.run("migrate", "zero"))
        .isEqualTo(
            """
            Operations to perform:
              Target migration: zero
            Running migrations:
              Unapplying 0003_topics... OK
              Unapplying 0002_complexito... OK
              Unapplying 0001_initial... OK
            """);
    assertThat(tables(planet)).containsExactly("flyway_schema_history");
  }

  @Test
  void aVersionThatIsNoneIsNamed() {
    assertThatThrownBy(() -> TestPlanet.empty(folder).run("migrate", "0009"))
        .isInstanceOf(Problem.class)
        .hasMessage(
            "expected zero or one of 0001_initial, 0002_complexito, 0003_topics, found 0009");
  }

  private static Set<String> tables(TestPlanet planet) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Connection connection = Database.open(planet.config().database());
        ResultSet rows =
            connection.getMetaData().getTables(null, null, null, new String[] {"TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
