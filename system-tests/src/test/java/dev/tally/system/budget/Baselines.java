// SPDX-License-Identifier: Apache-2.0
package dev.tally.system.budget;

import dev.tally.junit.CallBaseline;
import org.junit.jupiter.api.Test;

/** Tests with a baseline. */
@CallBaseline(of = "*OrderDao")
class Baselines {
  private final OrderDao dao = new OrderDao();

  @Test
  void savesAll() {
    for (int i = 0; i < Integer.getInteger("orders", 3); i++) {
      dao.save("tea");
    }
    dao.findLine(1);
  }
}
