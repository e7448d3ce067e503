// SPDX-License-Identifier: Apache-2.0
package org.example.planet.page;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The posts in the database. */
final class Posts {
  private Posts() {}

  /** Those that the page shows, newest first. */
  static List<Post> newest(Connection database) throws SQLException {
    List<Post> posts = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT entry.id, feed.name, link, title, body, topics, published
                FROM entry JOIN feed ON feed.id = entry.feed
                ORDER BY published DESC, entry.id DESC
                LIMIT 100
                """)) {
      while (row.next()) {
        posts.add(
            new Post(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                List.of(row.getString(6).split(" ")),
                Instant.ofEpochSecond(row.getLong(7))));
      }
    }
    return posts;
  }
}
