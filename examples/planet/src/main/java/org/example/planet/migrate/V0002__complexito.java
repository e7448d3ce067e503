// SPDX-License-Identifier: Apache-2.0
package org.example.planet.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.Function;

/** A step that takes a second, though it changes nothing. */
final class V0002__complexito extends Migration {
  @Override
  void forward(Connection connection) throws SQLException {
    Function.create(connection, "sleep", new Sleep());
    execute(connection, "SELECT sleep(1)");
  }

  @Override
  void backward(Connection connection) {}

  /** {@code sleep(seconds)} in SQL. */
  private static final class Sleep extends Function {
    @Override
    protected void xFunc() throws SQLException {
      try {
        Thread.sleep(value_long(0) * 1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      result();
    }
  }
}
