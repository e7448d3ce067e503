// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PriceTest {
  @Test
  void aLineCostsItsPieces() {
    assertEquals(600, new OrderDao.Line(3, 200).price());
  }
}
