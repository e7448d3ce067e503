// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Repository;

/** Orders and their lines, by hand. */
@Repository
public class OrderDao {
  private final DataSource database;

  public OrderDao(DataSource database) {
    this.database = database;
  }

  /** A line of an order: so many pieces, so many cents each. */
  public record Line(int pieces, long cents) {
    long price() {
      return pieces * cents;
    }
  }

  public List<Long> findOrders() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement("SELECT id FROM orders ORDER BY id");
        ResultSet rows = query.executeQuery()) {
      List<Long> orders = new ArrayList<>();
      while (rows.next()) {
        orders.add(rows.getLong(1));
      }
      return orders;
    }
  }

  public List<Line> findLines(long order) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT pieces, cents FROM line WHERE order_id = ?")) {
      query.setLong(1, order);
      return lines(query);
    }
  }

  public List<Line> findAllLines() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement("SELECT pieces, cents FROM line")) {
      return lines(query);
    }
  }

  private static List<Line> lines(PreparedStatement query) throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        lines.add(new Line(rows.getInt(1), rows.getLong(2)));
      }
    }
    return lines;
  }
}
