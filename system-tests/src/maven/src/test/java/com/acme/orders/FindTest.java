// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FindTest {
  private final OrderDao dao = new OrderDao();

  @Test
  void itWorks() {
    for (int i = 1; i <= 5; i++) {
      dao.save("customer " + i);
    }
    assertEquals(5, dao.all().size());
  }
}
