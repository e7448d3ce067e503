// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SaveIT {
  private final OrderDao dao = new OrderDao();

  @Test
  void itWorks() {
    for (int i = 0; i < 3; i++) {
      dao.save("Ada");
    }
    assertEquals(4, dao.save("Ada"));
  }
}
