// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.Calls;
import dev.tally.Tally;
import dev.tally.junit.MaxCalls;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten tests whose assertions hold. The budget of one of them does not. */
class OrderTest {
  private static final List<Order.Line> LINES =
      List.of(new Order.Line("tea", 2, 250), new Order.Line("cake", 1, 399));

  private final Connection database;
  private final OrderDao dao;
  private final Invoices invoices;

  OrderTest() throws SQLException {
    database = DriverManager.getConnection("jdbc:h2:mem:");
    dao = new OrderDao(database);
    invoices = new Invoices(dao);
  }

  @BeforeEach
  void twentyOrders() throws SQLException {
    for (int i = 1; i <= 20; i++) {
      dao.save(new Order(0, "customer " + i, LINES));
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  @MaxCalls(of = "OrderDao.find*", times = 2)
  void allInvoices() throws SQLException {
    assertThat(invoices.all()).hasSize(20).contains("customer 7: 8.99");
  }

  @Test
  @MaxCalls(of = "OrderDao.save", times = 1)
  void savesOnce() throws SQLException {
    assertThat(dao.save(new Order(0, "Ada", LINES))).isEqualTo(21);
  }

  @Test
  @MaxCalls(of = "sql INSERT INTO line *", times = 1)
  void savesAllLinesInOneStatement() throws SQLException {
    dao.save(new Order(0, "Ada", LINES));
  }

  @Test
  @MaxCalls(of = "OrderDao.find", times = 1)
  void oneInvoice() throws SQLException {
    assertThat(invoices.invoice(3)).isEqualTo("customer 3: 8.99");
  }

  @Test
  void turnoverIsOneQuery() throws SQLException {
    Calls calls = Tally.count(() -> assertThat(invoices.turnover()).isEqualTo("179.80"));

    assertThat(calls.of("sql *")).isEqualTo(1);
    assertThat(calls.of("OrderDao.findLines")).isZero();
  }

  @Test
  void findsAnOrder() throws SQLException {
    assertThat(dao.find(3)).isEqualTo(new Order(3, "customer 3", LINES));
  }

  @Test
  void findsLines() throws SQLException {
    assertThat(dao.findLines(3)).isEqualTo(LINES);
    assertThat(dao.findLines(99)).isEmpty();
  }

  @Test
  void refusesAnOrderThatIsNotThere() {
    assertThatThrownBy(() -> dao.find(99)).hasMessage("there is no order 99");
  }

  @Test
  void numbersAreInOrder() throws SQLException {
    assertThat(dao.numbers()).hasSize(20).isSorted();
  }

  @Test
  void eurosHaveTwoDigits() {
    assertThat(Invoices.euros(1205)).isEqualTo("12.05");
  }
}
