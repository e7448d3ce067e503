// SPDX-License-Identifier: Apache-2.0
package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import dev.tally.junit.MaxCalls;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;

/** Inline mocks: Mockito rewrites the class, too, so that a mock's method is the class's own. */
class MockitoTest {
  @Test
  @MaxCalls(of = "OrderStore.save", times = 1)
  void onceWithoutMocks() { // passed
    new OrderStore().save(1);
  }

  @Test
  @MaxCalls(of = "OrderStore.save", times = 0)
  void aMockAnswersInItsPlace() { // passed
    OrderStore orders = mock(OrderStore.class);
    orders.save(1);
    verify(orders).save(1);
  }

  @Test
  @MaxCalls(of = "OrderStore.save", times = 1)
  void twiceBySpy() { // failed: OrderStore.save was called 2 times
    OrderStore orders = spy(new OrderStore());
    orders.save(1);
    orders.save(2);
    verify(orders).save(2);
  }

  @Test
  @MaxCalls(of = "OrderStore.next", times = 1)
  void staticMethods() { // failed: OrderStore.next was called 2 times
    assertEquals(2, OrderStore.next(1));
    try (MockedStatic<OrderStore> mocked = mockStatic(OrderStore.class)) {
      mocked.when(() -> OrderStore.next(1)).thenReturn(7L);
      assertEquals(7, OrderStore.next(1));
    }
    assertEquals(2, OrderStore.next(1));
  }
}
