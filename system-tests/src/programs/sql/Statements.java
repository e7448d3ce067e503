// SPDX-License-Identifier: Apache-2.0

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs statements on the database whose URL is in {@code url.txt}, in every way that JDBC knows, and
 * prints how often the database says that it has run each.
 */
public class Statements {
  public static void main(String[] arguments) throws Exception {
    String url = Files.readString(Path.of("url.txt"));
    try (Connection connection = DriverManager.getConnection(url)) {
      prepareStatistics(connection, url);
      literals(connection);
      batches(connection);
      orders(connection);
      lists(connection);
      fails(connection);
      fetches(connection);
      if (!url.startsWith("jdbc:sqlite:")) {
        pooled(url);
      }
      printStatistics(connection, url);
    }
  }

  static void literals(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))");
      for (int i = 0; i < 20; i++) {
        statement.executeUpdate("INSERT INTO item VALUES (" + i + ", 'secret-literal " + i + "')");
      }
    }
  }

  static void batches(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO item (id, name) VALUES (?, ?)")) {
      for (int i = 100; i < 200; i++) {
        insert.setInt(1, i);
        insert.setString(2, "batch");
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("DELETE FROM item WHERE id = 900");
      statement.addBatch("DELETE FROM item WHERE id = 901");
      statement.executeBatch();
      statement.addBatch("DELETE FROM item WHERE name = 'none'");
      statement.addBatch("UPDATE item SET id = 903 WHERE id = 904");
      statement.executeBatch();
    }
  }

  /** The first is one statement, the others one each. */
  static void orders(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT id FROM item WHERE id < ?")) {
      query.setInt(1, 20);
      try (ResultSet rows = query.executeQuery()) {
        List<Integer> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getInt(1));
        }
        for (int id : ids) {
          lines(connection, id);
        }
      }
    }
  }

  static void lines(Connection connection, int id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT name FROM item WHERE id = ?")) {
      query.setInt(1, id);
      if (query.execute()) {
        ResultSet rows = query.getResultSet();
        while (rows.next()) {
          rows.getString(1);
        }
      }
    }
  }

  static void lists(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT count(*) FROM item WHERE id IN (1, 2)").close();
      statement.executeQuery("SELECT count(*) FROM item WHERE id IN (1,2,  3)").close();
      statement
          .executeQuery("/* secret-comment */ SELECT count(*) FROM item WHERE name = 'secret-2'")
          .close();
    }
  }

  static void fails(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT secret FROM nowhere");
      throw new IllegalStateException("there is a nowhere");
    } catch (SQLException expected) {
      // It is a row all the same.
    }
  }

  static void fetches(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT a.id FROM item a, item b")) {
      while (rows.next()) {
        rows.getInt(1);
      }
    }
  }

  static void pooled(String url) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(3);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      ExecutorService threads = Executors.newFixedThreadPool(3);
      List<Future<?>> updates = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        int id = i;
        updates.add(threads.submit(() -> update(pool, id)));
      }
      for (Future<?> update : updates) {
        update.get();
      }
      threads.shutdown();
      JdbcTemplate template = new JdbcTemplate(pool);
      for (int i = 0; i < 10; i++) {
        template.query("SELECT id, name FROM item WHERE id = ?", row -> {}, i);
      }
    }
  }

  static Integer update(DataSource pool, int id) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE item SET name = ? WHERE id = ?")) {
      update.setString(1, "updated");
      update.setInt(2, id);
      return update.executeUpdate();
    }
  }

  private static void prepareStatistics(Connection connection, String url) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (url.startsWith("jdbc:h2:")) {
        statement.execute("SET QUERY_STATISTICS TRUE");
      } else if (url.startsWith("jdbc:postgresql:")) {
        statement.execute("CREATE EXTENSION pg_stat_statements");
      }
    }
  }

  private static void printStatistics(Connection connection, String url) throws SQLException {
    String query =
        url.startsWith("jdbc:h2:")
            ? "SELECT execution_count, sql_statement FROM information_schema.query_statistics"
            : url.startsWith("jdbc:postgresql:") ? "SELECT calls, query FROM pg_stat_statements" : null;
    if (query != null) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          System.out.println(rows.getLong(1) + "\t" + rows.getString(2).replace('\n', ' '));
        }
      }
    }
  }
}
