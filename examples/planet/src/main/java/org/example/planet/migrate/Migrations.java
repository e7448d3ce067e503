// SPDX-License-Identifier: Apache-2.0
package org.example.planet.migrate;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.example.planet.Database;
import org.example.planet.Problem;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Brings the tables from any version to any other.
 *
 * <p>Forwards Flyway does it. Backwards its free edition does nothing, so that is done here: each
 * step is undone, and its row taken out of Flyway's table, in one transaction. That is all that
 * Flyway has to know to take the step forwards again.
 */
public final class Migrations {
  private static final List<Migration> ALL =
      List.of(new V0001__initial(), new V0002__complexito(), new V0003__topics());

  private static final String HISTORY = "flyway_schema_history";

  private final Path file;
  private final PrintStream out;

  public Migrations(Path file, PrintStream out) {
    this.file = file;
    this.out = out;
  }

  public String newest() {
    return ALL.get(ALL.size() - 1).name();
  }

  /**
   * Takes the steps to a version, forwards or backwards, and prints them.
   *
   * @param target a version with or without its description, or {@code zero}
   */
  public void migrate(String target) throws SQLException {
    int steps = target.equals("zero") ? 0 : indexOf(target) + 1;
    out.println("Operations to perform:");
    out.println("  Target migration: " + (steps == 0 ? "zero" : ALL.get(steps - 1).name()));
    out.println("Running migrations:");
    int taken = taken();
    if (steps > taken) {
      forwards(ALL.get(steps - 1));
    } else if (steps < taken) {
      backwards(ALL.subList(steps, taken));
    } else {
      out.println("  No migrations to apply.");
    }
  }

  public void requireNewest() throws SQLException {
    if (taken() < ALL.size()) {
      throw new Problem("the tables in " + file + " are not up to date; run planet migrate");
    }
  }

  private void forwards(Migration last) {
    FluentConfiguration settings =
        Flyway.configure()
            .dataSource(Database.source(file))
            .locations(new String[0])
            .javaMigrations(ALL.toArray(JavaMigration[]::new))
            .callbacks(new Announcement(out))
            .target(last.getVersion());
    try {
      settings.load().migrate();
    } catch (FlywayException e) {
      throw new Problem("the migration failed: " + e.getMessage(), e);
    }
  }

  private void backwards(List<Migration> migrations) throws SQLException {
    try (Connection connection = Database.open(file)) {
      connection.setAutoCommit(false);
      for (int i = migrations.size() - 1; i >= 0; i--) {
        Migration migration = migrations.get(i);
        out.print("  Unapplying " + migration.name() + "...");
        migration.backward(connection);
        forget(connection, migration.getVersion());
        connection.commit();
        out.println(" OK");
      }
    }
  }

  private static void forget(Connection connection, MigrationVersion version) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + HISTORY + " WHERE version = ?")) {
      delete.setString(1, version.getVersion());
      delete.executeUpdate();
    }
  }

  /** How many of the steps the tables have behind them. */
  private int taken() throws SQLException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Connection connection = Database.open(file);
        Statement statement = connection.createStatement()) {
      try (ResultSet tables =
          connection.getMetaData().getTables(null, null, HISTORY, new String[] {"TABLE"})) {
        if (!tables.next()) {
          return 0;
        }
      }
      try (ResultSet newest =
          statement.executeQuery("SELECT max(version) FROM " + HISTORY + " WHERE success")) {
        String version = newest.getString(1);
        return version == null ? 0 : indexOf(version) + 1;
      }
    }
  }

  private static int indexOf(String target) {
    for (int i = 0; i < ALL.size(); i++) {
      Migration migration = ALL.get(i);
      if (target.equals(migration.name()) || target.equals(migration.getVersion().getVersion())) {
        return i;
      }
    }
    throw new Problem(
        "expected zero or one of "
            + String.join(", ", ALL.stream().map(Migration::name).toList())
            + ", found "
            + target);
  }
}
