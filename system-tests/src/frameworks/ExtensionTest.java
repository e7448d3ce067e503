// SPDX-License-Identifier: Apache-2.0
package com.acme;

import dev.tally.junit.MaxCalls;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Extensions that call what has a budget, and annotations that are made of others. */
@ExtendWith(ExtensionTest.Orders.class)
class ExtensionTest {
  static class Orders
      implements ParameterResolver, BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private final OrderStore orders = new OrderStore();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == OrderStore.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      orders.save(0);
      return orders;
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      orders.save(0);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
      orders.save(0);
    }
  }

  @Test
  @MaxCalls(of = "OrderStore.save", times = 1)
  @Retention(RetentionPolicy.RUNTIME)
  @interface SavesOnce {}

  @SavesOnce
  void onceBesideExtensions(OrderStore orders) { // passed
    orders.save(1);
  }

  @SavesOnce
  void twiceBesideExtensions(OrderStore orders) { // failed: OrderStore.save was called 2 times
    orders.save(1);
    orders.save(2);
  }
}
