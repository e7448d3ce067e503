// SPDX-License-Identifier: Apache-2.0
package com.acme;

import static org.testng.Assert.assertEquals;

import dev.tally.Tally;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class TestNgTest {
  private final OrderStore orders = new OrderStore();

  @BeforeMethod
  public void saveBefore() {
    orders.save(0);
  }

  @DataProvider
  public static Object[][] numbers() {
    return new Object[][] {{1}, {2}, {3}};
  }

  @Test(dataProvider = "numbers")
  public void asOftenWithTestNg(int times) { // passed 3 times
    long saved =
        Tally.count(
                () -> {
                  for (int i = 0; i < times; i++) {
                    orders.save(i);
                  }
                })
            .of("OrderStore.save");
    assertEquals(saved, times);
  }

  @Test
  public void onceWithTestNg() { // failed: expected [2] but found [1]
    assertEquals(Tally.count(() -> orders.save(1)).of("OrderStore.save"), 2);
  }
}
