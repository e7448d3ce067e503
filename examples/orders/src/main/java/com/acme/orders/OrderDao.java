// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Orders in a database. */
class OrderDao {
  private final Connection database;

  OrderDao(Connection database) throws SQLException {
    this.database = database;
    try (Statement create = database.createStatement()) {
      create.execute(
          "CREATE TABLE orders (number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              + " customer VARCHAR(100))");
      create.execute("CREATE TABLE line (number INT, article VARCHAR(100), pieces INT, cents INT)");
    }
  }

  int save(Order order) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "INSERT INTO orders (customer) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, order.customer());
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        int number = keys.getInt(1);
        saveLines(number, order.lines());
        return number;
      }
    }
  }

  private void saveLines(int number, List<Order.Line> lines) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement("INSERT INTO line VALUES (?, ?, ?, ?)")) {
      for (Order.Line line : lines) {
        insert.setInt(1, number);
        insert.setString(2, line.article());
        insert.setInt(3, line.pieces());
        insert.setInt(4, line.cents());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  List<Integer> numbers() throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (Statement select = database.createStatement();
        ResultSet rows = select.executeQuery("SELECT number FROM orders ORDER BY number")) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }

  Order find(int number) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("SELECT customer FROM orders WHERE number = ?")) {
      select.setInt(1, number);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException("there is no order " + number);
        }
        return new Order(number, row.getString(1), findLines(number));
      }
    }
  }

  List<Order.Line> findLines(int number) throws SQLException {
    List<Order.Line> lines = new ArrayList<>();
    try (PreparedStatement select =
        database.prepareStatement("SELECT article, pieces, cents FROM line WHERE number = ?")) {
      select.setInt(1, number);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(new Order.Line(rows.getString(1), rows.getInt(2), rows.getInt(3)));
        }
      }
    }
    return lines;
  }

  long turnover() throws SQLException {
    try (Statement select = database.createStatement();
        ResultSet sum = select.executeQuery("SELECT SUM(pieces * cents) FROM line")) {
      sum.next();
      return sum.getLong(1);
    }
  }
}
