// SPDX-License-Identifier: Apache-2.0
package org.example.planet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The SQLite file in which all is kept. */
public final class Database {
  private Database() {}

  /** A connection of its own for each who asks: SQLite needs no pool. */
  public static Connection open(Path file) throws SQLException {
    return source(file).getConnection();
  }

  public static DataSource source(Path file) {
    SQLiteConfig settings = new SQLiteConfig();
    settings.enforceForeignKeys(true);
    // The page can be served while feeds are collected.
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setBusyTimeout(10_000);
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
