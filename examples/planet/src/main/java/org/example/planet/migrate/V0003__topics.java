// SPDX-License-Identifier: Apache-2.0
package org.example.planet.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import org.example.planet.collect.Topics;

/**
 * What each entry is about, also of those that were collected before. It takes longer than it
 * should: see docs/tutorial.md.
 */
final class V0003__topics extends Migration {
  @Override
  void forward(Connection connection) throws SQLException {
    execute(
        connection,
        """
        CREATE TABLE word (
          entry INTEGER NOT NULL REFERENCES entry,
          word TEXT NOT NULL,
          -- How often the entry has it.
          times INTEGER NOT NULL,
          PRIMARY KEY (entry, word)
        )
        """,
        "ALTER TABLE entry ADD COLUMN topics TEXT");
    new Topics(connection).findMissing();
  }

  @Override
  void backward(Connection connection) throws SQLException {
    execute(connection, "DROP TABLE word", "ALTER TABLE entry DROP COLUMN topics");
  }
}
