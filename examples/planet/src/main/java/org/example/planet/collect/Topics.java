// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an entry is about: the three words that it has often, for how many other entries have them.
 */
public final class Topics {
  /** Shorter ones are seldom a topic. */
  private static final Pattern WORD = Pattern.compile("\\p{L}{6,}");

  private final Connection connection;

  public Topics(Connection connection) {
    this.connection = connection;
  }

  /** Finds the topics of all entries that have none yet. */
  public void findMissing() throws SQLException {
    List<Long> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, title, body FROM entry WHERE topics IS NULL")) {
      while (rows.next()) {
        entries.add(rows.getLong(1));
        saveWords(rows.getLong(1), rows.getString(2) + " " + Html.text(rows.getString(3)));
      }
    }
    for (long entry : entries) {
      choose(entry);
    }
  }

  private void saveWords(long entry, String text) throws SQLException {
    Map<String, Integer> words = new TreeMap<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.merge(matcher.group(), 1, Integer::sum);
    }
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM word WHERE entry = ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO word VALUES (?, ?, ?)")) {
      delete.setLong(1, entry);
      delete.executeUpdate();
      for (Map.Entry<String, Integer> word : words.entrySet()) {
        insert.setLong(1, entry);
        insert.setString(2, word.getKey());
        insert.setInt(3, word.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void choose(long entry) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT word FROM word AS mine WHERE entry = ?
                ORDER BY 1.0 * times / (SELECT count(*) FROM word WHERE word = mine.word) DESC, word
                LIMIT 3
                """);
        PreparedStatement update =
            connection.prepareStatement("UPDATE entry SET topics = ? WHERE id = ?")) {
      query.setLong(1, entry);
      StringJoiner topics = new StringJoiner(" ");
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          topics.add(rows.getString(1));
        }
      }
      update.setString(1, topics.toString());
      update.setLong(2, entry);
      update.executeUpdate();
    }
  }
}
