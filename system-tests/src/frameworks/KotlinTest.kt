// SPDX-License-Identifier: Apache-2.0
package com.acme

import dev.tally.junit.MaxCalls
import org.junit.jupiter.api.Test

class Cart(private val orders: OrderStore) {
  fun checkOut(times: Int = 2) = (1L..times).forEach(orders::save)
}

class KotlinTest {
  private val orders = OrderStore()

  @Test
  @MaxCalls(of = "Cart.checkOut", times = 1)
  fun onceInKotlin() { // passed
    Cart(orders).checkOut()
  }

  @Test
  @MaxCalls(of = "OrderStore.save", times = 1)
  fun `twice in Kotlin`() { // failed: OrderStore.save was called 2 times
    Cart(orders).checkOut()
  }
}
