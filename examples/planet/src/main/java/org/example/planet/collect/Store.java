// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.example.planet.Config.Subscription;

/** Feeds and entries in the database. For one thread, since SQLite has one writer. */
final class Store {
  private final Connection connection;

  Store(Connection connection) {
    this.connection = connection;
  }

  Validators validators(URI address) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT etag, last_modified FROM feed WHERE address = ?")) {
      query.setString(1, address.toString());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Validators(row.getString(1), row.getString(2)) : Validators.NONE;
      }
    }
  }

  /**
   * Adds what is new and changes what has changed, all or nothing.
   *
   * @param now for entries that do not say when they were published, or say later
   * @return how many entries are new
   */
  int save(Subscription feed, Validators validators, List<Entry> entries, Instant now)
      throws SQLException {
    long before = entries();
    inTransaction(
        () -> {
          long id = saveFeed(feed, validators);
          for (Entry entry : entries) {
            saveEntry(id, entry, now);
          }
        });
    return (int) (entries() - before);
  }

  /** To be called when all is saved: what an entry is about depends on the others. */
  void findTopics() throws SQLException {
    inTransaction(new Topics(connection)::findMissing);
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private long saveFeed(Subscription feed, Validators validators) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO feed (address, name, etag, last_modified) VALUES (?, ?, ?, ?)
            ON CONFLICT (address) DO UPDATE
              SET name = excluded.name, etag = excluded.etag, last_modified = excluded.last_modified
            RETURNING id
            """)) {
      statement.setString(1, feed.address().toString());
      statement.setString(2, feed.name());
      statement.setString(3, validators.etag());
      statement.setString(4, validators.lastModified());
      try (ResultSet row = statement.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /** A post that another feed has as well stays with the feed that had it first. */
  private void saveEntry(long feed, Entry entry, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO entry (feed, uid, link, title, body, published)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6
            WHERE NOT EXISTS
              (SELECT 1 FROM entry WHERE link = ?3 AND title = ?4 AND feed <> ?1)
            ON CONFLICT (feed, uid) DO UPDATE
              SET link = excluded.link, title = excluded.title, body = excluded.body, topics = NULL
              WHERE (link, title, body) IS NOT (excluded.link, excluded.title, excluded.body)
            """)) {
      Instant said = entry.published();
      Instant published = said != null && said.isBefore(now) ? said : now;
      statement.setLong(1, feed);
      statement.setString(2, entry.uid());
      statement.setString(3, entry.link());
      statement.setString(4, entry.title());
      statement.setString(5, entry.body());
      statement.setLong(6, published.getEpochSecond());
      statement.executeUpdate();
    }
  }

  private long entries() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM entry");
        ResultSet row = query.executeQuery()) {
      return row.getLong(1);
    }
  }
}
