// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is sent to customers. */
class Invoices {
  private final OrderDao dao;

  Invoices(OrderDao dao) {
    this.dao = dao;
  }

  String invoice(int number) throws SQLException {
    Order order = dao.find(number);
    return order.customer() + ": " + euros(order.cents());
  }

  /** Right, and slow: each order is a query of its own, and its lines are another. */
  List<String> all() throws SQLException {
    List<String> invoices = new ArrayList<>();
    for (int number : dao.numbers()) {
      invoices.add(invoice(number));
    }
    return invoices;
  }

  String turnover() throws SQLException {
    return euros(dao.turnover());
  }

  static String euros(long cents) {
    return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
  }
}
