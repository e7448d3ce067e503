// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import java.sql.SQLException;
import org.springframework.stereotype.Service;

/** What was sold, in cents. */
@Service
public class Turnover {
  private final OrderDao orders;

  public Turnover(OrderDao orders) {
    this.orders = orders;
  }

  /** Asks the database once for each order. */
  public long ofAll() throws SQLException {
    long cents = 0;
    for (long order : orders.findOrders()) {
      cents += of(order);
    }
    return cents;
  }

  /** Asks it once. */
  public long ofAllAtOnce() throws SQLException {
    return orders.findAllLines().stream().mapToLong(OrderDao.Line::price).sum();
  }

  public long of(long order) throws SQLException {
    return orders.findLines(order).stream().mapToLong(OrderDao.Line::price).sum();
  }
}
