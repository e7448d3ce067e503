// SPDX-License-Identifier: Apache-2.0
package com.acme.prices

import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.fold
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking

data class Price(val product: Int, val cents: Long)

fun parse(text: String): Long = text.toLong()

/** Asks a shop that takes its time: each call is suspended once. */
suspend fun fetch(product: Int): Price {
    delay(5)
    return Price(product, parse("${product * 100}"))
}

fun prices(): Flow<Price> = flow {
    for (product in 1..40) {
        emit(fetch(product))
    }
}

/** What is dear, of forty products: thirty of them. */
suspend fun dear(): Long =
    prices().filter { it.cents > 1000 }.map { it.cents }.fold(0L) { sum, cents -> sum + cents }

fun main() = runBlocking {
    println(dear())
}
