// SPDX-License-Identifier: Apache-2.0
package org.example.planet.migrate;

import java.sql.Connection;
import java.sql.SQLException;

/** Feeds and what was in them. */
final class V0001__initial extends Migration {
  @Override
  void forward(Connection connection) throws SQLException {
    execute(
        connection,
        """
        CREATE TABLE feed (
          id INTEGER PRIMARY KEY,
          address TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          -- What the server said of its last answer, for the next request.
          etag TEXT,
          last_modified TEXT
        )
        """,
        """
        CREATE TABLE entry (
          id INTEGER PRIMARY KEY,
          feed INTEGER NOT NULL REFERENCES feed,
          -- Which of the feed's entries it is: its guid, or what serves for one.
          uid TEXT NOT NULL,
          link TEXT,
          title TEXT NOT NULL,
          body TEXT NOT NULL,
          -- Seconds since 1970.
          published INTEGER NOT NULL,
          UNIQUE (feed, uid)
        )
        """,
        "CREATE INDEX entry_by_time ON entry (published)");
  }

  @Override
  void backward(Connection connection) throws SQLException {
    execute(connection, "DROP TABLE entry", "DROP TABLE feed");
  }
}
