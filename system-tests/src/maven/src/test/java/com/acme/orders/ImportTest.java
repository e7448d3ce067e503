// SPDX-License-Identifier: Apache-2.0
package com.acme.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.acme.legacy.Import;
import org.junit.jupiter.api.Test;

class ImportTest {
  private final OrderDao dao = new OrderDao();

  @Test
  void itWorks() {
    dao.save(Import.line(" Ada "));
    assertEquals("Ada", dao.find(1));
  }
}
