// SPDX-License-Identifier: Apache-2.0
package com.acme;

import static org.junit.Assert.assertEquals;

import dev.tally.Tally;
import org.junit.Before;
import org.junit.Test;

/** JUnit 4, by the vintage engine. */
public class VintageTest {
  private final OrderStore orders = new OrderStore();

  @Before
  public void saveBefore() {
    orders.save(0);
  }

  @Test
  public void onceWithJUnit4() { // passed
    assertEquals(1, Tally.count(() -> orders.save(1)).of("OrderStore.save"));
  }

  @Test
  public void twiceWithJUnit4() { // failed: expected:<1> but was:<2>
    long saved =
        Tally.count(
                () -> {
                  orders.save(1);
                  orders.save(2);
                })
            .of("OrderStore.save");
    assertEquals(1, saved);
  }
}
