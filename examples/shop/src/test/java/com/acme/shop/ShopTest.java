// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of these takes longer than all the others: docs/answers.md finds out why. */
class ShopTest {
  private final JdbcConnectionPool database =
      JdbcConnectionPool.create("jdbc:h2:mem:" + getClass().getName(), "", "");
  private final Turnover turnover = new Turnover(new OrderDao(database));

  @AfterEach
  void closeDatabase() {
    database.dispose();
  }

  @Test
  void emptyShop() throws SQLException {
    sell(0);
    assertEquals(0, turnover.ofAll());
  }

  @Test
  void turnoverOfOne() throws SQLException {
    sell(3);
    assertEquals(300, turnover.of(2));
  }

  @Test
  void atOnceIsTheSame() throws SQLException {
    sell(50);
    assertEquals(turnover.ofAll(), turnover.ofAllAtOnce());
  }

  @Test
  void turnoverOfAll() throws SQLException {
    sell(3000);
    assertEquals(900_000, turnover.ofAll());
  }

  /** Orders of two lines, with three pieces in all for a euro each. */
  private void sell(int orders) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("RUNSCRIPT FROM 'classpath:schema.sql'");
      statement.execute("INSERT INTO orders SELECT x FROM SYSTEM_RANGE(1, " + orders + ")");
      statement.execute("INSERT INTO line SELECT id, 1, 100 FROM orders");
      statement.execute("INSERT INTO line SELECT id, 2, 100 FROM orders");
    }
  }
}
