// SPDX-License-Identifier: Apache-2.0
package org.example.planet.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * A step from one version of the tables to the next, and back. Flyway takes version and description
 * from the name of the class, and runs a step in a transaction of its own.
 */
abstract class Migration extends BaseJavaMigration {
  abstract void forward(Connection connection) throws SQLException;

  abstract void backward(Connection connection) throws SQLException;

  @Override
  public final void migrate(Context context) throws SQLException {
    forward(context.getConnection());
  }

  /** As it is printed and asked for: {@code 0002_complexito}. */
  final String name() {
    return getVersion() + "_" + getDescription();
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
