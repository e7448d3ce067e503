// SPDX-License-Identifier: Apache-2.0
package com.acme;

import dev.tally.junit.MaxCalls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig
@MaxCalls(of = "OrderStore.save", times = 1)
class SpringTest {
  @Autowired private OrderStore orders;

  @Configuration
  static class Shop {
    @Bean
    OrderStore orders() {
      OrderStore orders = new OrderStore();
      orders.save(0);
      return orders;
    }
  }

  @BeforeEach
  void saveBefore() {
    orders.save(0);
  }

  @Test
  void onceWithSpring() { // passed
    orders.save(1);
  }

  @Test
  void twiceWithSpring() { // failed: OrderStore.save was called 2 times
    orders.save(1);
    orders.save(2);
  }
}
